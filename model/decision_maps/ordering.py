"""The order in which siblings stand, so that cross-links are short and seldom cross."""

from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 12


@dataclass
class _Tree:
    """A forest in leaf units: how wide each subtree is and where its middle stands, in half leaves."""

    children: dict[str, list[str]]
    roots: list[str]
    width: dict[str, int]
    middle: dict[str, int]
    inside: dict[str, frozenset[str]]


def ordered(
    children: dict[str, list[str]], roots: Sequence[str], links: Sequence[tuple[str, str]]
) -> tuple[dict[str, list[str]], list[str]]:
    """The same forest with siblings (and roots) in an order that shortens the links.

    `children` names everyone, with an empty list for who leads nobody. Who has no link keeps the given order, and the
    same forest with the same links always gets the same order.
    """
    tree = _Tree({key: list(value) for key, value in children.items()}, list(roots), {}, {}, {})
    _measure(tree)
    known = [(one, other) for one, other in links if one in tree.width and other in tree.width and one != other]
    if not known:
        return tree.children, tree.roots
    near = _links_by_person(known)
    families = [family for family in (tree.roots, *tree.children.values()) if len(family) > 1]
    rounds = 0
    while rounds < ROUNDS and sum(_improve(tree, family, near) for family in families):
        rounds += 1
    return tree.children, tree.roots


def _measure(tree: _Tree) -> None:
    for root in reversed(_parents_first(tree)):
        below = tree.children[root]
        tree.width[root] = max(1, sum(tree.width[child] for child in below))
        tree.inside[root] = frozenset((root,)).union(*(tree.inside[child] for child in below))
    _stand(tree, tree.roots, 0)


def _parents_first(tree: _Tree) -> list[str]:
    found = list(tree.roots)
    for person in found:
        found.extend(tree.children[person])
    return found


def _stand(tree: _Tree, family: Sequence[str], left: int) -> None:
    """Set the middles of a family and all below it, beginning at `left` half leaves."""
    waiting = [(family, left)]
    while waiting:
        people, edge = waiting.pop()
        for person in people:
            tree.middle[person] = edge + tree.width[person]
            waiting.append((tree.children[person], edge))
            edge += 2 * tree.width[person]


def _links_by_person(links: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return near


def _outward(tree: _Tree, person: str, near: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The links from within a person's subtree to outside it."""
    inside = tree.inside[person]
    return [(one, other) for one in inside if one in near for other in near[one] if other not in inside]


def _improve(tree: _Tree, family: list[str], near: dict[str, list[str]]) -> bool:
    """Swap neighbours while that shortens the links; true where anything moved."""
    out = {person: _outward(tree, person, near) for person in family}
    if not any(out.values()):
        return False
    moved, swapped = False, True
    while swapped:
        swapped = False
        for index in range(len(family) - 1):
            one, other = family[index], family[index + 1]
            if (out[one] or out[other]) and _gain(tree, one, other, out) > 0:
                left = tree.middle[one] - tree.width[one]
                family[index], family[index + 1] = other, one
                _stand(tree, (other, one), left)
                swapped = moved = True
    return moved


def _gain(tree: _Tree, one: str, other: str, out: dict[str, list[tuple[str, str]]]) -> int:
    """How much shorter the links get, in half leaves, when two neighbours change places."""
    middle, gain = tree.middle, 0
    for person, neighbour, step in ((one, other, 2 * tree.width[other]), (other, one, -2 * tree.width[one])):
        beside = tree.inside[neighbour]
        for start, end in out[person]:
            if end not in beside:
                gain += abs(middle[start] - middle[end]) - abs(middle[start] + step - middle[end])
    for start, end in out[one]:
        if end in tree.inside[other]:
            before = middle[end] - middle[start]
            gain += before - abs(before - 2 * tree.width[one] - 2 * tree.width[other])
    return gain
