"""The members of a customer's group, numbers masked."""

from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.customers.row_dialog import revealer
from gui.customers.tab import CustomerTab
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import masked
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


class MembersTab(CustomerTab):
    """Members: filter by state, plan, end; a number is shown one at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._members: list[MemberRow] = []
        self._revealed: dict[str, str] = {}
        empty = Empty(_("No members"), _("They come with the month's file."), "", None, "users")
        self.table = RecordTable("members", member_columns(), context.preferences, context.today, empty=empty)
        self.table.acted.connect(self._reveal)
        self.column.addWidget(self.table, 1)

    def show_customer(self, customer: str) -> None:
        """Numbers shown for one customer are masked again for the next."""
        if customer != self.customer:
            self._revealed.clear()
        super().show_customer(customer)

    def load(self, session: Session) -> None:
        """Read the members."""
        self._members = list_members(session, self.customer)
        self._show()

    def _show(self) -> None:
        self.table.set_rows(
            [
                (
                    member.id,
                    member.short_number,
                    self._revealed.get(member.id) or masked(member.msisdn),
                    _("Show") if member.msisdn and member.id not in self._revealed else "",
                    member.plan,
                    member.monthly_revenue_fen,
                    member.status,
                    member.status_since,
                    member.left_to,
                    member.high_value,
                    member.real_member,
                    member.bundle_end,
                    member.joined,
                    member.subscriber_code,
                )
                for member in self._members
            ]
        )

    def _reveal(self, member: str, _key: str) -> None:
        self._revealed[member] = revealer(self.context, "member", member)("msisdn")
        self._show()
