"""Where cards stand: a tidy tree on the reporting lines; who already has a place keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from model.decision_maps.ordering import ordered
from model.decision_maps.places import GAP_X, PITCH_X, PITCH_Y, Place, free_shift, overlaps
from model.decision_maps.routes import crossings_of

WIDE: Final = 20
"""Up to so many people siblings stand side by side; on a larger map those who lead nobody stand in columns."""
FEWEST: Final = 3
"""From so many siblings who lead nobody on they stand in columns."""
TALLEST: Final = ((40, 4), (100, 6), (10**9, 8))
"""How many at most stand in one column on a map of up to so many people: it grows down as well as to the side."""
INDENT: Final = GAP_X
"""How far a column stands to the right of where its line comes down."""
WORK: Final = 65_000
"""How much is tried to untangle links; one is about a microsecond on a laptop of 2020."""


@dataclass
class _Block:
    """A drawn subtree: places relative to its root, and its left and right edge at each depth."""

    places: dict[str, Place]
    left: list[int]
    right: list[int]


def arrange(
    people: Sequence[str],
    lines: Sequence[tuple[str, str]],
    links: Sequence[tuple[str, str]] = (),
    placed: Mapping[str, Place] | None = None,
) -> dict[str, Place]:
    """A place for everyone.

    `lines` are (report, manager) without a loop, at most one a report; `links` are the other connections, which only
    influence the order of siblings. Whoever is in `placed` stands exactly there; the others hang below their managers
    clear of every card, so that adding a person moves nobody else.
    """
    known = set(people)
    fixed = {person: place for person, place in (placed or {}).items() if person in known}
    if len(fixed) == len(people):
        return {person: fixed[person] for person in people}
    manager = {report: boss for report, boss in lines if report not in fixed}
    children: dict[str, list[str]] = {person: [] for person in people}
    for person in people:
        if person in manager:
            children[manager[person]].append(person)
    anchors = sorted((person for person in people if person in fixed), key=lambda person: fixed[person])
    tops = [person for person in people if person not in manager and person not in fixed]
    children, roots = ordered(children, [*anchors, *tops], links)
    plan = _Plan(people, children, [root for root in roots if root not in fixed], fixed, _feet(lines, fixed))
    places = _untangled(plan, lines, links) if links else _drawn(plan)
    return {person: places[person] for person in people}


@dataclass(frozen=True)
class _Plan:
    """Who stands fixed, who hangs below whom, from left to right, and who hangs below nobody.

    `feet` are the spots under the columns in which reports of fixed people stand.
    """

    people: Sequence[str]
    children: dict[str, list[str]]
    tops: list[str]
    fixed: Mapping[str, Place]
    feet: Mapping[str, Place]

    def groups(self, person: str) -> list[list[str]]:
        """Those below a person from left to right: each alone, or those who lead nobody in columns."""
        family = self.children[person]
        leaves = [child for child in family if not self.children[child]]
        if len(self.people) <= WIDE or len(leaves) < FEWEST:
            return [[child] for child in family]
        tallest = next(high for most, high in TALLEST if len(self.people) <= most)
        count = -(-len(leaves) // tallest)
        columns = [leaves[len(leaves) * at // count : len(leaves) * (at + 1) // count] for at in range(count)]
        middle = leaves[len(leaves) // 2]
        leading = [child for child in family if self.children[child]]
        before = sum(family.index(child) < family.index(middle) for child in leading)
        return [*([child] for child in leading[:before]), *columns, *([child] for child in leading[before:])]


def _drawn(plan: _Plan) -> dict[str, Place]:
    """Everyone's place, with siblings and roots from left to right as the plan has them."""
    places = dict(plan.fixed)
    anchors = [person for person in plan.people if person in plan.fixed and plan.children[person]]
    blocks = _blocks(plan, [*plan.tops, *(child for anchor in anchors for child in plan.children[anchor])])
    for anchor in anchors:
        if _lengthened(places, plan, anchor):
            continue
        row, offsets = _side_by_side(_below(plan, anchor, blocks))
        middle = (offsets[0] + offsets[-1]) // 2
        _put(places, row.places, plan.fixed[anchor].x - middle, plan.fixed[anchor].y + PITCH_Y)
    _put_tops(places, [blocks[top] for top in plan.tops])
    return places


def _feet(lines: Sequence[tuple[str, str]], fixed: Mapping[str, Place]) -> dict[str, Place]:
    """By manager the spot under the column, the last one of several, in which his reports already stand."""
    columns: dict[tuple[str, int], list[int]] = {}
    for report, boss in lines:
        if report in fixed and boss in fixed:
            columns.setdefault((boss, fixed[report].x), []).append(fixed[report].y)
    return {boss: Place(x, max(ys) + PITCH_Y) for (boss, x), ys in sorted(columns.items()) if len(ys) > 1}


def _lengthened(standing: dict[str, Place], plan: _Plan, anchor: str) -> bool:
    """Whether newcomers who lead nobody could be set under the column of a manager."""
    people, foot = plan.children[anchor], plan.feet.get(anchor)
    if foot is None or any(plan.children[person] for person in people):
        return False
    cards = [Place(foot.x, foot.y + row * PITCH_Y) for row in range(len(people))]
    if any(overlaps(card, other) for card in cards for other in standing.values()):
        return False
    standing.update(zip(people, cards, strict=True))
    return True


