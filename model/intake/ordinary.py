"""Imports the sheets whose rows are records with ids of their own: all but the measured months."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import Table

from model.exchange.erased_marks import fields_of_person, marks_by_dossier
from model.exchange.erasure import erased_rows
from model.intake.customer_book import KnownCustomer
from model.intake.headers import CUSTOM
from model.intake.history import CustomerHistory
from model.intake.job import Job, Work
from model.intake.keys import Key, KeyBook, Placing
from model.intake.people import PeopleLines
from model.intake.plan import Change, Fresh, Plan, Stored, make_plan, said_of, stored
from model.intake.reading import MISSING, Chunk, TableReader
from model.intake.report import Counts
from model.schema import SCHEMA
from model.search.sources import sort_keys, source_of
from model.store.bulk import append_book_rows, insert_rows, is_empty, put_rows, rows_by_id, update_rows
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id, person_id
from resources.i18n import N_, _

UNKNOWN_CUSTOMER = N_("There is no customer of this code")
HANDED_OVER = N_("This customer was handed over to a colleague and can only be read here.")
NOT_IN_STORE = N_("It is not in the store yet, and only changes were asked for")
ERASED = N_("This person was erased and is not taken in again")
SAYS_OTHERWISE = N_("Row {row} of this sheet says otherwise of the same thing")
EDIT_REPLACED = N_("The file's new value took the place of an edit: {value}")


class OrdinaryImport:
    """Imports one table of ordinary rows, chunk by chunk."""

    def __init__(self, job: Job, work: Work) -> None:
        self._job = job
        self._work = work
        self._sheet = work.table.sheet
        self._table = SCHEMA.tables[self._sheet.entity]
        self._reader: TableReader = work.reader(job.options.member_names)
        self._side = frozenset(column.field for column in self._sheet.columns if column.side)
        self._book = KeyBook(self._sheet, self._side)
        self._child = self._sheet.identity[0] == ("group_code",) and self._sheet.entity != "customer"
        self._blank = is_empty(job.connection, self._table) and is_empty(job.connection, SCHEMA.tables["imported_row"])
        self._history = CustomerHistory(job)
        self._people = PeopleLines(job, self._reader)
        self._erased = erased_rows(job.connection, self._sheet.entity)
        self._marks = marks_by_dossier(job.connection) if self._child else {}
        self._counts: Counts = job.report.counts_of(self._sheet.entity)

    def run(self) -> None:
        """Bring every row in; what was found stands in the job's report."""
        for chunk in self._reader.chunks(self._work.rows):
            self._job.progress(self._work.table.name, self._work.findings.read)
            if self._child:
                keep_known_customers(self._job, self._reader, chunk)
            if self._child or self._sheet.entity == "customer":
                keep_own_customers(self._job, self._reader, chunk)
            if chunk.rows:
                self._chunk(chunk)
        self._people.finish()

    def _chunk(self, chunk: Chunk) -> None:
        placing = self._book.place(chunk)
        refused = self._refuse(chunk, placing)
        ids = [self._id(key, number) for key, number in zip(placing.keys, placing.numbers, strict=True)]
        refused |= self._refuse_erased(chunk, ids, refused)
        again = set(placing.again) - refused
        if self._sheet.entity == "customer":
            self._job.named_customers.update(ids)
        if not refused and not again:
            self._write(chunk, ids, self._blank)
            return
        first = [index not in refused and index not in again for index in range(len(ids))]
        self._write(_part(chunk, first), list(compress(ids, first)), self._blank)
        for index in sorted(again):
            only = [place == index for place in range(len(ids))]
            self._write(_part(chunk, only), [ids[index]], False)

    def _refuse(self, chunk: Chunk, placing: Placing) -> set[int]:
        refused = {clash.index for clash in placing.clashes}
        for clash in placing.clashes:
            value = chunk.values[clash.field][clash.index]
            reason = _(SAYS_OTHERWISE).format(row=clash.earlier)
            self._reader.reject(chunk.rows[clash.index], clash.field, value, reason)
        for index, key in enumerate(placing.keys):
            if "" in key[: self._sheet.needed] and index not in refused:
                refused.add(index)
                field = self._sheet.identity[key.index("")][0]
                self._reader.reject(chunk.rows[index], field, "", _(MISSING))
        return refused

    def _refuse_erased(self, chunk: Chunk, ids: Sequence[RowId], refused: set[int]) -> set[int]:
        """People taken out stay out (`exchange.md` rule 11); the report names the row and nothing that stands in it."""
        if not self._erased and not self._marks:
            return set()
        gone = {index for index, row_id in enumerate(ids) if row_id in self._erased} - refused
        for index, told in self._told_of_erased(chunk, gone | refused):
            if told & self._key_fields(chunk, index):
                gone.add(index)
                continue
            for field in sorted(told):
                chunk.values[field][index] = None
                self._reader.note(chunk.rows[index], field, "", _(ERASED))
        for index in sorted(gone):
            self._reader.reject(chunk.rows[index], self._sheet.identity[-1][0], "", _(ERASED))
        return gone

    def _told_of_erased(self, chunk: Chunk, left: set[int]) -> Iterator[tuple[int, set[str]]]:
        """The rows, but for those left out already, that tell of somebody taken out, and the fields that do."""
        if not self._marks:
            return
        for index, customer in enumerate(self._customers(chunk, range(len(chunk.rows)))):
            homes = {customer.own_id, customer.stands_as}
            marks = [person for home in homes for person in self._marks.get(home, ())]
            if marks and index not in left:
                said = {name: values[index] for name, values in chunk.values.items()}
                told = said.keys() & fields_of_person(self._table, said, marks, from_file=True)
                if told:
                    yield index, told

    def _key_fields(self, chunk: Chunk, index: int) -> set[str]:
        """The fields that say which thing a row is: of each part the first that is filled."""
        said = {field for field, values in chunk.values.items() if values[index]}
        return {next((field for field in part if field in said), "") for part in self._sheet.identity}

    def _id(self, key: Key, number: int) -> RowId:
        if self._sheet.entity == "customer":
            return self._job.customers.own_id(key[0])
        if self._sheet.entity == "staff":
            return person_id(key[0])
        return (
            natural_id(self._sheet.entity, *key, number)
            if self._sheet.numbered
            else natural_id(self._sheet.entity, *key)
        )

    def _write(self, chunk: Chunk, ids: list[RowId], blank: bool) -> None:
        if not ids:
            return
        columns = {
            name: stored(values) for name, values in chunk.values.items() if name != "group_code" or not self._child
        }
        columns |= {CUSTOM + name: list(values) for name, values in chunk.custom.items()}
        fields = tuple(columns)
        rows = list(zip(*columns.values(), strict=True)) if columns else [()] * len(ids)
        said = said_of(fields, rows)
        known = {} if blank else last_said(self._job, ids)
        standing = set() if blank else {row[0] for row in rows_by_id(self._job.connection, self._table, ("id",), ids)}
        plan = make_plan(self._job.options.mode, ids, said, known, standing)
        self._refuse_new(chunk, plan)
        self._create(chunk, columns, plan.fresh)
        self._change(chunk, plan.changes)
        self._counts.unchanged += plan.unchanged
        words = [(row.row_id, self._job.batch_number, row.said) for row in plan.fresh]
        words += [(row.row_id, self._job.batch_number, row.said) for row in plan.changes]
        words.sort()  # in the order of the book's index, which costs least
        book = SCHEMA.tables["imported_row"]
        append_book_rows(self._job.connection, book, ("row_id", "batch", "said"), words)

    def _refuse_new(self, chunk: Chunk, plan: Plan) -> None:
        for index in plan.refused:
            field = self._sheet.identity[0][0]
            self._reader.reject(chunk.rows[index], field, chunk.values[field][index], _(NOT_IN_STORE))

    def _create(self, chunk: Chunk, columns: Mapping[str, list[Stored]], fresh: Sequence[Fresh]) -> None:
        if not fresh:
            return
        places = [row.index for row in fresh]
        every = len(places) == len(chunk.rows)
        ids = [row.row_id for row in fresh]
        belongs = self._belongings(chunk, ids, places)
        names = [name for name in columns if name in self._table.columns and name not in belongs]
        filled = [
            _filled(self._table, name, columns[name] if every else [columns[name][i] for i in places]) for name in names
        ]
        source = source_of(self._sheet.entity)
        if source is not None and source.keeps_pinyin and source.title in names:
            filled.append([*sort_keys(source, filled[names.index(source.title)])])
            names.append("pinyin_key")
        rows = list(zip(ids, *belongs.values(), *filled, strict=True))
        insert_rows(self._job.connection, self._table, ("id", *belongs, *names), rows)
        self._counts.created += len(fresh)
        self._beside(chunk, [(row.index, row.row_id, row.said) for row in fresh], {})

    def _belongings(self, chunk: Chunk, ids: list[RowId], places: Sequence[int]) -> dict[str, list[str]]:
        """The dossier, and for a customer's rows the customer, of each new row."""
        if self._sheet.entity == "customer":
            for place, row_id in zip(places, ids, strict=True):
                self._job.customers.add(str(chunk.values["group_code"][place]), row_id)
            return {"dossier_id": ids}
        if self._child:
            customers = self._customers(chunk, places)
            # A merged customer's rows belong to the one that stands for it, and stay in their own dossier.
            return {
                "dossier_id": [customer.own_id for customer in customers],
                "customer_id": [customer.stands_as for customer in customers],
            }
        if self._sheet.entity == "official_pay":
            return {"dossier_id": [person_id(str(chunk.values["employee_no"][place])) for place in places]}
        return {"dossier_id": [OFFICE_DOSSIER] * len(ids)}

    def _customers(self, chunk: Chunk, places: Sequence[int]) -> list[KnownCustomer]:
        known, codes = self._job.customers.known, chunk.values["group_code"]
        return [known[str(codes[place])] for place in places]

    def _change(self, chunk: Chunk, changes: Sequence[Change]) -> None:
        if not changes:
            return
        names = [name for name in chunk.values if name in self._table.columns]
        standing = {
            row[0]: dict(zip(names, row[1:], strict=True))
            for row in rows_by_id(
                self._job.connection, self._table, ("id", *names), [change.row_id for change in changes]
            )
        }
        updates: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for change in changes:
            now = standing[change.row_id]
            values = {name: value for name, value in change.news.items() if name in now and now[name] != value}
            self._name_replaced(chunk, change, now, values)
            if values:
                updates.setdefault(tuple(values), []).append((*values.values(), change.row_id))
            if values or any(name not in now for name in change.news):
                self._counts.updated += 1
            else:
                self._counts.unchanged += 1
        for fields, rows in updates.items():
            update_rows(self._job.connection, self._table, fields, rows)
        self._beside(chunk, [(change.index, change.row_id, change.said) for change in changes], standing, changes)

    def _name_replaced(
        self, chunk: Chunk, change: Change, now: Mapping[str, Any], values: Mapping[str, Stored]
    ) -> None:
        """Lists what a person had edited since the file last spoke, and the file now says anew."""
        for name, value in values.items():
            if name in change.before and now[name] != change.before[name]:
                self._reader.note(chunk.rows[change.index], name, value, _(EDIT_REPLACED).format(value=now[name]))

    def _beside(
        self,
        chunk: Chunk,
        rows: list[tuple[int, RowId, bytes]],
        standing: Mapping[RowId, Mapping[str, Any]],
        changes: Sequence[Change] = (),
    ) -> None:
        """Writes what rows bring beside themselves: history, roles and lines, custom fields, the comparison's lines."""
        if self._sheet.entity == "customer":
            self._history.note(chunk, rows, standing, changes)
        if self._sheet.entity == "contact":
            self._people.note(chunk, rows, changes)
        if self._sheet.entity == "member":
            customers = self._customers(chunk, [change.index for change in changes])
            self._history.note_members(chunk, changes, [customer.stands_as for customer in customers])
        if chunk.custom:
            self._write_custom(chunk, rows)

    def _write_custom(self, chunk: Chunk, rows: list[tuple[int, RowId, bytes]]) -> None:
        places = [place for place, _row_id, _said in rows]
        if self._child or self._sheet.entity == "customer":
            known = self._customers(chunk, places)
            homes = [(customer.own_id, customer.stands_as) for customer in known]
        else:
            homes = [(OFFICE_DOSSIER, row_id) for _place, row_id, _said in rows]
        values = [
            (
                natural_id("custom_value", row_id, name),
                dossier,
                customer,
                self._sheet.entity,
                row_id,
                name,
                texts[place],
            )
            for name, texts in chunk.custom.items()
            for (place, row_id, _said), (dossier, customer) in zip(rows, homes, strict=True)
            if texts[place] is not None
        ]
        names = ("id", "dossier_id", "customer_id", "entity", "row_id", "name", "value")
        put_rows(self._job.connection, SCHEMA.tables["custom_value"], names, values)


