"""The connection of presenting mode: what can be read by it and what cannot, whatever the statement."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from model.catalogue.queries import prices_on
from model.catalogue.records import PriceCard
from model.customers.merging import merge_customers
from model.customers.records import Contact, Customer
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need, link_needs
from model.needs.queries import list_needs
from model.schema import SCHEMA
from model.search.queries import find
from model.store.base import kept
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, natural_id
from model.store.presenting import PresentedStore, fit_columns, view_statements
from tests.builders import TODAY, add_contact, add_customer, make_store
from tests.presenting.marked_store import OTHER, PRESENTED, Marks, content_tables

ROUND_THE_VIEWS = (
    "SELECT * FROM main.customer",
    "SELECT name FROM main.customer",
    "SELECT count(*) FROM main.contact",
    "SELECT rowid FROM main.need",
    "WITH customer AS (SELECT * FROM main.customer) SELECT * FROM customer",
    "WITH behind_customer AS (SELECT * FROM main.customer) SELECT * FROM behind_customer",
    "SELECT * FROM (SELECT * FROM main.customer) AS customer",
    "SELECT (SELECT remarks FROM main.customer LIMIT 1)",
    "SELECT * FROM customer JOIN main.need ON true",
    "SELECT * FROM customer UNION ALL SELECT * FROM main.customer",
    "SELECT * FROM main.sqlite_master",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM sqlite_schema",
    "SELECT * FROM sqlite_temp_master",
    "SELECT * FROM temp.sqlite_schema",
    "SELECT * FROM main.search_index WHERE search_index MATCH 'a'",
    "SELECT * FROM main.search_index_data",
    "SELECT * FROM pragma_table_list",
    "SELECT * FROM pragma_table_info('customer')",
    "PRAGMA table_info(customer)",
    "PRAGMA database_list",
    "PRAGMA query_only = 0",
    "PRAGMA writable_schema = 1",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA cipher_export = 1",
    "ATTACH ':memory:' AS other",
    "ATTACH 'copy.db' AS other KEY ''",
    "DETACH main",
    "VACUUM INTO 'copy.db'",
    "SELECT sqlcipher_export('main')",
    "SELECT load_extension('x')",
    "DROP VIEW customer",
    "DROP VIEW temp.customer",
    "DROP TABLE main.customer",
    "CREATE TEMP VIEW mine AS SELECT * FROM main.customer",
    "CREATE TEMP TABLE mine AS SELECT * FROM main.customer",
    "CREATE TEMP TRIGGER mine INSTEAD OF INSERT ON customer BEGIN SELECT 1; END",
    "CREATE TABLE mine (a)",
    "ALTER TABLE main.customer RENAME TO mine",
    "INSERT INTO main.customer (id, dossier_id) VALUES ('x', 'x')",
    "UPDATE main.customer SET name = 'x'",
    "DELETE FROM main.customer",
    "INSERT INTO temp.search_index (rowid, pieces) VALUES (1, 'x')",
    "REINDEX",
    "ANALYZE",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty store."""
    made = make_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def presented(whole: Database, marks: Marks) -> Iterator[PresentedStore]:
    """The marked store as its customer may see it, by a connection opened ahead as the window does it."""
    whole.connect_ahead()
    made = PresentedStore(whole, [PRESENTED])
    yield made
    made.close()


