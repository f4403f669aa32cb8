"""A small catalogue: a line, a network and a bundle of both, with a customer to offer them to."""

from model.catalogue.actions import PartDraft, save_part
from model.catalogue.records import ProductOffering
from model.store.base import RowId
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, natural_id
from tests.builders import add_customer


def offer_a_bundle(store: Database, one_off_fen: int) -> RowId:
    """Keep the catalogue, each product with this one-off price, and the customer; returns the customer's id."""
    with store.write("Catalogue") as session:
        for code, name, monthly in (
            ("JC03", "数据专线", 320_000),
            ("JC01", "集团虚拟网", 500),
            ("TC01", "示例套餐", 61_800),
        ):
            session.add(
                ProductOffering(
                    id=natural_id("product_offering", code), dossier_id=OFFICE_DOSSIER, code=code, name=name,
                    monthly_fen=monthly, one_off_fen=one_off_fen, cost_fen=monthly // 2, floor_fen=monthly * 4 // 5,
                )
            )  # fmt: skip
        save_part(session, PartDraft("TC01", "JC01", True, 5, 200))
    return add_customer(store, "G001", "示例甲有限公司")
