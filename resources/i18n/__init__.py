"""The language of the screen and of papers: English ids in the code, zh_CN complete and the default."""

import gettext
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("zh_CN", "en")
DEFAULT_LANGUAGE: Final = "zh_CN"

_HERE = Path(__file__).parent
_language = DEFAULT_LANGUAGE
_texts: gettext.NullTranslations | None = None


def set_language(language: str) -> None:
    """Choose the language of every text asked for from now on; raises `ValueError` for one that does not ship."""
    global _language, _texts
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language
    _texts = None


def language() -> str:
    """The code of the language in force."""
    return _language


def _(text: str) -> str:
    """The text in the language in force; the English id itself where that language is English."""
    global _texts
    if _texts is None:
        _texts = _texts_in(_language)
    return _texts.gettext(text) if text else ""


def _n(one: str, many: str, count: int, **words: object) -> str:
    """How many there are, in words: `one` in English for a single one, `many` for the rest and for its Chinese.

    Both hold `{count}`, which is shown with its thousands; `words` are their other placeholders.
    """
    text = one if count == 1 and _language == "en" else _(many)
    return text.format(count=f"{count:,}", **words)


@cache
def _texts_in(language: str) -> gettext.NullTranslations:
    """What a language says for each English id, read in where it is first spoken."""
    if language == "en":
        return gettext.NullTranslations()
    with (_HERE / language / "meiban.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def N_(text: str) -> str:
    """Marks a text in a constant for translation; `_()` turns it into the reader's language at use."""
    return text
