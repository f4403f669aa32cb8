"""Lines that are set field by field or come back close no loop, as those drawn on the map."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from model.decision_maps.actions import LinkDraft, end_link, link_people
from model.decision_maps.history import map_on
from model.decision_maps.queries import map_sheet
from model.editing.actions import delete_row, restore_row, set_texts
from model.editing.recycled import restore_with_links
from model.errors import UserError
from model.store.base import RowId
from model.store.database import Database
from tests.builders import TODAY, add_contact, add_customer

NAMES = ("甲（示例）", "乙（示例）", "丙（示例）")


@pytest.fixture
def people(store: Database) -> tuple[RowId, list[RowId]]:
    """A customer and three of its people."""
    customer = add_customer(store)
    return customer, [add_contact(store, customer, name) for name in NAMES]


def draw(store: Database, customer: RowId, source: RowId, target: RowId, kind: str = "solid") -> RowId:
    with store.write("Draw") as session:
        return link_people(session, LinkDraft(customer, source, target, kind), TODAY)


def set_line(store: Database, line: RowId, entity: str = "reporting_line", **texts: str) -> None:
    with store.write("Set") as session:
        set_texts(session, entity, line, texts, TODAY)


def standing(store: Database, customer: RowId) -> set[tuple[RowId, RowId]]:
    with store.read() as session:
        lines = map_on(map_sheet(session, customer).history, TODAY).lines
    assert not lines.in_conflict
    return {(line.source, line.target) for line in lines.standing}


def test_a_line_that_is_set_is_refused_with_the_maps_own_sentence(
    store: Database, people: tuple[RowId, Sequence[RowId]]
) -> None:
    customer, (first, second, third) = people
    draw(store, customer, first, second)
    line = draw(store, customer, second, third)
    with pytest.raises(UserError) as drawn:
        draw(store, customer, third, first)
    other = draw(store, customer, third, first, "influences")
    with pytest.raises(UserError, match=f"{NAMES[1]} → {NAMES[0]} → {NAMES[1]}"):
        set_line(store, line, to_id=first)
    with pytest.raises(UserError):
        set_line(store, line, to_id=second)
    with pytest.raises(UserError):
        set_line(store, other, "influence_line", to_id=third)
    with store.write("End") as session:
        end_link(session, line, TODAY - timedelta(days=1))
    back = draw(store, customer, third, first)
    with pytest.raises(UserError) as told:
        set_line(store, line, valid_to="")
    assert told.value.sentence != drawn.value.sentence
    assert " → ".join([NAMES[1], NAMES[2], NAMES[0], NAMES[1]]) in told.value.sentence
    assert standing(store, customer) == {(first, second), (third, first)}
    set_line(store, back, valid_to=TODAY.isoformat())
    set_line(store, line, valid_to="", kind="dotted")
    assert standing(store, customer) == {(first, second), (second, third), (third, first)}


def test_a_line_set_to_a_new_solid_manager_ends_the_one_to_the_former(
    store: Database, people: tuple[RowId, Sequence[RowId]]
) -> None:
    customer, (first, second, third) = people
    draw(store, customer, first, second)
    dotted = draw(store, customer, first, third, "dotted")
    set_line(store, dotted, kind="solid")
    assert standing(store, customer) == {(first, third)}


def test_a_line_that_would_close_a_loop_by_now_comes_back_by_no_way(
    store: Database, people: tuple[RowId, Sequence[RowId]]
) -> None:
    customer, (first, second, _third) = people
    line = draw(store, customer, first, second)
    with store.write("Delete") as session:
        delete_row(session, "reporting_line", line)
        delete_row(session, "contact", first)
    with store.write("Bring back") as session:
        restore_row(session, "contact", first)
    draw(store, customer, second, first)
    with pytest.raises(UserError, match=f"{NAMES[0]} → {NAMES[1]} → {NAMES[0]}"), store.write("Back") as session:
        restore_row(session, "reporting_line", line)
    with store.write("Delete") as session:
        delete_row(session, "contact", first)
    with store.write("Bring back") as session:
        restore_with_links(session, "contact", first)
    assert standing(store, customer) == {(second, first)}
