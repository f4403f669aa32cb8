"""The members of a customer's group, numbers masked."""

from typing import Any

from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.customers.rows_tab import NumbersTab
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.customers.queries import MemberRow, list_members
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _


def member_columns() -> list[Column]:
    """The columns of the members' table."""
    states = ENUMERATIONS["member_status"]
    tones = {"active": Tone.DONE, "suspended": Tone.WARNING, "left": Tone.DANGER}
    return [
        Column("short_number", N_("Short number"), width=90),
        Column("msisdn", N_("Mobile number"), width=120),
        Column("show", "", Kind.ACTION, 76),
        Column("plan", N_("Plan"), width=150),
        Column("monthly_revenue_fen", N_("Monthly revenue (yuan)"), Kind.MONEY, 130, total=True),
        Column("status", N_("Status"), Kind.TAG, 100, choices=states, tones=tones),
        Column("status_since", N_("Since"), Kind.DATE, 100, quiet=True),
        Column("left_to", N_("Where they went"), width=110),
        Column("high_value", N_("High value"), Kind.BOOL, 80),
        Column("real_member", N_("Real member"), Kind.BOOL, 90),
        Column("bundle_end", N_("Bundle ends"), Kind.DATE, 100),
        Column("joined", N_("Joined"), Kind.DATE, 100, quiet=True),
        Column("subscriber_code", N_("Subscriber code"), width=120, shown=False),
    ]


class MembersTab(NumbersTab[MemberRow]):
    """Members: filter by state, plan, end; a number is shown one at a time."""

    def __init__(self, context: Context) -> None:
        empty = Empty(_("No members"), _("They come with the month's file."), "", None, "users")
        table = RecordTable("members", member_columns(), context.preferences, context.today, empty=empty)
        super().__init__(context, "member", table)
        self.column.addWidget(table, 1)

    def read(self, session: Session) -> list[MemberRow]:
        """The members, those in service first."""
        return list_members(session, self.customer)

    def cells_of(self, row: MemberRow) -> tuple[Any, ...]:
        """A member's cells."""
        number, ask = self.numbers.cells(row.id, row.msisdn)
        return (
            row.id,
            row.short_number,
            number,
            ask,
            row.plan,
            row.monthly_revenue_fen,
            row.status,
            row.status_since,
            row.left_to,
            row.high_value,
            row.real_member,
            row.bundle_end,
            row.joined,
            row.subscriber_code,
        )

    def number_field(self, row_id: str) -> str:
        """The subscriber's number."""
        return "msisdn"
