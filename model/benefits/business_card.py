"""The digital business card (彩信名片): what stands on it, and the vCard text that telephones read."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.customers.records import Contact
from model.errors import UserError
from model.security.actions import reveal
from model.settings.personal import find_personal, keep_personal
from model.settings.queries import find_owner
from model.store.ids import RowId
from model.store.rows import existing_row
from resources.i18n import _

_SETTING: Final = "business_card"
_FOLD: Final = 75
"""Octets of a vCard line at most (RFC 2426)."""
MOST_BYTES: Final = 560
"""More would make a code too fine for a telephone's camera at the size of a card."""


@dataclass(frozen=True)
class BusinessCard:
    """What stands on a card; empty lines are left out."""

    name: str
    title: str = ""
    company: str = ""
    mobile: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def own_card(session: Session) -> BusinessCard:
    """The manager's own card: as it was last kept, else with the name of whose store it is."""
    kept = find_personal(session, _SETTING)
    known = (
        {name: str(kept[name]) for name in asdict(BusinessCard("")) if name in kept} if isinstance(kept, dict) else {}
    )
    return BusinessCard(**{"name": find_owner(session).name, **known})


def keep_own_card(session: Session, card: BusinessCard) -> RowId:
    """Keep the manager's own card. Raises `UserError` for one that cannot be made."""
    check_card(card)
    return keep_personal(session, _SETTING, asdict(card))


def contact_card(session: Session, contact_id: RowId, now: datetime) -> BusinessCard:
    """A contact's card with whole numbers; that they were shown is written down.

    Raises `UserError` where the contact is gone.
    """
    contact = existing_row(session, Contact, contact_id, _("This contact is no longer here."))
    shown = {
        field: reveal(session, "contact", contact_id, field, now)
        for field in ("mobile", "phone", "email")
        if getattr(contact, field)
    }
    company = customer_by_id(session, contact.customer_id).name
    return BusinessCard(contact.name, contact.title, company, **shown)


def check_card(card: BusinessCard) -> None:
    """Raises `UserError` for a card without a name or a way to reach the person, or with more than a code holds."""
    if not card.name.strip():
        raise UserError(_("A business card needs a name."))
    if not (card.mobile or card.phone or card.email):
        raise UserError(_("A business card needs a number or an e-mail address."))
    if len(vcard_of(card).encode()) > MOST_BYTES:
        raise UserError(_("This is too much for the code on the card: shorten the address or the title."))


def vcard_of(card: BusinessCard) -> str:
    """The card as vCard 3.0 text: UTF-8, escaped, folded, lines ending in CR LF."""
    fields: tuple[tuple[str, Any], ...] = (
        ("N", f"{_escaped(card.name)};;;;"),
        ("FN", _escaped(card.name)),
        ("ORG", _escaped(card.company)),
        ("TITLE", _escaped(card.title)),
        ("TEL;TYPE=CELL", _escaped(card.mobile)),
        ("TEL;TYPE=WORK,VOICE", _escaped(card.phone)),
        ("EMAIL", _escaped(card.email)),
        ("ADR;TYPE=WORK", f";;{_escaped(card.address)};;;;" if card.address.strip() else ""),
    )
    lines = ["BEGIN:VCARD", "VERSION:3.0", *(f"{name}:{value}" for name, value in fields if value), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    """What would end a field is escaped; control characters go, line ends stay as words of the format."""
    plain = text.strip().replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in plain if sign.isprintable())


def _folded(line: str) -> str:
    """Lines of at most 75 octets; what goes on begins with a blank, and no character is cut in two."""
    parts, part, room = [], "", _FOLD
    for sign in line:
        if len((part + sign).encode()) > room:
            parts.append(part)
            part, room = "", _FOLD - 1
        part += sign
    return "\r\n ".join([*parts, part])
