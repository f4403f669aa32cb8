"""The entries of a customer's timeline in the words and tones of the screen."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from gui.colours import Tone
from gui.widgets.columns import day_words
from gui.widgets.timeline import Entry
from model.customers.timeline import TimelineEntry
from model.entity_words import entity_words
from resources.i18n import N_, _, _n

_KINDS: Final = {
    "visit": (N_("Visit"), Tone.DONE),
    "promise": (N_("Promise"), Tone.DANGER),
    "competitor_move": (N_("Rival"), Tone.WARNING),
    "buying_role": (N_("Judgement"), Tone.ACCENT),
    "opportunity_stage": (N_("Opportunity"), Tone.ACCENT),
    "quote": (N_("Proposal"), Tone.ACCENT),
    "agreement": (N_("Agreement"), Tone.NEWS),
    "service_request": (N_("Request"), Tone.NEWS),
    "campaign_target": (N_("Campaign"), Tone.NEWS),
    "answer_sheet": (N_("Questionnaire"), Tone.NEWS),
    "customer_opinion": (N_("Opinion"), Tone.ACCENT),
    "assignment": (N_("Manager"), Tone.NEUTRAL),
    "company_grade": (N_("Grade"), Tone.NEUTRAL),
    "credit_review": (N_("Credit"), Tone.NEUTRAL),
    "credit_event": (N_("Credit"), Tone.WARNING),
}
_MANY: Final = 3
_TALKATIVE: Final = frozenset({"visit", "promise", "competitor_move", "service_request", "campaign_target"})


def entries_of(found: Sequence[TimelineEntry], today: date) -> list[Entry]:
    """Screen entries; three or more judgements of one day stand together."""
    entries: list[Entry] = []
    for (day, entity), group in groupby(found, key=lambda entry: (entry.day, entry.entity)):
        together = list(group)
        if entity == "buying_role" and len(together) >= _MANY:
            entries.append(_judgements(together, day, today))
        else:
            entries += [_entry(entry, today) for entry in together]
    return entries


def _judgements(together: Sequence[TimelineEntry], day: date, today: date) -> Entry:
    words, tone = _KINDS["buying_role"]
    names = _(", ").join(dict.fromkeys(entry.words[0] for entry in together if entry.words))
    heading = _n("{day}  {count} judgement", "{day}  {count} judgements", len(together), day=day_words(day, today))
    return Entry(f"buying_role:{together[0].id}", _(words), tone, heading, quiet=names)


def _entry(entry: TimelineEntry, today: date) -> Entry:
    known = _KINDS.get(entry.entity)
    words, tone = (_(known[0]), known[1]) if known else (entity_words(entry.entity), Tone.NEUTRAL)
    day = day_words(entry.day, today)
    key = f"{entry.entity}:{entry.id}"
    parts = list(entry.words)
    if entry.entity in _TALKATIVE:
        heading = f"{day}  {parts[1] if entry.entity == 'visit' and len(parts) > 1 else parts[0] if parts else ''}"
        remark = parts[0] if entry.entity == "visit" and parts else parts[-1] if len(parts) > 1 else ""
        used = {0, 1} if entry.entity == "visit" else {0, len(parts) - 1}
        text = _("; ").join(part for place, part in enumerate(parts) if place not in used)
        return Entry(key, words, tone, heading, remark[:16], text)
    heading = f"{day}  {_(', ').join(parts[:3])}"
    return Entry(key, words, tone, heading, parts[3] if len(parts) > 3 else "")
