"""Every sheet of the office workbook, in the order in which they come in: what others hang on first."""

from typing import Final

from model.intake.customer_sheets import (
    AGREEMENTS,
    COMPETITOR_MOVES,
    CONTACTS,
    CUSTOMERS,
    SERVICE_REQUESTS,
    SITES,
    STAFF,
)
from model.intake.product_sheets import (
    BILLING_MONTHS,
    BUNDLE_ITEMS,
    INSTALLED_PRODUCTS,
    KPI_TARGETS,
    MEMBER_MONTHS,
    MEMBERS,
    OFFICIAL_PAY,
    PIECE_RATES,
    PRICE_CARDS,
    PRODUCT_OFFERINGS,
    SNAPSHOT_MEMBERS,
)
from model.intake.sheets import Sheet

OFFICE_SHEETS: Final[tuple[Sheet, ...]] = (
    STAFF,
    CUSTOMERS,
    SITES,
    CONTACTS,
    PRODUCT_OFFERINGS,
    PRICE_CARDS,
    BUNDLE_ITEMS,
    AGREEMENTS,
    INSTALLED_PRODUCTS,
    BILLING_MONTHS,
    MEMBERS,
    MEMBER_MONTHS,
    SNAPSHOT_MEMBERS,
    COMPETITOR_MOVES,
    KPI_TARGETS,
    PIECE_RATES,
    SERVICE_REQUESTS,
    OFFICIAL_PAY,
)
