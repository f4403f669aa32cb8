"""White space and the comparison with rivals over 36,000 customers and 40 products, against the bare SQL."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import insert, text

from model.catalogue.records import InstalledProduct, ProductOffering
from model.competition.queries import attack_windows
from model.customers.records import Customer
from model.segments.queries import segment_members, white_space
from model.store.ids import OFFICE_DOSSIER, natural_id
from tests.builders import TODAY, make_store

CUSTOMERS, PRODUCTS, EACH = 36_000, 40, 4
INDUSTRIES = ("制造", "金融", "教育", "医疗", "商贸")
FLOOR = """
SELECT c.id, p.code, max(i.operator = 'mobile'), max(i.operator <> 'mobile'), max(i.blocked_reason), max(i.reopen_on)
FROM customer c CROSS JOIN product_offering p
LEFT JOIN installed_product i ON i.customer_id = c.id AND i.offering_code = p.code
GROUP BY c.id, p.code
"""
BARE = """
SELECT i.*, c.name FROM installed_product i JOIN customer c ON c.id = i.customer_id
WHERE i.operator <> 'mobile' AND i.bundle_end BETWEEN '2026-11-22' AND '2027-05-22' ORDER BY i.bundle_end, c.name
"""


def seconds(job: Callable[[], object], runs: int = 3) -> float:
    """The middle of the processor times of some runs."""
    taken = []
    for _run in range(runs):
        begun = time.process_time()
        job()
        taken.append(time.process_time() - begun)
    return median(taken)


def installed(number: int) -> list[dict[str, object]]:
    """What one customer uses: mostly ours, every fourth line a rival's."""
    customer = natural_id("customer", f"W{number}")
    return [
        {
            "id": natural_id("installed_product", customer, place), "dossier_id": customer, "customer_id": customer,
            "offering_code": f"P{(number * 7 + place * 11) % PRODUCTS:02}", "offering_name": "示例",
            "operator": "telecom" if (number + place) % 4 == 0 else "mobile",
            "bundle_end": date(2026, 6, 1) + timedelta(days=(number * 13 + place * 31) % 900),
            "blocked_reason": "",
        }
        for place in range(EACH)
    ]  # fmt: skip


@pytest.mark.benchmark
def test_white_space_of_36000_customers_and_40_products(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    with database.write("Office", bulk=True) as session:
        session.execute(
            insert(ProductOffering),
            [{"id": natural_id("product_offering", f"P{n:02}"), "dossier_id": OFFICE_DOSSIER, "code": f"P{n:02}",
              "name": f"产品{n}"} for n in range(PRODUCTS)],
        )  # fmt: skip
        session.execute(
            insert(Customer),
            [{"id": natural_id("customer", f"W{n}"), "dossier_id": natural_id("customer", f"W{n}"),
              "group_code": f"W{n}", "name": f"示例{n}有限公司", "industry": INDUSTRIES[n % 5]}
             for n in range(CUSTOMERS)],
        )  # fmt: skip
        session.execute(insert(InstalledProduct), [row for n in range(CUSTOMERS) for row in installed(n)])
    with database.read() as session:
        members = segment_members(session, ())
        assert len(members) == CUSTOMERS
        floor = seconds(lambda: session.execute(text(FLOOR)).all())
        ours = seconds(lambda: white_space(session, members, TODAY))
        bare = seconds(lambda: session.execute(text(BARE)).all())
        windows = seconds(lambda: attack_windows(session, TODAY, 6))
    database.close()
    print(
        f"\nwhite space of {CUSTOMERS:,} × {PRODUCTS}: {ours:.2f} s, bare SQL {floor:.2f} s, ratio {ours / floor:.2f} "
        f"(at most 3, or 1 s); attack windows {windows:.2f} s, bare SQL {bare:.2f} s, ratio {windows / bare:.2f}"
    )
