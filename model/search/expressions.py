"""What the index is asked for a typed term: full-text expressions made of pieces, which nothing typed can break."""

from collections.abc import Iterable

from model.search.pinyin import is_han
from model.search.readings import SYLLABLES
from model.search.rules import has_letters, splits
from model.search.tokens import HEAD, HEAD_INITIALS, IN_TEXT, INITIALS, SYLLABLE, WHOLE, WINDOW, pieces, runs


def whole(term: str) -> str:
    """Rows that have the term for a name, a code or a number."""
    return _quoted(WHOLE + term)


def head(term: str) -> str:
    """Rows with a name or code that begins with the term (and some that merely hold its pieces)."""
    start = _quoted(HEAD + term[:2])
    return _all([start, *_inside_parts(term, "")]) if len(term) > 2 else start


def inside(term: str) -> str:
    """Rows that hold the pieces of the term; empty for a single letter or digit, which would be every row."""
    return _all(_inside_parts(term, ""))


def in_text(term: str) -> str:
    """Rows whose running text holds the pieces of the term; empty for a single letter or digit."""
    return _all(_inside_parts(term, IN_TEXT))


def head_initials(term: str) -> str:
    """Rows with a name whose first characters begin with these letters; empty for what is not spelt in letters."""
    if not _is_spelt(term):
        return ""
    start = _quoted(HEAD_INITIALS + term[:WINDOW])
    return _all([start, _quoted(INITIALS + term[1 : WINDOW + 1])]) if len(term) > WINDOW else start


def inside_initials(term: str) -> str:
    """Rows with a name that holds characters beginning with these letters, two of them at least."""
    if not _is_spelt(term) or len(term) < 2:
        return ""
    if len(term) < WINDOW:
        return _beginning(INITIALS + term)
    return _all(_quoted(INITIALS + term[place : place + WINDOW]) for place in range(min(2, len(term) - WINDOW + 1)))


def sound(term: str) -> str:
    """Rows with a name that holds the term's syllables, each typed to its end."""
    ways = [parts for parts in splits(term) if parts[-1] in SYLLABLES] if _is_spelt(term) else []
    return " OR ".join(f"({_spelt(parts, finished=True)})" for parts in ways)


def beginning_sound(term: str) -> str:
    """Rows with a name that sounds like the term, the last syllable of which may be unfinished."""
    if not _is_spelt(term) or len(term) < 2:
        return ""
    return " OR ".join(f"({_spelt(parts, finished=False)})" for parts in splits(term))


def mixed(term: str) -> str:
    """Rows that hold the Chinese part of a term that mixes Chinese with letters; empty for any other term."""
    chinese = [run for run in runs(term) if is_han(run[0])]
    return _all(part for run in chinese for part in _inside_parts(run, "")) if chinese and has_letters(term) else ""


def anyhow(term: str) -> str:
    """Rows that may fit the term in any way; empty for a single letter or digit, which other terms must narrow down."""
    if len(term) == 1 and term.isascii():
        return ""
    short = len(term) < WINDOW
    heard = (head_initials(term), sound(term)) if short else (inside_initials(term), beginning_sound(term))
    ways = (inside(term), *heard, in_text(term), mixed(term))
    return " OR ".join(f"({way})" for way in ways if way)


def _is_spelt(term: str) -> bool:
    return term.isascii() and has_letters(term)


def _spelt(parts: tuple[str, ...], finished: bool) -> str:
    whole_parts = parts if finished else parts[:-1]
    asked = [_quoted(SYLLABLE + part) for part in whole_parts[:WINDOW] if part in SYLLABLES]
    if len(parts) >= WINDOW:
        asked.append(_quoted(INITIALS + "".join(part[0] for part in parts[:WINDOW])))
    elif len(parts) == 2 and len(parts[1]) == 1:
        asked.append(_beginning(INITIALS + parts[0][0] + parts[1]))
    if not finished and len(parts) <= WINDOW and len(parts[-1]) > 1:
        asked.append(_beginning(SYLLABLE + parts[-1]))
    return _all(asked)


def _inside_parts(term: str, mark: str) -> list[str]:
    """The pieces a row must hold; a lone character counts only where there is nothing better to ask."""
    found: list[str] = []
    short: list[str] = []
    for run in runs(term):
        size = 2 if is_han(run[0]) else WINDOW
        if len(run) >= size:
            found += [_quoted(mark + piece) for piece in pieces(run)[: len(run) - size + 1]]
        elif len(run) == 2 or is_han(run[0]):
            short.append(_beginning(mark + run))
    return found or short[:1]


def _all(parts: Iterable[str]) -> str:
    return " AND ".join(parts)


def _quoted(token: str) -> str:
    return f'"{token}"'


def _beginning(token: str) -> str:
    return f'"{token}"*'
