"""Where a line of Chinese may end (GB/T 15834): pure, measured by the caller, nothing hangs into the margin.

No line begins with ，。：；？！、）》”’… nor ends with （《“‘; dashes and ellipses stay whole, and so do Latin words,
numbers, and numbers with their unit. Only what is wider than a whole line is broken inside.
"""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final

NEVER_FIRST: Final = frozenset(
    "，。：；？！、）》〉」』】〕〗〙〛］｝”’…～·・•％‰℃°′″ー々〻"  # GB/T 15834 and its neighbours
    "﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞．｡｣､,.:;?!)]}%»›"
)
"""Marks that close or end something: no line begins with one."""

NEVER_LAST: Final = frozenset("（《〈「『【〔〖〘〚［｛“‘￥＄￡＃﹙﹛﹝｢([{$£¥#«‹")
"""Marks that open something or stand before a figure: no line ends with one."""

NEVER_EITHER: Final = frozenset("/／－–~")
"""Marks that join: they stay with both neighbours."""

UNITS: Final = frozenset("元万亿角分年月日号天周季个项人户家条台套次份线部笔期级折倍点秒时页件名位处张岁度兆%％‰℃")
"""What counts: it stays with the number before it, a space between them or not."""

_PREFERRED_ENDS: Final = frozenset("/-_.&?=,:;@+|")
_LINES: Final = frozenset("\n\u2028\u2029\x0b\x0c\x85")


class _Kind(IntEnum):
    SPACE = 0
    WORD = 1
    HAN = 2


@lru_cache(maxsize=65536)
def _kind(char: str) -> _Kind:
    if char.isspace() and char not in "\u00a0\u202f\u2007":
        return _Kind.SPACE
    code = ord(char)
    wide = code > 0x2E7F or 0x2190 <= code < 0x2C00
    return _Kind.HAN if wide else _Kind.WORD


@lru_cache(maxsize=65536)
def _never_first(char: str) -> bool:
    return char in NEVER_FIRST or char in NEVER_EITHER or unicodedata.category(char)[0] == "M" or char == "\u200d"


def break_lines(text: str, widths: Sequence[float], room: float) -> list[tuple[int, int]]:
    """The lines of a text as (start, end): each at most `room` wide, spaces at a line's end belonging to none.

    `widths` has one width a character, in the unit of `room`. A line feed always ends a line; an empty text is one
    empty line. A single character wider than `room` still makes a line.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for at, char in enumerate(text):
        if char in _LINES:
            lines.extend(_broken(text, widths, room, start, at))
            start = at + 1
    lines.extend(_broken(text, widths, room, start, len(text)))
    return lines


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before `text[at]`."""
    before, after = text[at - 1], text[at]
    if not _pair_parts(before, after):
        return False
    if before == " " or (before.isspace() and _kind(before) is _Kind.SPACE):
        return _may_break_after_space(text, at)
    return '"' not in (before, after) or text.count('"', 0, at) % 2 == 0


@lru_cache(maxsize=65536)
def _pair_parts(before: str, after: str) -> bool:
    """Whether a line may end between two characters that stand side by side, as far as they alone can tell."""
    kind = _kind(after)
    if kind is _Kind.SPACE or _never_first(after):
        return False
    if before in NEVER_LAST or before in NEVER_EITHER or before == "\u200d":
        return False
    if (before == after and after in "—…") or (after in UNITS and before.isdecimal()):
        return False
    return not (kind is _Kind.WORD and _kind(before) is _Kind.WORD)


def _may_break_after_space(text: str, at: int) -> bool:
    """After a space: not before the unit of a number, not after an opening mark."""
    back = at - 1
    while back >= 0 and _kind(text[back]) is _Kind.SPACE:
        back -= 1
    if back < 0:
        return True
    return text[back] not in NEVER_LAST and not (text[at] in UNITS and text[back].isdecimal())


def _broken(text: str, widths: Sequence[float], room: float, start: int, end: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    line = start
    used = 0.0
    chance = -1
    at = start
    while at < end:
        if at > line and may_break(text, at):
            chance = at
        used += widths[at]
        if used <= room + 1e-6 or _kind(text[at]) is _Kind.SPACE or at == line:
            at += 1
            continue
        at = chance if chance > line else _forced(text, line, at)
        lines.append((line, _without_spaces(text, line, at)))
        line, used, chance = at, 0.0, -1
    lines.append((line, _without_spaces(text, line, end)))
    return lines


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and _kind(text[end - 1]) is _Kind.SPACE:
        end -= 1
    return end


def _forced(text: str, line: int, at: int) -> int:
    """Where to break what is wider than a line: after a mark that joins if one is near, never before a closing one."""
    for place in range(at, line + (at - line) * 2 // 3, -1):
        if text[place - 1] in _PREFERRED_ENDS and not _never_first(text[place]):
            return place
    for place in range(at, line, -1):
        if not _never_first(text[place]) and text[place - 1] not in NEVER_LAST:
            return place
    return at
