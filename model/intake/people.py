"""What a contact's row brings beside itself: buying roles as dated judgements, and who reports to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from model.customers.merge_rules import survivor
from model.intake.job import Job
from model.intake.plan import Change
from model.intake.reading import Chunk, TableReader
from model.schema import SCHEMA
from model.store.bulk import put_rows, update_rows
from model.store.ids import RowId, link_id, natural_id
from resources.i18n import N_, _

NO_SUCH_PERSON: Final = N_("No contact of this customer has this name; the reporting line was not drawn")
SEVERAL_PEOPLE: Final = N_("Several contacts of this customer have this name; the reporting line was not drawn")
LOOP: Final = N_("This would close a loop: {path}; the reporting line was not drawn")

_ROLE: Final = ("id", "dossier_id", "customer_id", "contact_id", "role", "attitude", "influence", "valid_from")
_LINE: Final = ("id", "dossier_id", "customer_id", "from_id", "to_id", "valid_from", "valid_to")
_JUDGED: Final = ("buying_role", "attitude", "influence")


@dataclass(frozen=True)
class _Wish:
    """A row's word on whom its contact reports to."""

    row: int
    contact: RowId
    customer: RowId
    boss: str


class PeopleLines:
    """Collects what contacts' rows say of roles and superiors, and writes the lines once everyone is known."""

    def __init__(self, job: Job, reader: TableReader) -> None:
        self._job = job
        self._reader = reader
        self._wishes: list[_Wish] = []

    def note(self, chunk: Chunk, rows: Sequence[tuple[int, RowId, bytes]], changes: Sequence[Change]) -> None:
        """Takes note of new contacts, or of changed ones where the file says something new of a role or a superior."""
        news = {change.row_id: change.news for change in changes}
        known, codes = self._job.customers.known, chunk.values["group_code"]
        joined = _joined(self._job)
        judged: list[tuple[RowId, RowId, dict[str, Any]]] = []
        for place, contact, words in rows:
            new, person = news.get(contact), joined.get(contact, contact)
            customer = known[str(codes[place])].stands_as
            said: dict[str, Any] = msgspec.json.decode(words)
            if any(name in said and (new is None or name in new) for name in _JUDGED):
                judged.append((person, customer, said))
            if "reports_to" in said and (new is None or "reports_to" in new):
                self._wishes.append(_Wish(chunk.rows[place], person, customer, said["reports_to"]))
        self._judge(judged, {joined.get(change.row_id, change.row_id): change.before for change in changes})

    def finish(self) -> None:
        """Draws the reporting lines, refusing what would close a loop."""
        if not self._wishes:
            return
        people = _people(self._job)
        bosses = _bosses(self._job)
        day = self._job.today.isoformat()
        drawn: list[tuple[Any, ...]] = []
        ended: list[tuple[Any, ...]] = []
        for wish in self._wishes:
            boss = self._boss(wish, people)
            if boss is None or boss in bosses.get(wish.contact, {}):
                continue
            old = bosses.pop(wish.contact, {})
            path = _path(boss, wish.contact, bosses)
            if path:
                bosses[wish.contact] = old
                self._refuse_loop(wish, [wish.contact, *path])
                continue
            ended += [(day, line) for line in old.values()]
            line = link_id(wish.customer, "reporting_line", wish.contact, boss)
            bosses[wish.contact] = {boss: line}
            drawn.append((line, wish.customer, wish.customer, wish.contact, boss, day, None))
        update_rows(self._job.connection, SCHEMA.tables["reporting_line"], ("valid_to",), ended)
        put_rows(self._job.connection, SCHEMA.tables["reporting_line"], _LINE, drawn)

    def _judge(
        self, judged: Sequence[tuple[RowId, RowId, dict[str, Any]]], before: Mapping[RowId, Mapping[str, Any]]
    ) -> None:
        day = self._job.today.isoformat()
        rows = []
        for contact, customer, said in judged:
            roles = str(said.get("buying_role") or "").split(",")
            attitude, influence = said.get("attitude") or "", said.get("influence") or ""
            for role in roles:
                rows.append(
                    (
                        natural_id("buying_role", contact, "", role, day),
                        customer,
                        customer,
                        contact,
                        role,
                        attitude,
                        influence,
                        day,
                    )
                )
            for gone in set(str(before.get(contact, {}).get("buying_role") or "").split(",")) - {*roles, ""}:
                self._job.connection.exec_driver_sql(
                    "UPDATE buying_role SET valid_to = ? WHERE contact_id = ? AND role = ? AND valid_to IS NULL",
                    (day, contact, gone),
                )
        put_rows(self._job.connection, SCHEMA.tables["buying_role"], _ROLE, rows)

    def _boss(self, wish: _Wish, people: Mapping[tuple[RowId, str], list[RowId]]) -> RowId | None:
        found = [person for person in people.get((wish.customer, wish.boss), []) if person != wish.contact]
        if len(found) != 1:
            reason = SEVERAL_PEOPLE if found else NO_SUCH_PERSON
            self._reader.note(wish.row, "reports_to", wish.boss, _(reason))
            return None
        return found[0]

    def _refuse_loop(self, wish: _Wish, path: Sequence[RowId]) -> None:
        rows = self._job.connection.exec_driver_sql(
            "SELECT id, name FROM contact WHERE customer_id = ?", (wish.customer,)
        )
        names = {row[0]: row[1] for row in rows}
        reason = _(LOOP).format(path=" → ".join(str(names.get(person, "?")) for person in path))
        self._reader.note(wish.row, "reports_to", wish.boss, reason)


def _people(job: Job) -> dict[tuple[RowId, str], list[RowId]]:
    people: dict[tuple[RowId, str], list[RowId]] = {}
    rows = job.connection.exec_driver_sql(
        "SELECT id, customer_id, name FROM contact WHERE status = 'active' AND merged_into IS NULL ORDER BY id"
    )
    for row_id, customer, name in rows:
        people.setdefault((customer, name), []).append(row_id)
    return people


def _joined(job: Job) -> dict[RowId, RowId]:
    """Whom a joined contact stands as."""
    rows = job.connection.exec_driver_sql("SELECT id, merged_into FROM contact WHERE merged_into IS NOT NULL")
    merged: dict[RowId, RowId] = dict(rows.all())
    return {row_id: survivor(row_id, merged) for row_id in merged}


def _bosses(job: Job) -> dict[RowId, dict[RowId, RowId]]:
    """Who reports to whom today: subordinate → superior → the line between them."""
    bosses: dict[RowId, dict[RowId, RowId]] = {}
    rows = job.connection.exec_driver_sql(
        "SELECT id, from_id, to_id FROM reporting_line WHERE kind = 'solid' AND opportunity_id IS NULL"
        " AND (valid_to IS NULL OR valid_to > ?)",
        (job.today.isoformat(),),
    )
    for line, subordinate, boss in rows:
        bosses.setdefault(subordinate, {})[boss] = line
    return bosses


def _path(start: RowId, goal: RowId, bosses: Mapping[RowId, Mapping[RowId, RowId]]) -> list[RowId]:
    """The way up from `start` to `goal`, both named; empty where there is none."""
    came: dict[RowId, RowId | None] = {start: None}
    waiting = [start]
    while waiting:
        person = waiting.pop()
        if person == goal:
            path: list[RowId] = []
            step: RowId | None = person
            while step is not None:
                path.append(step)
                step = came[step]
            return path[::-1]
        for boss in sorted(bosses.get(person, ())):
            if boss not in came:
                came[boss] = person
                waiting.append(boss)
    return []
