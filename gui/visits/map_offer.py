"""After a visit: the offer to renew on the map what is thought of the people who were met."""

from functools import partial

from gui.context import Context
from model.decision_maps.queries import met_since_judged
from resources.i18n import _, _n


def offer_map(context: Context, customer_id: str, visit_id: str) -> None:
    """Offer the customer's map with those this visit met who were not judged since; nothing where there are none."""
    with context.read() as session:
        people = tuple(person for person, visit, _day in met_since_judged(session, customer_id) if visit == visit_id)
    if people:
        text = _n(
            "{count} person met: is what the map says of them still true?",
            "{count} people met: is what the map says of them still true?",
            len(people),
        )
        context.offer(text, _("Update the map"), partial(context.open_page, "map", customer_id, people))
