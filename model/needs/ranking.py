"""How teammates' rankings of needs become one order, and how much they agree (`domain.md` rule 10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from resources.i18n import N_

AGREED, HALFWAY = Fraction(7, 10), Fraction(5, 10)
"""From where a concordance counts as agreement, and as half of it; the two cuts are ours."""


@dataclass(frozen=True)
class Spread:
    """How differently one need was ranked: the best and the worst place it got, and the distance between them."""

    best: int
    worst: int

    @property
    def width(self) -> int:
        """Places between the best and the worst."""
        return self.worst - self.best


def borda_points(needs: Sequence[str], ranks: Sequence[str]) -> dict[str, int]:
    """Need → twice its Borda points by one ranking: the first of n gets n − 1, the last none.

    Needs that were left out share the places behind those that were ranked; twice, so that shares stay whole. What
    stands in `ranks` and is none of the `needs`, or stands there again, counts nothing.
    """
    placed = [need for need in dict.fromkeys(ranks) if need in set(needs)]
    rest = len(needs) - len(placed)
    points = {need: 2 * (len(needs) - 1 - place) for place, need in enumerate(placed)}
    return {need: points.get(need, rest - 1) for need in needs}


def merged(points: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """Two counts put together; in whatever order rankings come in, the sum is the same."""
    return {
        need: points.get(need, 0) + others.get(need, 0) for need in (*points, *(n for n in others if n not in points))
    }


def team_points(needs: Sequence[str], rankings: Iterable[Sequence[str]]) -> dict[str, int]:
    """Need → twice the Borda points of all rankings together."""
    points: dict[str, int] = dict.fromkeys(needs, 0)
    for ranks in rankings:
        points = merged(points, borda_points(needs, ranks))
    return points


def team_order(needs: Sequence[str], rankings: Iterable[Sequence[str]]) -> list[str]:
    """The needs by their points; equal ones keep the order of `needs`."""
    points = team_points(needs, rankings)
    return sorted(needs, key=lambda need: -points[need])


def spreads(needs: Sequence[str], rankings: Sequence[Sequence[str]]) -> dict[str, Spread]:
    """Need → the places (from 1) it got; left out, it shares the last places. Empty without a ranking."""
    if not rankings:
        return {}
    found: dict[str, Spread] = {}
    for need in needs:
        places = [_place(needs, ranks, need) for ranks in rankings]
        found[need] = Spread(min(places), max(places))
    return found


def concordance(needs: Sequence[str], rankings: Sequence[Sequence[str]]) -> Fraction | None:
    """Kendall's W of the rankings, corrected for ties: 1 where all rank alike, 0 where no two agree.

    None below two rankings or two needs, or where nobody prefers anything.
    """
    count, voters = len(needs), len(rankings)
    if count < 2 or voters < 2:
        return None
    points = [borda_points(needs, ranks) for ranks in rankings]
    mean = Fraction(voters * (count - 1), 2)
    deviation = sum(((Fraction(sum(one[need] for one in points), 2) - mean) ** 2 for need in needs), Fraction(0))
    ties = sum(rest**3 - rest for rest in (count - _ranked(needs, ranks) for ranks in rankings))
    most = voters * voters * (count**3 - count) - voters * ties
    return 12 * deviation / most if most else None


def concordance_words(found: Fraction | None) -> str:
    """A text id that says what a concordance means."""
    if found is None:
        return N_("Too few rankings to compare.")
    if found >= AGREED:
        return N_("The team agrees.")
    return N_("The team agrees by half.") if found >= HALFWAY else N_("The team does not agree: talk it over.")


def typed_order(text: str, count: int) -> tuple[list[int], str]:
    """Numbers typed one after the other as places in a list (from 0), and a sentence id of what is wrong.

    “3 1 2”, “3,1,2” and, up to nine needs, “312” say the same. The ones left out come last.
    """
    plain = text.translate(str.maketrans("，、；;,/>.", "        "))
    parts = plain.split()
    if len(parts) == 1 and count <= 9:
        parts = list(parts[0])
    if not parts or not all(part.isdecimal() for part in parts):
        return [], N_("Type the numbers of the needs, the most pressing first: 3 1 2.")
    numbers = [int(part) - 1 for part in parts]
    if any(not 0 <= number < count for number in numbers):
        return [], N_("There is no need of that number.")
    if len(set(numbers)) < len(numbers):
        return [], N_("A number stands there twice.")
    return numbers, ""


def _ranked(needs: Sequence[str], ranks: Sequence[str]) -> int:
    return len(set(ranks) & set(needs))


def _place(needs: Sequence[str], ranks: Sequence[str], need: str) -> int:
    placed = [one for one in dict.fromkeys(ranks) if one in set(needs)]
    return placed.index(need) + 1 if need in placed else len(placed) + 1