def read(store: Database, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds."""
    with store.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(statement)]


def everything(store: Database) -> str:
    """Every value of every table, as one text."""
    return "\n".join(
        str(value) for name in SCHEMA.tables for row in read(store, f'SELECT * FROM "{name}"') for value in row
    )


def word_of(marks: Marks, field: str) -> str:
    """The word that stands in a fit field."""
    return next(word for word in marks.fit if word.endswith(field))


def test_the_connection_opened_ahead_is_taken_once_guarded_and_sees_what_came_later(database: Database) -> None:
    database.connect_ahead()
    customer = add_customer(database, "G001", "示例机械有限公司", remarks="难缠")
    ahead = database._ahead
    presented = PresentedStore(database, [customer])
    raw = presented.engine.raw_connection()
    assert raw.driver_connection is ahead
    assert database.take_ahead() is None
    raw.close()
    assert read(presented, "SELECT name, remarks FROM customer") == [("示例机械有限公司", "")]
    with pytest.raises(DBAPIError):
        read(presented, "SELECT remarks FROM main.customer")
    presented.close()


def test_the_connection_opened_ahead_goes_with_its_store_and_a_lost_file_is_said(tmp_path: Path) -> None:
    made = make_store(tmp_path)
    made.connect_ahead()
    ahead = made._ahead
    made.close()
    with pytest.raises(sqlcipher.ProgrammingError):
        ahead.execute("SELECT 1")  # type: ignore[union-attr]
    assert not made.path.with_name(f"{made.path.name}-wal").exists()
    made.path.unlink()
    made.path.mkdir()
    with pytest.raises(UserError):
        made.connect_ahead()


def test_every_table_of_the_file_is_shadowed(whole: Database, presented: PresentedStore) -> None:
    names = read(whole, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")
    raw = presented.engine.raw_connection()
    raw.driver_connection.set_authorizer(None)  # type: ignore[union-attr]
    shadows = {row[0] for row in raw.driver_connection.execute("SELECT name FROM temp.sqlite_master")}  # type: ignore[union-attr]
    raw.invalidate()
    assert {name for (name,) in names} >= set(SCHEMA.tables)
    assert {name for (name,) in names} <= shadows


def test_only_fit_words_of_the_customer_and_the_office_come_through(presented: PresentedStore, marks: Marks) -> None:
    found = everything(presented)
    assert len(marks.protected) > 200
    assert [word for word in marks.protected if word in found] == []
    assert [word for word in marks.fit if word not in found] == []


def test_the_records_themselves_read_the_same(presented: PresentedStore, marks: Marks) -> None:
    with presented.read() as session:
        names = session.scalars(select(Customer.name)).all()
        whole = session.get_one(Customer, PRESENTED)
        assert session.get(Customer, OTHER) is None
    assert names == [word_of(marks, "presented-customer-name")]
    assert (whole.remarks, whole.company_grade, whole.employee_count, whole.status) == ("", "", None, "existing")


def test_what_must_not_be_missing_reads_as_it_is_born(presented: PresentedStore, marks: Marks) -> None:
    for table in content_tables():
        for row in read(presented, f'SELECT * FROM "{table.name}"'):
            for column, value in zip(table.columns, row, strict=True):
                assert value is not None or column.nullable, f"{table.name}.{column.name}"


@pytest.mark.parametrize("statement", ROUND_THE_VIEWS)
def test_no_statement_goes_round_the_views(presented: PresentedStore, marks: Marks, statement: str) -> None:
    with pytest.raises(DBAPIError), presented.read() as session:
        session.connection().exec_driver_sql(statement).all()


def test_a_connection_never_seen_before_is_guarded_too(presented: PresentedStore, marks: Marks) -> None:
    refused: list[str] = []

    def try_it() -> None:
        try:
            read(presented, "SELECT name FROM main.customer")
        except DBAPIError as error:
            refused.append(str(error.orig))

    with presented.read() as session:
        session.scalars(select(Customer.name)).all()
        for _turn in range(4):
            other = threading.Thread(target=try_it)
            other.start()
            other.join()
    assert len(refused) == 4


def test_every_marked_field_reads_as_nothing_even_where_the_guard_is_told_the_views_name(
    presented: PresentedStore, marks: Marks
) -> None:
    raw = presented.engine.raw_connection()
    connection = raw.driver_connection
    assert connection is not None
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT * FROM customer, need, contact").fetchall()
    names = {word for row in plan for word in str(row[3]).split() if word.startswith("behind_")}
    for name in names | {"behind_customer"}:
        with pytest.raises(Exception, match=r"prohibited|not authorized"):
            connection.execute(f'WITH "{name}" AS (SELECT remarks FROM main.customer) SELECT * FROM "{name}"')
    raw.invalidate()


def test_the_search_finds_nothing_and_does_not_fail(whole: Database, presented: PresentedStore, marks: Marks) -> None:
    with whole.read() as session:
        assert find(session, word_of(marks, "presented-customer-name"))
    with presented.read() as session:
        assert find(session, word_of(marks, "presented-customer-name")) == []
        assert find(session, "138") == []


def test_nothing_can_be_written(presented: PresentedStore) -> None:
    with pytest.raises(UserError, match="演示"):
        presented.write("Edit")


def test_a_table_without_a_fit_field_has_no_rows(presented: PresentedStore, marks: Marks) -> None:
    hidden = [table.name for table in SCHEMA.tables.values() if not fit_columns(table)]
    assert {"member", "buying_role", "influence_line", "need_link", "retention_task", "value_score"} <= set(hidden)
    assert [name for name in hidden if read(presented, f'SELECT * FROM "{name}"')] == []


def test_merged_customers_are_of_the_family(database: Database) -> None:
    keep, gone = add_customer(database, "G1", "示例甲"), add_customer(database, "G2", "示例乙")
    add_customer(database, "G3", "示例丙")
    add_contact(database, gone, "张主任（示例）")
    with database.write("Merge") as session:
        merge_customers(session, keep, gone, TODAY)
    store = PresentedStore(database, [keep, gone])
    with store.read() as session:
        assert session.scalars(select(Customer.name).where(Customer.merged_into.is_(None))).all() == ["示例甲"]
        assert session.scalars(select(Contact.name)).all() == ["张主任（示例）"]
    store.close()


def test_of_price_cards_only_those_for_everyone_are_shown(database: Database) -> None:
    customer = add_customer(database, industry="制造")
    with database.write("Catalogue") as session:
        for segment, fen in (("", 30_000), ("全部客户", 20_000), ("制造", 10_000), ("流失风险", 5_000)):
            session.add(
                PriceCard(
                    id=natural_id("price_card", segment), dossier_id=OFFICE_DOSSIER, offering_code="P1",
                    segment=segment, monthly_fen=fen, valid_from=TODAY if segment == "全部客户" else None,
                )
            )  # fmt: skip
    store = PresentedStore(database, [customer])
    assert sorted(row[0] for row in read(store, "SELECT monthly_fen FROM price_card")) == [20_000, 30_000]
    with store.read() as session:
        assert prices_on(session, TODAY, ["制造", "流失风险"]) == {"P1": (20_000, None)}
    store.close()


def test_needs_stand_as_what_they_unlock_puts_them_though_no_link_is_shown(database: Database) -> None:
    customer = add_customer(database)
    with database.write("Needs") as session:
        weights = {"轻": (1, 1), "重": (5, 4), "中": (3, 3)}
        ids = {
            name: add_need(session, NeedDraft(customer, name, importance=i, urgency=u))
            for name, (i, u) in weights.items()
        }
        link_needs(session, ids["轻"], ids["重"])
    with database.read() as session:
        order = [need.id for need in list_needs(session, customer_id=customer)]
    assert order == [ids["轻"], ids["重"], ids["中"]]
    store = PresentedStore(database, [customer], {"need": order})
    with database.write("Later") as session:
        later = add_need(session, NeedDraft(customer, "后来", importance=5, urgency=5))
    with store.read() as session:
        shown = list_needs(session, customer_id=customer)
    assert [need.id for need in shown] == [*order, later]
    assert [need.unlocks for need in shown] == [()] * 4
    assert read(store, "SELECT * FROM need_link") == []
    store.close()


def test_a_place_is_given_to_ids_alone(database: Database) -> None:
    with pytest.raises(ValueError, match="UUID"):
        view_statements(SCHEMA.tables["need"], [add_customer(database)], "behind_", ["' OR 1 --"])


def test_people_who_left_and_people_not_yet_known_are_not_shown(database: Database) -> None:
    customer = add_customer(database)
    add_contact(database, customer, "甲（示例）")
    add_contact(database, customer, "乙（示例）", status="left")
    add_contact(database, customer, "财务负责人", placeholder=True)
    store = PresentedStore(database, [customer])
    with store.read() as session:
        assert session.scalars(select(Contact.name)).all() == ["甲（示例）"]
    store.close()


def test_what_is_committed_meanwhile_is_seen_under_the_same_rules(database: Database) -> None:
    customer = add_customer(database)
    store = PresentedStore(database, [customer])
    read(store, "SELECT * FROM customer")
    with database.write("Edit") as session:
        row = session.get_one(Customer, customer)
        row.address, row.remarks = "示例路2号", "难缠"
    assert read(store, "SELECT address, remarks FROM customer") == [("示例路2号", "")]
    store.close()


def test_the_store_knows_no_key_and_leaves_the_whole_one_open(database: Database) -> None:
    customer = add_customer(database)
    store = PresentedStore(database, [customer])
    assert store.key == b""
    store.close()
    assert read(database, "SELECT count(*) FROM customer") == [(1,)]


def test_a_customer_is_named_by_its_id_alone(database: Database) -> None:
    with pytest.raises(ValueError, match="UUID"):
        read(PresentedStore(database, ["x') OR ('1"]), "SELECT 1")


def test_what_the_customer_must_never_see_is_marked_nowhere() -> None:
    """Attitudes, notes, costs, floors, scores, grades, arrears, birthdays, gifts, our own words and reasons."""
    never = re.compile(
        "attitude|influence|evidence|coverage|note|remarks|cost|floor|score|grade|tier|arrears|birthday|calendar|gift|"
        "interests|taboo|style|fear|win|phone|e_?mail|rival_answer|reason|approv|stance|selling|consent|churn|rating|"
        "sensitivity|motive|probability|man_|team|competitors|next_step"
    )
    shown = {(table.name, name) for table in SCHEMA.tables.values() for name in fit_columns(table)}
    assert [found for found in sorted(shown) if never.search(found[1])] == []
    tables = {table for table, _name in shown}
    for entity in (
        "competitor_move", "visit", "member", "member_month", "value_score", "value_grade", "retention_task",
        "pay_estimate", "piece_entry", "benefit_grant", "credit_review", "buying_role", "influence_line", "opportunity",
        "priority_vote", "service_request", "audit_entry", "conflict",
    ):  # fmt: skip
        assert entity in SCHEMA.tables, entity
        assert entity not in tables, entity


def test_a_field_is_born_protected() -> None:
    assert kept(label="x").column.info["fit"] is False
