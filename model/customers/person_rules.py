"""Whose name says that they are not known yet, and which people of two customers may be one person."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.store.base import RowId


class SamePerson(StrEnum):
    """Why two people may be one, the surest first."""

    NAME_AND_PHONE = "name_and_phone"
    NAME = "name"
    PHONE = "phone"


@dataclass(frozen=True)
class PersonSide:
    """A contact as it is compared; `dossiers` are its own and those of the people joined into it already."""

    id: RowId
    name: str
    department: str
    title: str
    mobile: str
    phone: str
    dossiers: frozenset[RowId] = frozenset()


@dataclass(frozen=True)
class PersonPair:
    """Two contacts that may be one person; `likely` where nothing known of them speaks against it."""

    keep: PersonSide
    other: PersonSide
    reason: SamePerson
    likely: bool


def is_placeholder_name(name: str) -> bool:
    """Whether a name with its question mark says that the person is not known yet (技术负责人?)."""
    return name.rstrip().endswith(("?", "？"))


def pairs_of_people(keep: Sequence[PersonSide], other: Sequence[PersonSide]) -> list[PersonPair]:
    """The pairs across two customers, surest first.

    Two people of one dossier are never offered: what belongs to which could not be told when the two customers part.
    """
    found = [pair for ours in keep for theirs in other if (pair := _pair(ours, theirs)) is not None]
    order = list(SamePerson)
    found.sort(key=lambda pair: (order.index(pair.reason), pair.keep.name, pair.keep.id, pair.other.id))
    taken: set[RowId] = set()
    chosen = []
    for pair in found:
        if not {pair.keep.id, pair.other.id} & taken:
            chosen.append(pair)
            taken |= {pair.keep.id, pair.other.id}
    return chosen


def _pair(ours: PersonSide, theirs: PersonSide) -> PersonPair | None:
    if ours.dossiers & theirs.dossiers:
        return None
    named = bool(_plain(ours.name)) and _plain(ours.name) == _plain(theirs.name)
    mine, yours = _numbers(ours.mobile, ours.phone), _numbers(theirs.mobile, theirs.phone)
    if mine & yours:
        reason = SamePerson.NAME_AND_PHONE if named else SamePerson.PHONE
        return PersonPair(ours, theirs, reason, likely=named)
    if not named:
        return None
    mobiles = _numbers(ours.mobile), _numbers(theirs.mobile)
    return PersonPair(ours, theirs, SamePerson.NAME, likely=not all(mobiles))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _numbers(*texts: str) -> set[str]:
    return {digits for digits in map(_digits, texts) if digits}


def _digits(text: str) -> str:
    found: Iterable[str] = filter(str.isdigit, unicodedata.normalize("NFKC", text))
    return "".join(found)
