"""How needs are weighed and ranked, and what may unlock what (`domain.md` rule 10)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from resources.i18n import N_

HIGHEST = 5
_MORE: Final = r"(?:太|偏|过|很|较|略|更|比较|实在|确实|有点|有些|还是|也|都|要|是|比[^，。；]{1,8})*"
_DEAR: Final = r"贵(?![司方公单院校局行厂部州阳港宾重])"
_COMPLAINT: Final = re.compile(
    rf"[太很好更偏]{_DEAR}|[嫌比][^，。；]{{0,8}}{_DEAR}|贵(?:了|得|一些|一点|很多|不少)"
    rf"|(?:(?<!性)价格?(?!值)|资费|费用|月租|收费|报价){_MORE}(?:高|{_DEAR})"
    r"|便宜|降价|涨价|优惠|打折"
    r"|expensive|overpriced|cheaper|discount|(?:prices?|fees?|costs?|rates?)\b.{0,20}\b(?:high|much)\b"
)
"""What people say of a price, as they say it: 太贵, 比别家贵, 资费有点高, 能不能便宜些."""

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
    return _PROBE if not derived and _COMPLAINT.search(statement.casefold()) else ""


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
