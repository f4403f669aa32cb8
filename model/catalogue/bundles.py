"""What a bundle asks of the lines chosen with it: required parts, at least and at most so many of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resources.i18n import _


@dataclass(frozen=True)
class Part:
    """A part of a bundle as the catalogue has it; the numbers are for one bundle."""

    bundle_code: str
    bundle_name: str
    offering_code: str
    offering_name: str
    required: bool
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True)
class BundleFault:
    """A part that is missing, too few or too many: how many there are and how many it must be at least or at most."""

    part: Part
    kind: str
    count: int
    bound: int


def least_of(part: Part) -> int:
    """How many of a part one bundle takes along: a required part is there once or more, an optional one may be none."""
    return max(part.minimum or 0, 1) if part.required else 0


def bundle_faults(lines: Iterable[tuple[str, int]], parts: Sequence[Part]) -> tuple[BundleFault, ...]:
    """What is wrong with the bundles among (product code, quantity) lines; two bundles take twice the parts.

    Each bundle is looked at by itself: a part that two of them share must do for the one that asks for more.
    """
    counts: Counter[str] = Counter()
    for code, quantity in lines:
        counts[code] += quantity
    found = []
    for part in parts:
        bundles, count = counts[part.bundle_code], counts[part.offering_code]
        if bundles <= 0:
            continue
        least = least_of(part) * bundles if part.required or not count else (part.minimum or 0) * bundles
        if count < least:
            found.append(BundleFault(part, "few" if count else "missing", count, least))
        elif part.maximum is not None and count > part.maximum * bundles:
            found.append(BundleFault(part, "many", count, part.maximum * bundles))
    return tuple(found)


def fault_words(fault: BundleFault) -> str:
    """One fault in a sentence."""
    sentence = {
        "missing": _("{bundle} needs {part}: at least {bound}."),
        "few": _("{bundle} needs at least {bound} of {part}, not {count}."),
        "many": _("{bundle} takes at most {bound} of {part}, not {count}."),
    }[fault.kind]
    return sentence.format(
        bundle=fault.part.bundle_name, part=fault.part.offering_name, bound=f"{fault.bound:,}", count=f"{fault.count:,}"
    )
