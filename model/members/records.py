"""Group members (集团成员) and their monthly accounts."""

from datetime import date

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Fact, RowId, Travelling, kept
from resources.i18n import N_


class Member(Travelling):
    """A subscriber in the group; the subscriber code is the key when the number is masked."""

    __tablename__ = "member"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    subscriber_code: Mapped[str] = kept(label=N_("Subscriber code"), default="", index=True)
    msisdn: Mapped[str] = kept(label=N_("Mobile number"), personal="phone", default="", index=True)
    short_number: Mapped[str] = kept(label=N_("Short number"), default="")
    name: Mapped[str] = kept(label=N_("Name"), personal="name", default="")
    plan: Mapped[str] = kept(label=N_("Plan"), default="")
    monthly_revenue_fen: Mapped[int | None] = kept(label=N_("Monthly revenue"))
    real_member: Mapped[bool | None] = kept(label=N_("Real member"))
    high_value: Mapped[bool | None] = kept(label=N_("High value"))
    joined: Mapped[date | None] = kept(label=N_("Joined"))
    bundle_end: Mapped[date | None] = kept(label=N_("Bundle ends"), index=True)
    status: Mapped[str] = kept(label=N_("Status"), group="status", default="active", choices="member_status")
    status_since: Mapped[date | None] = kept(label=N_("Status since"), group="status")
    left_to: Mapped[str] = kept(label=N_("Where they went"), group="status", default="")
    left_because: Mapped[str] = kept(label=N_("Why they left"), default="", choices="loss_reason")


class MemberMonth(Fact):
    """One member's revenue and traffic of one month (成员月账)."""

    __tablename__ = "member_month"

    subscriber_key: Mapped[str] = mapped_column(String(40), primary_key=True, info={"label": N_("Subscriber")})
    revenue_fen: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Revenue")})
    minutes: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Call minutes")})
    data_mb: Mapped[float] = mapped_column(server_default="0", info={"label": N_("Data (MB)")})
    status: Mapped[str] = mapped_column(server_default="", info={"label": N_("Status")})
    __table_args__ = {"sqlite_with_rowid": False}