def _untangled(plan: _Plan, lines: Sequence[tuple[str, str]], links: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """Try other orders of siblings and keep those in which the links, drawn, cross no more often.

    The smaller the map, the more tries: the work is bounded by a count, so that the same map is always laid out alike.
    """
    places = best = _drawn(plan)
    tries = WORK // _work(places, links) - 2  # whoever draws the map finds the ways once more
    fewest = crossings_of(places, lines, links) if tries > 0 else 0
    shortest = _length(places, links)
    orders = _other_orders([plan.tops, *plan.children.values()], _tied(lines, links))
    since = turn = 0
    while fewest and turn < tries and since < len(orders):
        family, order = orders[turn % len(orders)]
        before = family[:]
        family[:] = [before[index] for index in order]
        places = _drawn(plan)
        found, length = crossings_of(places, lines, links), _length(places, links)
        turn, since = turn + 1, since + 1
        if found > fewest:
            family[:] = before
        elif (found, length) < (fewest, shortest):
            best, fewest, shortest, since = places, found, length, 0 if found < fewest else since
    return best


def _work(places: Mapping[str, Place], links: Sequence[tuple[str, str]]) -> int:
    """What it costs to draw everyone and find the ways of the links: each is sought through the gaps on its way."""
    passed = sum(abs(places[one].y - places[other].y) // PITCH_Y + 2 for one, other in links)
    return 25 * len(places) + 110 * passed


def _other_orders(families: Sequence[list[str]], tied: set[str]) -> list[tuple[list[str], list[int]]]:
    """Families with other orders to try for them: two change places, near ones first; then one is set elsewhere."""
    swapped, reset = [], []
    for apart in range(1, max(map(len, families))):
        for family in families:
            for one in range(len(family) - apart):
                two = one + apart
                if family[one] not in tied and family[two] not in tied:
                    continue
                order = list(range(len(family)))
                order[one], order[two] = two, one
                swapped.append((family, order))
                if apart > 1:
                    between = list(range(one + 1, two))
                    head, tail = list(range(one)), list(range(two + 1, len(family)))
                    reset.append((family, [*head, *between, two, one, *tail]))
                    reset.append((family, [*head, two, one, *between, *tail]))
    return swapped + reset


def _tied(lines: Sequence[tuple[str, str]], links: Sequence[tuple[str, str]]) -> set[str]:
    """Everyone with a link of his own or below him; to swap two others untangles nothing."""
    manager = dict(lines)
    found: set[str] = set()
    for person in (end for link in links for end in link):
        above: str | None = person
        while above is not None and above not in found:
            found.add(above)
            above = manager.get(above)
    return found


def _length(places: Mapping[str, Place], links: Sequence[tuple[str, str]]) -> int:
    """How far the links reach from side to side."""
    return sum(abs(places[one].x - places[other].x) for one, other in links)


def _blocks(plan: _Plan, roots: Sequence[str]) -> dict[str, _Block]:
    """Every subtree under the roots, drawn from the leaves upward."""
    found = list(roots)
    for person in found:
        found.extend(plan.children[person])
    blocks: dict[str, _Block] = {}
    for person in reversed(found):
        blocks[person] = _over(person, _below(plan, person, blocks))
    return blocks


def _below(plan: _Plan, person: str, blocks: Mapping[str, _Block]) -> list[_Block]:
    """What stands below a person, from left to right."""
    return [blocks[one[0]] if len(one) == 1 else _column(one) for one in plan.groups(person)]


def _column(people: Sequence[str]) -> _Block:
    """People below each other, with room for their line at the left."""
    places = {person: Place(INDENT, row * PITCH_Y) for row, person in enumerate(people)}
    return _Block(places, [0] * len(people), [INDENT] * len(people))


def _over(person: str, below: Sequence[_Block]) -> _Block:
    """A person's block, standing over the middle between the first and the last of the blocks below."""
    if not below:
        return _Block({person: Place(0, 0)}, [0], [0])
    row, offsets = _side_by_side(below)
    shift = -((offsets[0] + offsets[-1]) // 2)
    row.places = {name: Place(place.x + shift, place.y + PITCH_Y) for name, place in row.places.items()}
    row.places[person] = Place(0, 0)
    return _Block(row.places, [0, *(x + shift for x in row.left)], [0, *(x + shift for x in row.right)])


def _side_by_side(blocks: Sequence[_Block]) -> tuple[_Block, list[int]]:
    """Blocks from left to right as near as their outlines allow, and the x of each one's root."""
    places, left, right = dict(blocks[0].places), list(blocks[0].left), list(blocks[0].right)
    offsets = [0]
    for block in blocks[1:]:
        step = max(edge + PITCH_X - start for edge, start in zip(right, block.left, strict=False))
        offsets.append(step)
        places.update({name: Place(place.x + step, place.y) for name, place in block.places.items()})
        left.extend(x + step for x in block.left[len(left) :])
        right = [x + step for x in block.right] + right[len(block.right) :]
    return _Block(places, left, right), offsets


def _put(standing: dict[str, Place], block: Mapping[str, Place], x: int, y: int) -> None:
    """Set a block down with its origin at x, y or as near beside that as there is room."""
    cards = [Place(place.x + x, place.y + y) for place in block.values()]
    shift = free_shift(cards, standing.values())
    standing.update({name: Place(card.x + shift, card.y) for name, card in zip(block, cards, strict=True)})


def _put_tops(standing: dict[str, Place], tops: Sequence[_Block]) -> None:
    """Set the trees of who reports to nobody beside each other, to the right of what stands."""
    if not tops:
        return
    row, _ = _side_by_side(tops)
    if not standing:
        edge, top = min(row.left), 0
        standing.update({name: Place(place.x - edge, place.y - top) for name, place in row.places.items()})
        return
    top = min(place.y for place in standing.values())
    left = min(row.left)
    _put(standing, row.places, max(place.x for place in standing.values()) + PITCH_X - left + GAP_X, top)
