"""A customer, two priced items and a pay scheme."""

import pytest

from model.pay.actions import set_rate, set_scheme
from model.store.database import Database
from tests.builders import TODAY, add_customer
from tests.pay.world import CARD, LINE, SCHEME


@pytest.fixture
def customer(store: Database) -> str:
    row = add_customer(store, "G001", "临江示例机械有限公司", status="existing", short_name="临江示例")
    with store.write("Add") as session:
        set_rate(session, LINE, TODAY)
        set_rate(session, CARD, TODAY)
        set_scheme(session, SCHEME, TODAY)
    return row
