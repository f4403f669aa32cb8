"""What a customer's row brings beside itself: managers and company grades from when, and the comparison."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from model.intake.job import Job
from model.intake.plan import Change
from model.intake.reading import Chunk
from model.intake.report import CustomerLine
from model.schema import SCHEMA
from model.store.bulk import put_rows
from model.store.ids import RowId, natural_id

_ASSIGNMENT: Final = ("id", "dossier_id", "customer_id", "manager_no", "manager_name", "valid_from")
_GRADE: Final = ("id", "dossier_id", "customer_id", "grade", "valid_from")
MANAGER_FIELDS: Final = frozenset({"manager_no", "manager_name"})


class CustomerHistory:
    """Writes assignments and company grades as they come in, never over an older one, and fills the comparison."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._month = job.report.month

    def note(
        self,
        chunk: Chunk,
        rows: Sequence[tuple[int, RowId, bytes]],
        standing: Mapping[RowId, Mapping[str, Any]],
        changes: Sequence[Change],
    ) -> None:
        """Takes note of new customers (no `changes`) or of changed ones with what stood before."""
        if not changes:
            self._write(chunk, [(place, row_id) for place, row_id, _said in rows], MANAGER_FIELDS | {"company_grade"})
            if not self._month.first:
                self._month.new += [self._line(chunk, place, row_id) for place, row_id, _said in rows]
            return
        for change in changes:
            before = standing[change.row_id]
            moved = {name for name, value in change.news.items() if name in before and before[name] != value}
            self._write(chunk, [(change.index, change.row_id)], moved)
            self._compare(chunk, change, before, moved)

    def note_members(self, chunk: Chunk, changes: Sequence[Change], customers: Sequence[RowId]) -> None:
        """Takes note of members whom the file now says to have left; they are named by their subscriber code alone."""
        for change, customer in zip(changes, customers, strict=True):
            if change.news.get("status") == "left":
                code = str(_at(chunk, "subscriber_code", change.index) or "")
                left_to = str(_at(chunk, "left_to", change.index) or "")
                group_code = str(_at(chunk, "group_code", change.index))
                self._month.members_left.append(CustomerLine(customer, group_code, code, "", left_to))

    def _write(self, chunk: Chunk, places: Sequence[tuple[int, RowId]], moved: frozenset[str] | set[str]) -> None:
        day = self._job.today.isoformat()
        if MANAGER_FIELDS & moved:
            assignments = [
                (natural_id("assignment", row_id, day), row_id, row_id, number or "", name or "", day)
                for place, row_id in places
                if (number := _at(chunk, "manager_no", place)) or _at(chunk, "manager_name", place)
                for name in [_at(chunk, "manager_name", place)]
            ]
            put_rows(self._job.connection, SCHEMA.tables["assignment"], _ASSIGNMENT, assignments)
        if "company_grade" in moved:
            grades = [
                (natural_id("company_grade", row_id, day), row_id, row_id, grade, day)
                for place, row_id in places
                if (grade := _at(chunk, "company_grade", place))
            ]
            put_rows(self._job.connection, SCHEMA.tables["company_grade"], _GRADE, grades)

    def _compare(self, chunk: Chunk, change: Change, before: Mapping[str, Any], moved: set[str]) -> None:
        if MANAGER_FIELDS & moved:
            was = f"{before.get('manager_no') or ''} {before.get('manager_name') or ''}".strip()
            words = (_at(chunk, "manager_no", change.index), _at(chunk, "manager_name", change.index))
            now = " ".join(str(word) for word in words if word)
            self._month.manager_changed.append(self._line(chunk, change.index, change.row_id, was, now))
        if "company_grade" in moved:
            was = str(before["company_grade"] or "")
            line = self._line(chunk, change.index, change.row_id, was, str(change.news["company_grade"]))
            self._month.grade_changed.append(line)

    def _line(self, chunk: Chunk, place: int, row_id: RowId, before: str = "", after: str = "") -> CustomerLine:
        name = str(_at(chunk, "name", place) or "")
        return CustomerLine(row_id, str(_at(chunk, "group_code", place)), name, before, after)


def list_missing(job: Job, said: set[RowId]) -> list[CustomerLine]:
    """Customers that stand in the store, neither lost nor merged away, and that the file's full list does not name."""
    rows = job.connection.exec_driver_sql(
        "SELECT id, group_code, name FROM customer WHERE status <> 'lost' AND merged_into IS NULL ORDER BY group_code"
    )
    return [CustomerLine(row_id, code, name) for row_id, code, name in rows if row_id not in said]


def _at(chunk: Chunk, field: str, place: int) -> Any:
    column = chunk.values.get(field)
    return None if column is None else column[place]
