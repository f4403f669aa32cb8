"""Lines of a map that are set field by field or come back, held to what drawing them on the map would allow."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from model.decision_maps.actions import end_link
from model.decision_maps.graph import Line, Person, check_link, loop_path, names_along
from model.decision_maps.history import map_on
from model.decision_maps.queries import map_sheet
from model.decision_maps.records import InfluenceLine, ReportingLine
from model.store.base import RowId

_FIELDS: Final = ("customer_id", "opportunity_id", "from_id", "to_id", "kind", "valid_to")


def set_reporting_line(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of a reporting line as the map would, and give them back to be set.

    A new solid manager ends the line to the former one. Raises `UserError` for a loop, naming the path, or a line from
    a person to himself.
    """
    return _set(session, session.get_one(ReportingLine, row_id), values, today)


def set_influence_line(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The same for a line of influence or conflict."""
    return _set(session, session.get_one(InfluenceLine, row_id), values, today)


def loop_closed_by(session: Session, line_id: RowId, line: Mapping[str, Any]) -> str:
    """The names along the loop that a reporting line closes which is to come back; empty where it closes none."""
    if line["valid_to"] is not None:
        return ""
    people, others = _others(session, line, line_id, date.max)
    path = loop_path(others, line["from_id"], line["to_id"])
    return names_along(people, (line["from_id"], *path)) if path else ""


def _set(
    session: Session, row: ReportingLine | InfluenceLine, values: Mapping[str, Any], today: date
) -> dict[str, Any]:
    line = {name: values.get(name, getattr(row, name)) for name in _FIELDS}
    if line["valid_to"] is None or line["valid_to"] > today:
        people, standing = _others(session, line, row.id, today)
        source, kind = line["from_id"], line["kind"]
        former = [one for one in standing if (one.source, one.kind, kind) == (source, "solid", "solid")]
        check_link(people, [one for one in standing if one not in former], source, line["to_id"], kind)
        for one in former:
            end_link(session, one.id, today)
    return dict(values)


def _others(
    session: Session, line: Mapping[str, Any], line_id: RowId, day: date
) -> tuple[dict[RowId, Person], list[Line]]:
    """The people of the map a line is on, and the lines besides it that stand on a day."""
    history = map_sheet(session, line["customer_id"], line["opportunity_id"]).history
    rest = replace(history, lines=tuple(one for one in history.lines if one.id != line_id))
    return {person.id: person for person in history.people}, list(map_on(rest, day).lines.standing)
