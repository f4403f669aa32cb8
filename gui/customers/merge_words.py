"""What hangs on a customer, counted in words; and a customer's values as they stand side by side."""

from collections.abc import Sequence
from typing import Any, Final

from gui.widgets.fields import masked
from gui.widgets.record_fields import label_of_field, words_of_field
from model.customers.merging import MergePreview
from model.customers.person_rules import PersonPair, PersonSide, SamePerson
from model.customers.records import Customer
from resources.i18n import N_, _

_HANGING: Final = {
    "contact": N_("contacts {count}"),
    "visit": N_("visits {count}"),
    "need": N_("needs {count}"),
    "promise": N_("promises {count}"),
    "installed_product": N_("products in use {count}"),
    "agreement": N_("agreements {count}"),
    "member": N_("group members {count}"),
    "site": N_("sites {count}"),
    "retention_task": N_("tasks {count}"),
    "competitor_move": N_("rival moves {count}"),
    "service_request": N_("service requests {count}"),
    "buying_role": N_("judgements {count}"),
}


_REASONS: Final = {
    SamePerson.NAME_AND_PHONE: N_("The same name and number"),
    SamePerson.NAME: N_("The same name"),
    SamePerson.PHONE: N_("The same number under two names"),
}


def moving_words(preview: MergePreview) -> str:
    """What comes over with the other customer, the weightiest first, the rest as one figure."""
    counts = dict(preview.moving)
    parts = [_(words).format(count=f"{counts[name]:,}") for name, words in _HANGING.items() if name in counts]
    rest = sum(count for name, count in counts.items() if name not in _HANGING)
    if rest:
        parts.append(_("other records {count}").format(count=f"{rest:,}"))
    if preview.months:
        parts.append(_("months of bills {count}").format(count=f"{preview.months:,}"))
    return _(", ").join(parts) or _("nothing")


def person_words(side: PersonSide) -> str:
    """Who a person is, in one line; numbers masked."""
    numbers = [masked(number) for number in (side.mobile, side.phone) if number]
    return " · ".join(part for part in (side.name, side.department, side.title, *numbers) if part)


def reason_words(pair: PersonPair) -> str:
    """Why two people may be one, and what to look at first where something speaks against it."""
    words = _(_REASONS[pair.reason])
    return words if pair.likely else _("{reason}: look before joining them").format(reason=words)


def group_words(fields: Sequence[str]) -> str:
    """The fields of a group by their labels."""
    return " · ".join(label_of_field(Customer, name) for name in fields)


def value_words(fields: Sequence[str], values: Sequence[Any]) -> str:
    """The values of a group in one line; a dash where nothing is known."""
    words = (words_of_field(Customer, name, value) for name, value in zip(fields, values, strict=True))
    return " · ".join(word.replace("\n", " ") for word in words if word) or "—"
