"""Days as people say them: today, tomorrow, Friday, Friday of next week, in three days."""

import re
from datetime import date, timedelta
from typing import Final

_NEAR: Final = {
    "前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_WEEKDAY: Final = re.compile(r"(下下|下|本|这)?(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH: Final = re.compile(r"(next )?([a-z]{3,9})")
_AHEAD: Final = re.compile(r"([+-])(\d{1,3})|(\d{1,3})\s*天后|in (\d{1,3}) days?")
_CHINESE_DAYS: Final = "一二三四五六日"
_ENGLISH_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def spoken_day(text: str, today: date) -> date | None:
    """The day meant; None where the text says none. A bare weekday is the next one, today included."""
    plain = text.casefold()
    if plain in _NEAR:
        return today + timedelta(_NEAR[plain])
    if found := _AHEAD.fullmatch(plain):
        days = int(next(filter(None, found.group(2, 3, 4))))
        return today + timedelta(-days if found[1] == "-" else days)
    if found := _WEEKDAY.fullmatch(plain):
        return _weekday(_CHINESE_DAYS.index(found[2].replace("天", "日")), found[1] or "", today)
    if found := _ENGLISH.fullmatch(plain):
        named = (place for place, name in enumerate(_ENGLISH_DAYS) if name.startswith(found[2]))
        wanted = next(named, None)
        return None if wanted is None else _weekday(wanted, "下" if found[1] else "", today)
    return None


def _weekday(wanted: int, week: str, today: date) -> date:
    """A day of this week (Monday first), of the next, of the one after; or the next such day."""
    if not week:
        return today + timedelta((wanted - today.weekday()) % 7)
    monday = today - timedelta(today.weekday())
    return monday + timedelta(wanted + 7 * week.count("下"))
