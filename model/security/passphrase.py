"""How well a passphrase protects a laptop that is lost: a rule of thumb, told in words while it is typed."""

from enum import IntEnum
from itertools import pairwise

LEAST_LENGTH = 8


class Strength(IntEnum):
    """From refused to strong."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


def strength_of(passphrase: str) -> Strength:
    """The strength of a passphrase: length counts most, then variety; runs and repeats count for nothing.

    Eight characters are the least *(ours)*; the key derivation (Argon2id) makes each guess expensive.
    """
    if len(passphrase) < LEAST_LENGTH:
        return Strength.TOO_SHORT
    worth = _worth(passphrase)
    if worth < 8:
        return Strength.WEAK
    return Strength.STRONG if worth >= 14 else Strength.FAIR


def _worth(passphrase: str) -> float:
    """Characters that a guesser does not get for free, more for several kinds; a Chinese character counts twice."""
    fresh = 1.0
    for before, after in pairwise(passphrase):
        if abs(ord(after) - ord(before)) > 1:
            fresh += 2 if ord(after) > 0x2E7F else 1
    kinds = sum(
        any(test(character) for character in passphrase)
        for test in (str.isdecimal, str.islower, str.isupper, lambda character: not character.isalnum())
    )
    return min(fresh, 2.0 * len(set(passphrase))) * (0.75 + 0.2 * max(kinds, 1))
