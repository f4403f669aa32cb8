"""Money in the capitals of cheques and contracts (人民币大写)."""

from typing import Final

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")
LARGEST_FEN: Final = 10**18 - 1
"""More than any contract: beyond it the groups of four have no names."""


def currency_text(fen: int) -> str:
    """An amount in fen, as the rules for bills and settlement vouchers write it: 壹万肆仟柒佰叁拾陆元整.

    Raises `ValueError` beyond `LARGEST_FEN`.
    """
    if abs(fen) > LARGEST_FEN:
        raise ValueError("the amount is too large to be written out")
    yuan, rest = divmod(abs(fen), 100)
    tenths, hundredths = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if tenths:
        text += f"{_DIGITS[tenths]}角"
    elif hundredths and yuan:
        text += _DIGITS[0]
    text += f"{_DIGITS[hundredths]}分" if hundredths else "整"
    sign = "负" if fen < 0 else ""
    return f"人民币{sign}{text}" if fen else "人民币零元整"


def _whole(yuan: int) -> str:
    """The yuan in groups of four; a gap of noughts reads as one 零."""
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    text = ""
    gap = False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += _DIGITS[0]
        text += _thousands(group) + _GROUPS[place]
        gap = False
    return text


def _thousands(group: int) -> str:
    text = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text
