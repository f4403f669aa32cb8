"""Frozen baselines (拍照) of customers and members."""

from typing import ClassVar

from sqlalchemy import BigInteger, Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Fact, Travelling, kept
from resources.i18n import N_


class Snapshot(Travelling):
    """One frozen list; the company's own list outranks ours, which prints 自建."""

    __tablename__ = "snapshot"
    __dossiers__: ClassVar = ("office", "person")

    name: Mapped[str] = kept(label=N_("Snapshot"), default="")
    month: Mapped[int | None] = kept(label=N_("Baseline month"))
    own: Mapped[bool] = kept(label=N_("Made by ourselves"), default=False)


class SnapshotMember(Fact):
    """A subscriber in a snapshot with the baseline it is measured against (拍照成员)."""

    __tablename__ = "snapshot_member"

    snapshot_name: Mapped[str] = mapped_column(String(80), primary_key=True, info={"label": N_("Snapshot")})
    subscriber_key: Mapped[str] = mapped_column(String(40), primary_key=True, info={"label": N_("Subscriber")})
    revenue_fen: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Baseline revenue")})
    minutes: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Baseline minutes")})
    real_member: Mapped[bool | None] = mapped_column(Boolean, info={"label": N_("Real member")})
    high_value: Mapped[bool | None] = mapped_column(Boolean, info={"label": N_("High value")})
    __table_args__ = {"sqlite_with_rowid": False}


class SnapshotCustomer(Fact):
    """A customer in a snapshot with its revenue, traffic and heads of the baseline month."""

    __tablename__ = "snapshot_customer"

    snapshot_name: Mapped[str] = mapped_column(String(80), primary_key=True, info={"label": N_("Snapshot")})
    revenue_fen: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Baseline revenue")})
    minutes: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Baseline minutes")})
    members: Mapped[int] = mapped_column(BigInteger, server_default="0", info={"label": N_("Members")})
    __table_args__ = {"sqlite_with_rowid": False}
