"""Fills single cells of someone else's workbook; every other part of the file stays as it is, byte for byte."""

import copy
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from model.errors import UserError
from reports.cell_xml import SheetSettings, Value
from reports.saving import saving
from reports.sheet_cells import NotASheetError, Place, changed_sheet
from reports.workbook_guard import LARGEST_PART, damaged, too_large
from reports.workbook_parts import counts_from_1904, date_styles, parts_of_sheets
from resources.i18n import _

_BLOCK = 1 << 20


def fill(path: Path, out: Path, sheet: str, changes: Mapping[Place, Value]) -> None:
    """Write to `out` the workbook `path` with these cells of one sheet changed.

    Places are (row, column) from zero; a place right of the last column is a new column. Only that sheet's XML changes,
    and in it only these cells; all other parts keep even their compressed bytes. Cells keep their style. `out` may be
    `path` itself. Raises `UserError` when the workbook cannot be read or written, when it has no such sheet, and for a
    cell that holds a formula.
    """
    try:
        with zipfile.ZipFile(path) as source, saving(out) as place:
            part, xml, settings = _read(source, sheet, path.name)
            slices = changed_sheet(xml, changes, settings)
            with zipfile.ZipFile(place, "w") as target:
                _copy(source, target, part, slices)
    except FileNotFoundError as error:
        raise UserError(_("The file “{name}” is not there any more.").format(name=path.name)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotASheetError) as error:
        raise UserError(damaged(path.name)) from error


def _read(source: zipfile.ZipFile, sheet: str, name: str) -> tuple[str, bytes, SheetSettings]:
    try:
        parts = parts_of_sheets(source)
        settings = SheetSettings(tuple(date_styles(source)), counts_from_1904(source))
        if sheet not in parts:
            raise UserError(_("“{name}” has no sheet “{sheet}”.").format(name=name, sheet=sheet))
        if source.getinfo(parts[sheet]).file_size > LARGEST_PART:
            raise UserError(too_large(name))
        return parts[sheet], source.read(parts[sheet]), settings
    except (KeyError, SyntaxError) as error:
        # A part the workbook speaks of is not there, or is no XML.
        raise UserError(damaged(name)) from error


def _copy(source: zipfile.ZipFile, target: zipfile.ZipFile, changed: str, slices: list[bytes]) -> None:
    """All entries in their order: the changed one packed anew, the others as they lie in the file."""
    ends = _ends(source)
    for info in source.infolist():
        if info.filename == changed:
            _pack(target, info, slices)
            continue
        entry = copy.copy(info)
        entry.header_offset = target.start_dir
        file = target.fp
        if file is None or source.fp is None:
            raise ValueError("closed")
        file.seek(target.start_dir)
        for block in _raw(source, info.header_offset, ends[info.header_offset]):
            file.write(block)
        target.start_dir = file.tell()
        target.filelist.append(entry)
        target.NameToInfo[entry.filename] = entry
    target.comment = source.comment


def _pack(target: zipfile.ZipFile, info: zipfile.ZipInfo, slices: list[bytes]) -> None:
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = info.external_attr
    entry.create_system = info.create_system
    # A form is filled while someone waits: a sixth more bytes take half the time.
    target.writestr(entry, b"".join(slices), compresslevel=3)


def _ends(source: zipfile.ZipFile) -> dict[int, int]:
    """Where each entry ends, by where it begins: at the next one, or at the directory."""
    starts = sorted(info.header_offset for info in source.infolist())
    return dict(zip(starts, [*starts[1:], source.start_dir], strict=True))


def _raw(source: zipfile.ZipFile, start: int, end: int) -> Iterator[bytes]:
    if source.fp is None:
        raise ValueError("closed")
    source.fp.seek(start)
    left = end - start
    while left > 0 and (block := source.fp.read(min(left, _BLOCK))):
        left -= len(block)
        yield block
