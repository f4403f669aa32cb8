"""Imports the sheets of measured rows (bills, members' months, snapshots), whose unit is the slice customer × month."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from model.intake.cells import Value
from model.intake.job import Job, Work
from model.intake.ordinary import NOT_IN_STORE, SAYS_OTHERWISE, keep_known_customers, keep_own_customers
from model.intake.plain_months import MonthPiece, PlainMonths, Row
from model.intake.plan import Mode, Stored, stored
from model.intake.reading import MISSING, Chunk, TableReader
from model.schema import SCHEMA
from model.store.bulk import fact_rows, insert_rows, rows_by_id, slices_exist, slices_of
from model.store.facts import SliceKey, add_slices, fact_columns, replace_slices, row_hashes, slice_hash
from model.store.ids import OFFICE_DOSSIER, natural_id
from resources.i18n import _

TAKEN_AWAY = slice_hash([])
"""The content hash of a slice that was taken away."""
HELD_BACK = 100_000
"""Rows that are gathered before they are written: slices come whole, and in the order in which the store keeps them."""
HELD_BACK_FIRST = 500_000
"""The same of a first import: files come by month and the store keeps by customer, so that every turn writes anew what
the one before has written."""


class MeasuredImport:
    """Imports one table of measured rows."""

    def __init__(self, job: Job, work: Work) -> None:
        self._job = job
        self._work = work
        self._sheet = work.table.sheet
        self._table = SCHEMA.tables[self._sheet.entity]
        self._names = fact_columns(self._table)
        self._keys = [column.name for column in self._table.primary_key if column.name not in ("customer_id", "month")]
        self._reader: TableReader = work.reader(job.options.member_names)
        self._filled: tuple[str, ...] = ()
        self._rows_of: dict[tuple[Any, ...], int] = {}
        self._gathered: dict[SliceKey, dict[Row, tuple[int, Row]]] = {}
        self._plain = PlainMonths()
        self._held = 0
        self._blank = not slices_exist(job.connection, self._table.name)
        self._most = HELD_BACK_FIRST if self._blank else HELD_BACK
        self._counts = job.report.counts_of(self._sheet.entity)

    def run(self) -> None:
        """Bring every row in; what was found stands in the job's report."""
        for chunk in self._reader.chunks(self._work.rows):
            self._job.progress(self._work.table.name, self._work.findings.read)
            if self._keys:
                self._complete_codes(chunk)
            keep_known_customers(self._job, self._reader, chunk)
            keep_own_customers(self._job, self._reader, chunk)
            if chunk.rows:
                self._gather(chunk)
            if self._held + len(self._plain) >= self._most:
                self._flush()
        self._flush()

    def _complete_codes(self, chunk: Chunk) -> None:
        """A member's month without a group code belongs to the customer in whose list the member stands."""
        codes = chunk.values.setdefault("group_code", [None] * len(chunk.rows))
        if None not in codes:
            return
        if self._job.subscribers is None:
            self._job.subscribers = _subscribers(self._job.connection)
        known = self._job.subscribers
        nothing: list[Value] = [None] * len(chunk.rows)
        numbers = [chunk.values.get(name, nothing) for name in ("subscriber_code", "msisdn")]
        chunk.values["group_code"] = [
            code or known.get(str(subscriber)) or known.get(str(number))
            for code, subscriber, number in zip(codes, *numbers, strict=True)
        ]

    def _gather(self, chunk: Chunk) -> None:
        nothing: list[Stored] = [None] * len(chunk.rows)
        columns = {name: _as_kept(stored(values)) for name, values in chunk.values.items()}
        if "subscriber_key" in self._names:
            codes, numbers = columns.get("subscriber_code", nothing), columns.get("msisdn", nothing)
            columns["subscriber_key"] = [code or number for code, number in zip(codes, numbers, strict=True)]
            columns["snapshot_name"] = [_narrow(name) for name in columns.get("snapshot_name", nothing)]
        self._filled = tuple(name for name in self._names if name in columns)
        known = self._job.customers.known
        # A merged customer's months stay its own: two codes are two bills, and the two may be parted again.
        customers = [known[code].own_id for code in chunk.values["group_code"]]  # type: ignore[index]  # known codes
        slices: list[SliceKey] = list(zip(customers, chunk.values["month"], strict=True))  # type: ignore[arg-type]
        listed = [columns.get(name, nothing) for name in self._names]
        if not self._keys and self._unmet(slices) and self._plain.take(slices, chunk.rows, listed):
            return
        values = list(zip(*listed, strict=True))
        keys = list(zip(*(columns[name] for name in self._keys), strict=True)) if self._keys else [()] * len(values)
        for place, key in enumerate(slices):
            if None in keys[place]:
                self._reader.reject(chunk.rows[place], "subscriber_code", "", _(MISSING))
            else:
                self._take(chunk, place, key, keys[place], values[place])

    def _unmet(self, slices: Sequence[SliceKey]) -> bool:
        return not self._rows_of or self._rows_of.keys().isdisjoint(slices)

    def _take(self, chunk: Chunk, place: int, key: SliceKey, row_key: Row, values: Row) -> None:
        row = chunk.rows[place]
        earlier = self._plain.row_of(key) or self._rows_of.setdefault((*key, *row_key), row)
        if earlier == row:
            self._gathered.setdefault(key, {})[row_key] = (row, values)
            self._held += 1
            return
        said = self._gathered.get(key, {}).get(row_key, (earlier, self._plain.values_of(key)))[1]
        before = said or self._standing([key]).get(key, {}).get(row_key, values)
        for name, old, new in zip(self._names, before, values, strict=True):
            if new is not None and old is not None and old != new:
                self._reader.reject(row, name, new, _(SAYS_OTHERWISE).format(row=earlier))
                return
        self._counts.unchanged += 1

    def _flush(self) -> None:
        """Write what was gathered: whole slices, each the file's rows over those that stood there."""
        if self._plain:
            self._flush_plain()
        gathered, self._gathered, self._held = self._gathered, {}, 0
        keys = list(gathered)
        if not keys:
            return
        known = self._known(*_sides(keys))
        standing = self._standing([key for key in keys if key in known]) if self._keys or self._partial() else {}
        slices: dict[SliceKey, list[Row]] = {}
        for key, rows in gathered.items():
            if key not in known:
                self._fresh(slices, key, rows)
            elif self._job.options.mode is Mode.CREATE and not self._keys:
                self._counts.unchanged += len(rows)
            else:
                self._replaced(slices, key, rows, standing.get(key, {}), known[key])
        replace_slices(self._job.connection, self._table, dict(sorted(slices.items())), known)
        if self._sheet.entity == "snapshot_member":
            self._name_snapshots(slices)

    def _flush_plain(self) -> None:
        """Write plain months that are all new at once; of others, leave those that the store does not hold so."""
        known = self._known(*self._plain.sides())
        for piece in self._plain.give():
            if not known and self._job.options.mode is not Mode.UPDATE:
                add_slices(self._job.connection, self._table, piece.customers, piece.months, piece.columns)
                self._counts.created += len(piece.rows)
            else:
                self._compare_plain(piece, known)

    def _compare_plain(self, piece: MonthPiece, known: Mapping[SliceKey, bytes]) -> None:
        values = list(zip(*piece.columns, strict=True))
        slices = zip(piece.customers, piece.months, strict=True)
        for key, row, said, digest in zip(slices, piece.rows, values, row_hashes(values), strict=True):
            if known.get(key) == digest:
                self._counts.unchanged += 1
            else:
                self._gathered[key] = {(): (row, said)}

    def _fresh(self, slices: dict[SliceKey, list[Row]], key: SliceKey, rows: Mapping[Row, tuple[int, Row]]) -> None:
        if self._job.options.mode is Mode.UPDATE:
            for row, _values in rows.values():
                self._reader.reject(row, "month", key[1], _(NOT_IN_STORE))
            return
        slices[key] = [values if None not in values else self._whole(values, None) for _row, values in rows.values()]
        self._counts.created += len(rows)

    def _replaced(
        self,
        slices: dict[SliceKey, list[Row]],
        key: SliceKey,
        rows: Mapping[Row, tuple[int, Row]],
        standing: Mapping[Row, Row],
        digest: bytes,
    ) -> None:
        whole = {row_key: self._whole(values, standing.get(row_key)) for row_key, (_row, values) in rows.items()}
        if not self._keys:
            same = slice_hash(whole.values()) == digest
            self._counts.unchanged += same
            self._counts.created += digest == TAKEN_AWAY
            self._counts.updated += not same and digest != TAKEN_AWAY
        else:
            whole = self._judged(whole, standing, rows)
        if whole if self._keys else not same:
            slices[key] = list({**standing, **whole}.values())

    def _judged(
        self, whole: dict[Row, Row], standing: Mapping[Row, Row], rows: Mapping[Row, tuple[int, Row]]
    ) -> dict[Row, Row]:
        """The rows that the mode lets in, each counted as what it is."""
        kept = {}
        for row_key, values in whole.items():
            before = standing.get(row_key)
            if before is None and self._job.options.mode is Mode.UPDATE:
                self._reader.reject(rows[row_key][0], "month", "", _(NOT_IN_STORE))
                continue
            if before == values or (before is not None and self._job.options.mode is Mode.CREATE):
                self._counts.unchanged += 1
                continue
            self._counts.created += before is None
            self._counts.updated += before is not None
            kept[row_key] = values
        return kept

    def _whole(self, values: Row, before: Row | None) -> Row:
        """A row with what stood before, or the column's default, where the file says nothing."""
        if None not in values:
            return values
        columns = [self._table.columns[name] for name in self._names]
        old = before or tuple(None if column.nullable else _default(column) for column in columns)
        return tuple(stood if value is None else value for value, stood in zip(values, old, strict=True))

    def _partial(self) -> bool:
        return len(self._filled) < len(self._names)

    def _known(self, customers: set[str], months: set[int]) -> dict[SliceKey, bytes]:
        if self._blank:
            return {}
        rows = slices_of(self._job.connection, self._table.name, ("customer_id", "month", "sha256"), customers, months)
        return {(customer, month): digest for customer, month, digest in rows}

    def _standing(self, keys: Sequence[SliceKey]) -> dict[SliceKey, dict[Row, Row]]:
        customers, months = _sides(keys)
        names = ("customer_id", "month", *self._names)
        found: dict[SliceKey, dict[Row, Row]] = {}
        places = [self._names.index(name) for name in self._keys]
        for customer, month, *values in fact_rows(self._job.connection, self._table, names, customers, months):
            row_key = tuple(values[place] for place in places)
            found.setdefault((customer, month), {})[row_key] = tuple(values)
        return found

    def _name_snapshots(self, slices: Mapping[SliceKey, Sequence[Row]]) -> None:
        """A company's list that is met for the first time becomes a snapshot of its own name and month."""
        place = self._names.index("snapshot_name")
        lists = {(str(row[place]), month) for (_customer, month), rows in slices.items() for row in rows}
        ids = {natural_id("snapshot", name, month): (name, month) for name, month in sorted(lists)}
        table = SCHEMA.tables["snapshot"]
        known = {row[0] for row in rows_by_id(self._job.connection, table, ("id",), ids)}
        rows = [
            (row_id, OFFICE_DOSSIER, name, month, 0) for row_id, (name, month) in ids.items() if row_id not in known
        ]
        insert_rows(self._job.connection, table, ("id", "dossier_id", "name", "month", "own"), rows)


def _as_kept(values: list[Stored]) -> list[Stored]:
    """Yes and no as the store gives them back, so that a slice's hash is the same before and after."""
    if bool in set(map(type, values)):
        return [int(value) if type(value) is bool else value for value in values]
    return values


def _narrow(name: Stored) -> Stored:
    return unicodedata.normalize("NFKC", name) if isinstance(name, str) else name


def _default(column: Any) -> Stored:
    if column.server_default is None:
        return ""
    text = str(column.server_default.arg)
    return text.strip("'") if text.startswith("'") or not text else int(text)


def _sides(keys: Sequence[SliceKey]) -> tuple[set[str], set[int]]:
    return {customer for customer, _month in keys}, {month for _customer, month in keys}


def _subscribers(connection: Connection) -> dict[str, str]:
    """Subscriber code and number → group code of the customer in whose list the member stands."""
    found: dict[str, str] = {}
    rows = connection.exec_driver_sql(
        "SELECT msisdn, subscriber_code, group_code FROM member JOIN customer ON customer.id = customer_id"
    )
    for number, subscriber, code in rows:
        found |= {key: code for key in (number, subscriber) if key}
    return found
