"""A visit as text for a chat."""

from model.labels import label_of
from model.visits.queries import VisitRow
from resources.i18n import _


def chat_text(visit: VisitRow) -> str:
    """The visit in a few lines, to be pasted into a chat: date, customer, who, outcome, next step."""
    day = visit.visit_date.isoformat() if visit.visit_date else ""
    mode = label_of("contact_mode", visit.contact_mode)
    next_day = visit.next_date.isoformat() if visit.next_date else ""
    lines = [f"{day} {visit.customer_name} {mode}".strip()]
    for words, text in (
        (_("Met"), visit.met),
        (_("Purpose"), visit.purpose),
        (_("Note"), visit.note),
        (_("Outcome"), visit.outcome),
        (_("Next step"), f"{visit.next_step} {next_day}"),
    ):
        if text.strip():
            lines.append(_("{label}: {text}").format(label=words, text=text.strip()))
    return "\n".join(lines)
