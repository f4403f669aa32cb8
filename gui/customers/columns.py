"""The columns of the customer table and the words of its special cells."""

from datetime import date
from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, Tag, day_words
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from resources.i18n import N_, _, _n

GRADE_TONES: Final = {"A": Tone.ACCENT, "B": Tone.ACCENT, "C": Tone.NEUTRAL, "D": Tone.NEUTRAL}

_HINTS: Final = {
    "decider_left": (N_("The decider has left"), Tone.DANGER),
    "whole_move": (N_("Rival wants a whole move"), Tone.DANGER),
    "broken_promise": (N_("Promise broken"), Tone.DANGER),
    "members_leaving": (N_("Members leaving"), Tone.DANGER),
    "arrears": (N_("Arrears"), Tone.DANGER),
    "new_business_fall": (N_("New business falls"), Tone.DANGER),
    "usage_stopped": (N_("Usage stopped"), Tone.DANGER),
    "grade_drop": (N_("Grade dropped"), Tone.DANGER),
    "revenue_fall": (N_("Revenue falls"), Tone.DANGER),
    "traffic_fall": (N_("Traffic falls"), Tone.WARNING),
    "promise_due": (N_("Promise due soon"), Tone.WARNING),
    "no_decider": (N_("No decider known"), Tone.WARNING),
    "long_unseen": (N_("Long not met"), Tone.WARNING),
    "birthday": (N_("Birthday soon"), Tone.ACCENT),
    "ends_soon": (N_("Ends soon"), Tone.NEWS),
}


def hint_tags(codes: str) -> list[Tag]:
    """The tags of a row's hints; "all well" where there is none."""
    found = [_HINTS[code] for code in codes.split(",") if code in _HINTS]
    return [Tag(_(words), tone) for words, tone in found] or [Tag(_("All well"))]


def role_words(roles: str) -> str:
    """`6` is a full map; `5:decider` names the gravest gap when it is one that decides, else counts."""
    count, _colon, missing = roles.partition(":")
    if not count:
        return _("No map yet")
    if not missing:
        return _("All six roles")
    if missing in ("decider", "approver", "buyer"):
        return _("No {role}").format(role=label_of("buying_role", missing))
    return _n("{count} role", "{count} roles", int(count))


def expiry_words(day: date, today: date) -> str:
    """The day a bundle or agreement ends and in how many days: month and day within this year."""
    return _("{day}  in {count} d").format(day=day_words(day, today), count=(day - today).days)


def ago_words(day: date, today: date) -> str:
    """How long ago a contact was."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else _n("{count} day ago", "{count} days ago", days)


def customer_columns(today: date) -> list[Column]:
    """Every column the table can show; those a manager reads first are shown as delivered."""
    text, choice, tag = Kind.TEXT, Kind.CHOICE, Kind.TAG
    grades = ENUMERATIONS["grade"]
    return [
        Column("name", N_("Customer"), text, 240, bold=True, sort_by="pinyin"),
        Column("industry", N_("Industry"), text, 66, quiet=True),
        Column("grade", N_("Grade"), tag, 54, choices=grades, tones=GRADE_TONES, help=N_("Our own grade, by value.")),
        Column("revenue_fen", N_("Last month (yuan)"), Kind.MONEY, 124, total=True),
        Column("change", N_("Change"), Kind.PERCENT, 68, signed=True, help=N_("Against the month before.")),
        Column("hints", N_("Notice"), tag, 188, tags=hint_tags),
        Column("next_expiry", N_("Next end"), Kind.DATE, 148, words=lambda day: expiry_words(day, today)),
        Column("last_contact", N_("Last contact"), Kind.DATE, 92, words=lambda day: ago_words(day, today), quiet=True),
        Column("roles", N_("Decision map"), text, 94, words=role_words),
        Column("company_grade", N_("Company grade"), text, 80, shown=False),
        Column("group_code", N_("Group code"), text, 110, shown=False),
        Column("short_name", N_("Short name"), text, 120, shown=False),
        Column("credit_code", N_("Unified social credit code"), text, 180, shown=False),
        Column("customer_category", N_("Customer category"), choice, 100, _of("customer_category"), shown=False),
        Column("enterprise_type", N_("Enterprise type"), choice, 110, _of("enterprise_type"), shown=False),
        Column("key_account_type", N_("Key-account type"), choice, 110, _of("key_account_type"), shown=False),
        Column("payer_type", N_("Payment"), choice, 80, _of("payer_type"), shown=False),
        Column("service_tier", N_("Service tier"), text, 90, shown=False),
        Column("region", N_("Region"), text, 90, shown=False),
        Column("grid", N_("Grid"), text, 80, shown=False),
        Column("manager_name", N_("Account manager"), text, 110, shown=False),
        Column("status", N_("Status"), choice, 80, _of("customer_status"), shown=False),
        Column("employee_count", N_("Employees"), Kind.INTEGER, 90, shown=False),
        Column("network_since", N_("On the network since"), Kind.DATE, 110, shown=False),
        Column("new_business_fen", N_("New-business revenue"), Kind.MONEY, 120, shown=False),
        Column("arrears_fen", N_("Arrears"), Kind.MONEY, 110, shown=False),
        Column("pinyin", "", hidden_key=True),
        Column("sound", "", hidden_key=True),
    ]


def _of(name: str) -> dict[str, str]:
    return dict(ENUMERATIONS[name])
