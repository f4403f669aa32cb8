"""What the sample month knows of rivals: their strengths and weaknesses, published prices, a contract that was seen."""

import json
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from model.catalogue.records import InstalledProduct
from model.competition.actions import RivalFactDraft, add_rival_fact
from model.customers.finding import customer_by_code
from model.proposals.rivals import RivalPriceDraft, add_rival_price
from resources import RESOURCES


def add_sample_rivals(session: Session, today: date) -> None:
    """Write it into a store that holds the sample customers and catalogue."""
    kept = json.loads((RESOURCES / "samples" / "rivals.json").read_text("utf-8"))
    for one in kept["facts"]:
        add_rival_fact(session, RivalFactDraft(**_dated(one)), today)
    for one in kept["prices"]:
        add_rival_price(session, RivalPriceDraft(**_dated(one)), today)
    for one in kept["known_from"]:
        customer = customer_by_code(session, one["group_code"]).id
        session.execute(
            update(InstalledProduct)
            .where(InstalledProduct.customer_id == customer, InstalledProduct.operator != "mobile")
            .where(InstalledProduct.offering_code == one["offering_code"])
            .values(source=one["source"], seen_on=date.fromisoformat(one["seen_on"]))
        )


def _dated(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "seen_on": date.fromisoformat(str(one["seen_on"]))}
