"""The index follows the store: every commit, bulk statements, undone writes, merges, deletions."""

from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError

from model.customers.records import Contact, Customer
from model.errors import UserError
from model.search.index import make_index, rebuild
from model.search.queries import find
from model.store.database import Database
from model.store.ids import natural_id
from tests.builders import add_contact, add_customer, make_store, reopen


def rename_and_fail(database: Database) -> None:
    """A statement the store takes, then one it refuses."""
    with database.write("Rename") as session:
        session.execute(update(Customer).values(name="示例软件有限公司"))
        session.execute(text("INSERT INTO customer SELECT * FROM customer"))


def titles(database: Database, typed: str) -> list[str]:
    with database.read() as session:
        return [hit.title for hit in find(session, typed)]


def test_a_renamed_customer_is_found_by_its_new_name_only(store: Database) -> None:
    customer = add_customer(store, "G001", "示例机械有限公司")
    with store.write("Rename") as session:
        session.execute(update(Customer).where(Customer.id == customer).values(name="示例软件有限公司"))
    assert titles(store, "软件") == ["示例软件有限公司"]
    assert titles(store, "机械") == []
    assert titles(store, "slrj") == ["示例软件有限公司"]


def test_former_names_find_a_customer_each(store: Database) -> None:
    add_customer(store, "G001", "示例新名有限公司", former_names="示例旧名公司；示例更早有限公司")
    assert titles(store, "旧名") == ["示例新名有限公司"]
    assert titles(store, "slgz") == ["示例新名有限公司"]


def test_a_deleted_row_is_not_found_and_leaves_no_piece_behind(store: Database) -> None:
    customer = add_customer(store, "G001", "示例机械有限公司")
    add_contact(store, customer, "赵海（示例）")
    with store.write("Delete") as session:
        session.execute(delete(Contact))
        session.execute(text("INSERT INTO search_index (search_index) VALUES ('optimize')"))
    assert titles(store, "赵海") == []
    with store.read() as session:
        assert (
            session.execute(text("SELECT count(*) FROM search_index WHERE search_index MATCH '\"赵海\"'")).scalar() == 0
        )


def test_a_merged_customer_leaves_the_hits(store: Database) -> None:
    keep = add_customer(store, "G001", "示例机械有限公司")
    other = add_customer(store, "G002", "示例机械公司")
    with store.write("Merge") as session:
        session.execute(update(Customer).where(Customer.id == other).values(merged_into=keep))
    assert titles(store, "机械") == ["示例机械有限公司"]
    with store.write("Part") as session:
        session.execute(update(Customer).where(Customer.id == other).values(merged_into=None))
    assert set(titles(store, "机械")) == {"示例机械有限公司", "示例机械公司"}


def test_a_write_that_is_undone_leaves_the_index_as_it_was(store: Database) -> None:
    add_customer(store, "G001", "示例机械有限公司")
    with pytest.raises((IntegrityError, UserError)):
        rename_and_fail(store)
    assert titles(store, "机械") == ["示例机械有限公司"]


def test_raw_statements_cannot_slip_past_the_index(store: Database) -> None:
    add_customer(store, "G001", "示例机械有限公司")
    with store.write("Raw") as session:
        session.execute(text("UPDATE customer SET short_name = '梅岭精工'"))
    assert titles(store, "精工") == ["示例机械有限公司"]


def test_the_pinyin_that_names_sort_by_is_kept_with_the_row(store: Database) -> None:
    add_customer(store, "G001", "重庆示例有限公司")
    with store.read() as session:
        key = session.execute(text("SELECT pinyin_key FROM customer")).scalar_one()
        assert key.startswith("chong qing shi li")


def test_a_change_of_other_fields_leaves_the_entry_alone(store: Database) -> None:
    customer = add_customer(store, "G001", "示例机械有限公司")
    with store.read() as session:
        before = session.execute(text("SELECT id FROM search_entry")).scalar_one()
    with store.write("Remark") as session:
        session.execute(update(Customer).where(Customer.id == customer).values(remarks="新的备注", employee_count=5))
    with store.read() as session:
        assert session.execute(text("SELECT id FROM search_entry")).scalar_one() == before


def test_a_bulk_of_rows_is_indexed_within_its_own_commit(store: Database) -> None:
    names = [f"示例{number}号机械有限公司" for number in range(2_500)]
    with store.write("Fill", bulk=True) as session:
        session.execute(
            insert(Customer),
            [
                {"id": row_id, "dossier_id": row_id, "group_code": f"G{number:05}", "name": name}
                for number, name in enumerate(names)
                for row_id in [natural_id("customer", name)]
            ],
        )
    for number in (0, 1_234, 2_499):
        assert titles(store, f"G{number:05}")[0] == names[number]
        assert titles(store, names[number])[0] == names[number]


def test_a_rebuilt_index_finds_the_same_after_reopening(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    add_contact(database, add_customer(database, "G001", "示例机械有限公司"), "曾明（示例）")
    database = reopen(database)
    before = titles(database, "示例")
    with database.write() as session:
        make_index(session.connection())
        rebuild(session.connection())
    assert titles(database, "示例") == before
    assert len(before) == 2
    assert titles(database, "zengm") == ["曾明（示例）"]
    database.close()
