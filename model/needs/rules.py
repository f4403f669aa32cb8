"""How needs are weighed and ranked, and what may unlock what (`domain.md` rule 10)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from resources.i18n import N_

HIGHEST = 5
PRICE_WORDS = (
    "太贵",
    "便宜",
    "价格高",
    "降价",
    "优惠",
    "打折",
    "资费高",
    "费用高",
    "价高",
    "expensive",
    "cheaper",
    "discount",
)

_PROBE = N_("A price complaint hides a problem. Ask what lies behind it and write that as the key problem.")


def own_weight(importance: int, urgency: int) -> int:
    """A need's own weight: importance × urgency, 1 to 25."""
    return importance * urgency


def priority_scores(weights: Mapping[str, int], unlocks: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Need → own weight + the weight of every need it unlocks, directly or through others, each counted once.

    `unlocks`: (need, what it unlocks); links to needs that are not in `weights` count nothing, a loop counts each of
    its needs once.
    """
    onward: dict[str, list[str]] = {}
    for first, then in unlocks:
        if first in weights and then in weights:
            onward.setdefault(first, []).append(then)
    return {need: weights[need] + sum(weights[other] for other in _reached(need, onward)) for need in weights}


def ranked(
    scores: Mapping[str, int], due: Mapping[str, date | None], positions: Mapping[str, float | None]
) -> list[str]:
    """Needs in the order they stand: by the place a person gave, else by score, then by due day, then by id."""
    return sorted(
        scores,
        key=lambda need: (
            positions.get(need) is None,
            positions.get(need) or 0.0,
            -scores[need],
            due.get(need) or date.max,
            need,
        ),
    )


def unlock_loop(unlocks: Iterable[tuple[str, str]], need: str, then: str) -> list[str]:
    """The path `then → … → need` that a link from `need` to `then` would close into a loop; empty where it is free."""
    if need == then:
        return [need]
    onward: dict[str, list[str]] = {}
    for first, second in unlocks:
        onward.setdefault(first, []).append(second)
    paths: list[list[str]] = [[then]]
    seen = {then}
    while paths:
        path = paths.pop(0)
        if path[-1] == need:
            return path
        for step in sorted(onward.get(path[-1], [])):
            if step not in seen:
                seen.add(step)
                paths.append([*path, step])
    return []


def price_probe(statement: str, derived: bool) -> str:
    """A sentence id where a price complaint stands without the problem behind it; empty otherwise."""
    plain = statement.casefold()
    return _PROBE if not derived and any(word in plain for word in PRICE_WORDS) else ""


def need_faults(statement: str, importance: int, urgency: int) -> dict[str, str]:
    """Field → sentence id of what keeps a need from being saved."""
    faults = {}
    if not statement.strip():
        faults["statement"] = N_("Say what the problem is.")
    for field, value in (("importance", importance), ("urgency", urgency)):
        if not 1 <= value <= HIGHEST:
            faults[field] = N_("Weigh it from 1 to 5.")
    return faults


def place_between(before: float | None, after: float | None) -> float:
    """A place in an order kept as numbers: between two neighbours, or beyond the end."""
    if before is None:
        return (after if after is not None else 1024.0) - 1024.0
    return before + 1024.0 if after is None else (before + after) / 2


def _reached(start: str, onward: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(onward.get(start, ()))
    while waiting:
        need = waiting.pop()
        if need not in found and need != start:
            found.add(need)
            waiting += onward.get(need, ())
    return found
