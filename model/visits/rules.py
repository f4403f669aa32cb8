"""What a visit must hold, and what its note must not (`domain.md` rules 4 and 17)."""

import re
from datetime import date, time

from resources.i18n import N_

ID_NUMBER = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
BANK_CARD = re.compile(r"(?<!\d)(?:62|4\d|5[1-5]|35|37)\d{13,17}(?!\d)")

_WARNINGS = (
    (ID_NUMBER, N_("The note holds what looks like an ID number. Take it out; it is not to be kept.")),
    (BANK_CARD, N_("The note holds what looks like a bank card number. Take it out; it is not to be kept.")),
)
_PRIVATE = re.compile("病|癌|怀孕|离婚|信佛|基督|宗教|家庭矛盾|住院")
_PRIVATE_WARNING = N_("Notes on health, belief or family do not belong here.")

LONGEST_NOTE = 20_000


def note_warnings(note: str) -> list[str]:
    """Sentence ids (to be translated) for what a note should not hold; it can be saved all the same."""
    found = [sentence for pattern, sentence in _WARNINGS if pattern.search(note)]
    if _PRIVATE.search(note):
        found.append(_PRIVATE_WARNING)
    return found


def visit_faults(
    status: str, visit_date: date | None, note: str, times: tuple[time | None, time | None]
) -> dict[str, str]:
    """Field → sentence id of what keeps a visit from being saved."""
    faults = {}
    if visit_date is None:
        faults["visit_date"] = N_("Say on which day.")
    start, end = times
    if start is not None and end is not None and end < start:
        faults["end_time"] = N_("It ends before it starts.")
    if len(note) > LONGEST_NOTE:
        faults["note"] = N_("The note is too long; keep what matters.")
    return faults
