"""What the index keeps of a text: short overlapping pieces of it, each marked with where or how it was heard.

Every query is then a few exact pieces joined by AND, which the index answers by walking its rarest list; what it brings
back is compared with the whole name in `rules.py`.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Final

from model.search.pinyin import is_han, spoken

WHOLE: Final = "\u00b9"
HEAD: Final = "\u00b2"
HEAD_INITIALS: Final = "\u00b3"
INITIALS: Final = "\u00b5"
SYLLABLE: Final = "\u00b6"
IN_TEXT: Final = "\u00a7"
"""Marks before a piece. None is a letter or a digit, so no typed text can pretend to be one."""

WINDOW: Final = 3
"""Letters or digits in one piece, and characters heard together; written Chinese is kept in pairs."""

_HAN: Final = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_SIGNS: Final = re.compile(r"[\W_]+")
_RUNS: Final = re.compile(f"[{_HAN}]+|[^{_HAN}]+")
_LEGAL_FORMS: Final = ("有限责任公司", "有限公司", "公司")
_LONG_CODE: Final = 14
_MOST_VARIANTS: Final = 8
_MOST_TEXT: Final = 4_000


def folded(text: str) -> str:
    """The text as search compares it: full-width made narrow, lower case, letters and digits only."""
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKC", text).casefold()
    return text if text.isalnum() else _SIGNS.sub("", text)


def runs(key: str) -> list[str]:
    """A folded text cut where Chinese meets letters and digits."""
    return _RUNS.findall(key)


def pieces(key: str) -> list[str]:
    """Overlapping pieces of a folded text: pairs of Chinese characters, three letters or digits, and the ends."""
    if key.isascii():
        return [key[place : place + WINDOW] for place in range(len(key))]
    return [_piece(key[place : place + WINDOW]) for place in range(len(key))]


def name_tokens(key: str) -> str:
    """All pieces of a company's or product's name, as written and as it sounds; the legal form is not spelt out."""
    spelt = max(_core_length(key), min(WINDOW, len(key)))
    found = [WHOLE + key, _head(key[:WINDOW], False)]
    found += [_heard_piece(key[place : place + WINDOW]) for place in range(spelt)]
    found += [_piece(key[place : place + WINDOW]) for place in range(spelt, len(key))]
    return " ".join(found)


@lru_cache(maxsize=100_000)
def person_tokens(key: str) -> str:
    """All pieces of a person's name; the surname also in its own reading."""
    found = [WHOLE + key, _head(key[:WINDOW], True), _sounds(spoken(key[:WINDOW], person=True))]
    return " ".join(found + [_heard_piece(key[place : place + WINDOW]) for place in range(len(key))])


def code_tokens(key: str) -> str:
    """Pieces of a code: its beginning and inside; of a very long one the beginning and the end only."""
    found = [WHOLE + key, HEAD + key[:1], HEAD + key[:2]]
    if len(key) > _LONG_CODE:
        return " ".join([*found, *pieces(key[: 2 * WINDOW])[:WINDOW], key[-WINDOW:]])
    return " ".join(found + pieces(key)[: max(len(key) - WINDOW + 1, 1)])


def phone_tokens(key: str) -> str:
    """Pieces of a telephone number: any three or more of its digits find it."""
    return " ".join([WHOLE + key, *pieces(key)[: max(len(key) - WINDOW + 1, 1)]])


@lru_cache(maxsize=10_000)
def text_tokens(key: str) -> str:
    """Pieces of a note, each once, marked as text so that they never stand before names."""
    return " ".join([IN_TEXT + piece for piece in dict.fromkeys(pieces(key[:_MOST_TEXT]))])


def _core_length(key: str) -> int:
    """How many characters stand before the legal form of a company's name."""
    form = next((form for form in _LEGAL_FORMS if key.endswith(form)), "")
    return len(key) - len(form)


@lru_cache(maxsize=200_000)
def _piece(window: str) -> str:
    """The piece that begins a window: two Chinese characters, or the letters and digits before the next Chinese one."""
    if is_han(window[0]):
        return window[:2] if is_han(window[1:2]) else window[0]
    return window[: next((place for place, character in enumerate(window) if is_han(character)), WINDOW)]


@lru_cache(maxsize=200_000)
def _heard_piece(window: str) -> str:
    return f"{_piece(window)} {_sounds(spoken(window))}"


@lru_cache(maxsize=100_000)
def _head(head: str, person: bool) -> str:
    heard = spoken(head, person)
    starts = [HEAD_INITIALS + text for length in range(1, len(head) + 1) for text in _variants(heard[:length])]
    return " ".join([HEAD + head[:1], HEAD + head[:2], *starts])


def _sounds(heard: list[tuple[str, ...]]) -> str:
    """The first letters of up to three characters, and the first one's syllables."""
    letters = [INITIALS + text for text in _variants(heard)]
    return " ".join(letters + [SYLLABLE + reading for reading in heard[0]])


def _variants(heard: list[tuple[str, ...]]) -> list[str]:
    """First letters of every way to read the characters, each once."""
    alone = [options[0][0] for options in heard if len(options) == 1]
    if len(alone) == len(heard):
        return ["".join(alone)]
    letters = (dict.fromkeys(reading[0] for reading in options) for options in heard)
    return ["".join(variant) for variant in product(*letters)][:_MOST_VARIANTS]
