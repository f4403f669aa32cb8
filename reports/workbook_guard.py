"""Looks into an office workbook before anything else does: what cannot be read safely ends in one sentence."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from model.errors import UserError
from resources.i18n import _

LARGEST_PART: Final = 1 << 30
"""Bytes a single sheet may unpack to; the largest honest month file has about a third of it."""
LARGEST_WHOLE: Final = 3 << 29
"""Bytes all parts together may unpack to."""
LARGEST_TABLE: Final = 256 << 20
"""Bytes the shared texts, the styles and the like may unpack to: they are held in memory several times over."""
LARGEST_AREA: Final = 20_000_000
"""Cells between the first and the last one filled; a reader lays all of them out in memory."""
MOST_PARTS: Final = 10_000
MOST_UNCACHED: Final = 1_000

_BLOCK = 4 << 20
_LONGEST_ROW = 32 << 20
_WIDE = re.compile(rb'r="([A-Z]{2,})')
_REFERENCE = re.compile(rb'r="([A-Z]{1,7})(\d{1,9})"')
_FILLED = re.compile(rb'r="([A-Z]{1,7})(\d{1,9})"[^<>]*(?<!/)><')
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_TEXT_CELL = re.compile(rb'\st="str"')
_ROW_END = b"row>"


@dataclass
class SheetFindings:
    """What one sheet's part holds: the last row and column with a cell, and formulas that keep no value."""

    rows: int = 0
    columns: int = 26
    formulas: bool = False
    uncached: list[tuple[int, int]] = field(default_factory=list)


def inspect_workbook(path: Path) -> dict[str, SheetFindings]:
    """What each worksheet part of an .xlsx holds, by the part's name inside the file.

    Every part is really unpacked once, so a size that the file declares need not be believed. Raises `UserError` for a
    file that is no workbook, damaged, protected, linked to other files, or unpacks to more than a month file can.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive)
            return _inspect_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise UserError(damaged(path.name)) from error


def damaged(name: str) -> str:
    """The sentence for a file that begins like a workbook and cannot be read to its end."""
    return _("“{name}” is damaged or incomplete. Save it again in Excel or fetch it again, then retry.").format(
        name=name
    )


def too_large(name: str) -> str:
    """The sentence for a file that unpacks to more than the program is willing to hold."""
    return _(
        "“{name}” would unpack to far more than a month's data and was not opened. Delete the empty rows and columns, "
        "save it as a new .xlsx and retry."
    ).format(name=name)


def column_number(letters: str) -> int:
    """The zero-based number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _check_parts(archive: zipfile.ZipFile) -> None:
    name = Path(archive.filename or "").name
    infos = archive.infolist()
    names = {info.filename.lower() for info in infos}
    if any(info.flag_bits & 0x1 for info in infos):
        raise UserError(
            _("“{name}” is protected by a password. Open it, remove the password and retry.").format(name=name)
        )
    if "xl/workbook.bin" in names:
        raise UserError(_("“{name}” is in an old or binary format. Save it as .xlsx and retry.").format(name=name))
    if "xl/workbook.xml" not in names:
        raise UserError(_("“{name}” is not an Excel workbook.").format(name=name))
    if any(part.startswith("xl/externallinks/") for part in names):
        raise UserError(
            _(
                "“{name}” takes values from other workbooks, which cannot be checked here. In Excel choose Data › Edit "
                "Links › Break Link, save and retry."
            ).format(name=name)
        )
    declared = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS or declared > LARGEST_WHOLE:
        raise UserError(too_large(name))


def _inspect_parts(archive: zipfile.ZipFile) -> dict[str, SheetFindings]:
    found: dict[str, SheetFindings] = {}
    unpacked = 0
    for info in archive.infolist():
        part = info.filename.lower()
        sheet = part.startswith("xl/worksheets/") and part.endswith(".xml")
        limit = min(LARGEST_PART if sheet else LARGEST_TABLE, LARGEST_WHOLE - unpacked)
        if not sheet and not part.startswith("xl/media/"):
            unpacked += sum(len(block) for block in _blocks(archive, info, limit))
        elif sheet:
            findings = SheetFindings()
            for block in _whole_rows(_blocks(archive, info, limit)):
                unpacked += len(block)
                _inspect_block(block, findings)
            if findings.rows * findings.columns > LARGEST_AREA and _filled_area(archive, info, limit) > LARGEST_AREA:
                raise UserError(too_large(Path(archive.filename or "").name))
            found[info.filename] = findings
    return found


def _filled_area(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> int:
    """Rows times columns up to the last cell that holds something: formatted emptiness costs a reader nothing."""
    rows = columns = 0
    for block in _whole_rows(_blocks(archive, info, limit)):
        for letters, row in _FILLED.findall(block.replace(b"'", b'"')):
            rows, columns = max(rows, int(row)), max(columns, column_number(letters.decode()) + 1)
    return rows * columns


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    # zipfile itself stops at the declared size, so a lying declaration ends as a wrong checksum.
    read = 0
    with archive.open(info) as part:
        while block := part.read(_BLOCK):
            read += len(block)
            if read > limit:
                raise UserError(too_large(Path(archive.filename or "").name))
            yield block


def _whole_rows(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes cut at ends of rows, so that no cell is cut in two."""
    rest = b""
    for block in blocks:
        block = rest + block
        cut = block.rfind(_ROW_END) + len(_ROW_END)
        if cut < len(_ROW_END):
            cut = len(block) if len(block) > _LONGEST_ROW else 0
        rest = block[cut:]
        if cut:
            yield block[:cut]
    if rest:
        yield rest


def _inspect_block(block: bytes, findings: SheetFindings) -> None:
    if b"r='" in block:
        block = block.replace(b"'", b'"')
    last = _last_row(block)
    findings.rows = max(findings.rows, last)
    if _WIDE.search(block):
        widest = max(column_number(letters[:7].decode()) for letters in _WIDE.findall(block))
        findings.columns = max(findings.columns, widest + 1)
    findings.formulas = findings.formulas or b"f>" in block
    if findings.formulas:
        for cell in _END_OF_CELL.split(block):
            if len(findings.uncached) < MOST_UNCACHED and _lacks_value(cell):
                findings.uncached.extend(_reference_of(cell))


def _last_row(block: bytes) -> int:
    at = len(block)
    for _try in range(64):
        at = block.rfind(b'r="', 0, at)
        if at < 0:
            return 0
        reference = _REFERENCE.match(block, at)
        if reference:
            return int(reference[2])
    return 0


def _lacks_value(cell: bytes) -> bool:
    formula = _FORMULA.search(cell)
    return (
        formula is not None
        and not _VALUE.search(cell, formula.end())
        and not _TEXT_CELL.search(cell[: formula.start()])
    )


def _reference_of(cell: bytes) -> list[tuple[int, int]]:
    references = _REFERENCE.findall(cell)
    return [(int(row) - 1, column_number(letters.decode())) for letters, row in references[-1:]]