def keep_known_customers(job: Job, reader: TableReader, chunk: Chunk) -> None:
    """Rejects the rows of a chunk whose group code names no customer."""
    known, codes = job.customers.known, chunk.values["group_code"]
    wanted = [code in known for code in codes]
    if all(wanted):
        return
    for index, code in enumerate(codes):
        if not wanted[index]:
            reader.reject(chunk.rows[index], "group_code", code, _(UNKNOWN_CUSTOMER))
    chunk.keep(wanted)


def keep_own_customers(job: Job, reader: TableReader, chunk: Chunk) -> None:
    """Rejects the rows of a chunk whose customer was handed over to a colleague."""
    if not job.customers.any_handed_over:
        return
    codes = chunk.values["group_code"]
    wanted = [not job.customers.handed_over(str(code)) for code in codes]
    for index, code in enumerate(codes):
        if not wanted[index]:
            reader.reject(chunk.rows[index], "group_code", code, _(HANDED_OVER))
    chunk.keep(wanted)


def last_said(job: Job, ids: Sequence[RowId]) -> dict[RowId, bytes]:
    """What files last said of the rows, undone imports left out."""
    rows = rows_by_id(job.connection, SCHEMA.tables["imported_row"], ("id", "row_id", "batch", "said"), ids, "row_id")
    standing = sorted(row for row in rows if row[2] not in job.undone_batches)
    return {row_id: bytes(said) for _id, row_id, _batch, said in standing}


def _part(chunk: Chunk, wanted: Sequence[bool]) -> Chunk:
    part = Chunk(chunk.rows, chunk.values, chunk.custom)
    part.keep(wanted)
    return part


def _filled(table: Table, name: str, values: list[Stored]) -> list[Stored]:
    """The values with a column's default where the file says nothing and the column must hold something."""
    column = table.columns[name]
    if column.nullable or None not in values:
        return values
    default: Any = getattr(column.default, "arg", "")
    return [default if value is None else value for value in values]
