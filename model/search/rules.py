"""How well a typed term fits a name, a code, a number: decided on the whole key, after the index brought it back."""

from bisect import bisect_left
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from operator import contains
from typing import Final, NamedTuple

from model.search.pinyin import spoken
from model.search.readings import SYLLABLES
from model.search.sources import Kind
from model.search.tokens import folded

MOST_TERMS: Final = 6
MOST_LETTERS: Final = 64
_MOST_SPLITS: Final = 6
_HEARD: Final = frozenset({Kind.NAME, Kind.PERSON})

_BEGINNINGS: Final = frozenset(syllable[:size] for syllable in SYLLABLES for size in range(1, len(syllable) + 1))

Heard = tuple[tuple[str, ...], ...]


class Tier(IntEnum):
    """The order of hits: what was typed exactly, then from the start, by initials, inside, by sound, in a text."""

    EXACT = 0
    PREFIX = 1
    INITIALS = 2
    INSIDE = 3
    SOUND = 4
    SOUND_INSIDE = 5
    TEXT = 6


class Match(NamedTuple):
    """Where in a folded key a term was met, and how."""

    tier: Tier
    kind: Kind
    key: str
    start: int
    end: int


class _Sounds(NamedTuple):
    """A key as it is heard, and what a term's first and second letter can be where it begins at each character.

    `plainly`: the likeliest readings as one text; `places`: where each character's begins in it, and where it ends.
    """

    heard: Heard
    firsts: tuple[str, ...]
    seconds: tuple[str, ...]
    plainly: str
    places: tuple[int, ...]


def terms_of(text: str) -> list[str]:
    """The folded terms of what was typed, at most six of 64 letters together; signs and emoji are no letters."""
    terms: list[str] = []
    left = MOST_LETTERS
    for word in text[: 8 * MOST_LETTERS].split():
        term = folded(word)[:left]
        if term and len(terms) < MOST_TERMS:
            terms.append(term)
            left -= len(term)
    return terms


def best_match(term: str, keys: str) -> Match | None:
    """The best fit of one term among a row's compared keys (lines of a kind's letter and a folded key)."""
    spellable = has_letters(term)
    best: Match | None = None
    for line in keys.split("\n"):
        match = _match(term, line[:1], line[1:], spellable)
        if match and (best is None or (match.tier, len(match.key)) < (best.tier, len(best.key))):
            best = match
    return best


def splits(typed: str) -> list[tuple[str, ...]]:
    """The ways to cut typed pinyin into syllables, the last of which may be unfinished: xian → xian, xi·an.

    Where no such way exists, single letters stand for whole syllables: zhongyd → zhong·y·d.
    """
    found: list[tuple[str, ...]] = []
    _cut(typed, (), found)
    return found or [_greedy(typed)]


def has_letters(term: str) -> bool:
    """Whether a term holds a small Latin letter, so that it may be pinyin in part."""
    return any("a" <= letter <= "z" for letter in term)


def _match(term: str, kind: str, key: str, spellable: bool) -> Match | None:
    place = key.find(term)
    if place >= 0:
        inside = Tier.PREFIX if place == 0 else Tier.INSIDE
        return Match(Tier.EXACT if key == term else inside, Kind(kind), key, place, place + len(term))
    if spellable and kind in _HEARD:
        return _heard_match(term, Kind(kind), key)
    return None


def _heard_match(term: str, kind: Kind, key: str) -> Match | None:
    sounds = _spoken(key, kind is Kind.PERSON)
    spelt = term.isascii()
    for start, letters in enumerate(sounds.firsts):
        if term[0] not in letters or (len(term) > 1 and term[1] not in sounds.seconds[start]):
            continue
        if spelt and _initials_fit(term, sounds.firsts[start:]):
            tier = Tier.SOUND_INSIDE if start else Tier.INITIALS
            return Match(tier, kind, key, start, start + len(term))
        end = _plain_end(term, sounds, start) or _sound_end(term, key, sounds.heard, start)
        if end:
            return Match(Tier.SOUND_INSIDE if start else Tier.SOUND, kind, key, start, end)
    return None


def _initials_fit(term: str, firsts: tuple[str, ...]) -> bool:
    return len(term) <= len(firsts) and all(map(contains, firsts, term))


def _plain_end(term: str, sounds: _Sounds, start: int) -> int:
    """Where the heard match of a term that spells the likeliest readings out ends, as most do; 0 where it does not."""
    begins = sounds.places[start]
    return bisect_left(sounds.places, begins + len(term)) if sounds.plainly.startswith(term, begins) else 0


def _sound_end(term: str, key: str, heard: Heard, start: int) -> int:
    """Where the heard match of a term that begins at `start` ends; 0 where it does not fit.

    Each character may be met as itself, by a reading, by the beginning of one at the very end, or by its first letter.
    """
    reached = {(0, start)}
    for _ in range(len(term)):
        following: set[tuple[int, int]] = set()
        for typed, place in reached:
            if place == len(key):
                continue
            for step in _steps(term, typed, key[place], heard[place]):
                if typed + step >= len(term):
                    return place + 1
                following.add((typed + step, place + 1))
        reached = following
    return 0


def _steps(term: str, typed: int, character: str, options: tuple[str, ...]) -> set[int]:
    """How many typed letters one character of the key can take."""
    steps = {1} if term[typed] == character else set()
    left = len(term) - typed
    for reading in options:
        if term.startswith(reading, typed):
            steps.add(len(reading))
        elif left < len(reading) and reading.startswith(term[typed:]):
            steps.add(left)
        if reading[0] == term[typed]:
            steps.add(1)
    return steps


@lru_cache(maxsize=20_000)
def _spoken(key: str, person: bool) -> _Sounds:
    heard = tuple(spoken(key, person))
    firsts = [
        character + "".join(reading[0] for reading in options) for character, options in zip(key, heard, strict=True)
    ]
    inner = ["".join(reading[1:2] for reading in options) for options in heard]
    seconds = [letters + following for letters, following in zip(inner, [*firsts[1:], ""], strict=True)]
    likeliest = [options[0] for options in heard]
    places = accumulate(map(len, likeliest), initial=0)
    return _Sounds(heard, tuple(firsts), tuple(seconds), "".join(likeliest), tuple(places))


def _cut(typed: str, done: tuple[str, ...], found: list[tuple[str, ...]]) -> None:
    if len(found) >= _MOST_SPLITS:
        return
    if len(typed) < 6 and typed in _BEGINNINGS:
        found.append((*done, typed))
    for length in range(min(6, len(typed) - 1), 0, -1):
        if typed[:length] in SYLLABLES:
            _cut(typed[length:], (*done, typed[:length]), found)


def _greedy(typed: str) -> tuple[str, ...]:
    parts: list[str] = []
    while typed:
        length = next((size for size in range(6, 1, -1) if typed[:size] in SYLLABLES), 1)
        parts.append(typed[:length])
        typed = typed[length:]
    return tuple(parts)
