"""A customer's bill of one month (月度收入); money is integer fen."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Fact
from resources.i18n import N_


def _billed(label: str) -> Mapped[int]:
    """What the customer was billed, so what they may see in presenting mode."""
    return mapped_column(BigInteger, server_default="0", info={"label": label, "fit": True})


class BillingMonth(Fact):
    """Revenue by kind, cost, traffic, head counts and arrears of one customer and month."""

    __tablename__ = "billing_month"

    voice_fen: Mapped[int] = _billed(N_("Voice revenue"))
    data_fen: Mapped[int] = _billed(N_("Data revenue"))
    new_business_fen: Mapped[int] = _billed(N_("New-business revenue"))
    other_fen: Mapped[int] = _billed(N_("Other revenue"))
    cost_fen: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Cost")})
    minutes: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Call minutes")})
    registered_members: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Members")})
    real_members: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Real members")})
    on_network_members: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Members on our network")})
    arrears_fen: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Arrears")})
    __table_args__ = {"sqlite_with_rowid": False}
