"""The columns of the office's sheets: devices, whose customers they are, and who was erased."""

from gui.colours import Tone
from gui.exchange.columns import ROLES
from gui.widgets.columns import Column, Kind, moment_words
from model.exchange.assigning import AssignmentRow
from model.exchange.erasures import ErasureRow
from model.exchange.people import DeviceRow
from resources.i18n import N_, _

_STANDING = {"own": N_("this device"), "admitted": N_("admitted"), "revoked": N_("revoked")}
_COVERS = {"running": N_("covered"), "coming": N_("cover to come"), "over": N_("cover over")}


def device_columns(office: bool) -> list[Column]:
    """The devices of the directory; the office also sees how many customers each person has."""
    return [
        Column("name", N_("Device"), Kind.TEXT, 150, bold=True),
        Column("role", N_("Role"), Kind.CHOICE, 110, choices=ROLES),
        Column("employee_no", N_("Employee number"), Kind.TEXT, 110),
        Column(
            "standing", N_("State"), Kind.TAG, 90, choices=_STANDING,
            tones={"admitted": Tone.DONE, "revoked": Tone.DANGER},
        ),
        *([Column("customers", N_("Customers"), Kind.INTEGER, 80)] if office else []),
        Column("waiting", N_("Dossiers to send"), Kind.INTEGER, 110),
        Column("heard_made", N_("Has our work as of its file of"), Kind.TEXT, 190),
        Column("heard", N_("Last heard"), Kind.TEXT, 130),
        Column("wrote", N_("Last written to"), Kind.TEXT, 130),
        Column("since", N_("Admitted"), Kind.TEXT, 130, quiet=True),
        Column("revoked", N_("Revoked on"), Kind.TEXT, 130, quiet=True),
    ]  # fmt: skip


def device_row(row: DeviceRow, office: bool) -> tuple[object, ...]:
    """A device as a table row; its id is its name."""
    return (
        row.name,
        row.name,
        row.role,
        row.employee_no,
        "revoked" if row.revoked else "own" if row.is_own else "admitted",
        *([row.customers] if office else []),
        row.waiting_dossiers,
        moment_words(row.heard_made_at),
        moment_words(row.heard_at),
        moment_words(row.wrote_at),
        moment_words(row.since),
        moment_words(row.revoked),
    )


def assignment_columns() -> list[Column]:
    """Whose each customer is, and who covers it."""
    return [
        Column("code", N_("Group code"), Kind.TEXT, 110),
        Column("name", N_("Customer"), Kind.TEXT, 220, bold=True),
        Column("owner", N_("Account manager"), Kind.TEXT, 110),
        Column("owner_no", N_("Employee number"), Kind.TEXT, 100, quiet=True),
        Column("listed", N_("On the company's list"), Kind.TEXT, 130),
        Column("cover", N_("Temporary cover"), Kind.TAG, 110, choices=_COVERS, tones={"running": Tone.NEWS}),
        Column("cover_no", N_("Covered by"), Kind.TEXT, 90),
        Column("cover_from", N_("From"), Kind.DATE, 100),
        Column("cover_to", N_("To"), Kind.DATE, 100),
    ]


def assignment_row(row: AssignmentRow) -> tuple[object, ...]:
    """A customer as a table row; its id is its group code."""
    listed = row.listed or row.listed_no
    return (
        row.code,
        row.code,
        row.name,
        row.owner or None,
        row.owner_no or None,
        listed if row.listed_no and row.listed_no != row.owner_no else None,
        row.cover or None,
        row.cover_no or None,
        row.cover_from,
        row.cover_to,
    )


def erasure_columns() -> list[Column]:
    """Who was erased, why, and where it is done."""
    return [
        Column("at", N_("When"), Kind.TEXT, 130),
        Column("customer", N_("Customer"), Kind.TEXT, 200, bold=True),
        Column("reason", N_("Reason"), Kind.TEXT, 200),
        Column("by", N_("By"), Kind.TEXT, 100),
        Column("done", N_("Carried out on"), Kind.TEXT, 180),
        Column("waiting", N_("Still to hear of it"), Kind.TEXT, 180),
    ]


def erasure_row(row: ErasureRow) -> tuple[object, ...]:
    """An erasure as a table row."""
    comma = _(", ")
    return (
        row.id,
        moment_words(row.at),
        row.customer or None,
        row.reason,
        row.by,
        comma.join(row.done) or None,
        comma.join(row.waiting) or None,
    )
