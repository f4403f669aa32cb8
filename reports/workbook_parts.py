"""Which part of an .xlsx keeps which sheet, and which of its styles show a date."""

import posixpath
import re
import zipfile
from typing import Final

from lxml import etree

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BUILT_IN_DATES: Final = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name inside the zip of each sheet's part, by the sheet's name."""
    book = _parsed(archive, "xl/workbook.xml")
    relations = _parsed(archive, "xl/_rels/workbook.xml.rels")
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    parts: dict[str, str] = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(str(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)), "")
        parts[str(sheet.get("name"))] = posixpath.normpath(posixpath.join("/xl", target)).strip("/")
    return parts


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook counts its days from 1904, as old ones from a Mac do."""
    settings = next(_parsed(archive, "xl/workbook.xml").iter("{*}workbookPr"), None)
    return settings is not None and settings.get("date1904") in ("1", "true")


def date_styles(archive: zipfile.ZipFile) -> list[int]:
    """The numbers of the cell styles that show a number as a date, plain ones first."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = _parsed(archive, "xl/styles.xml")
    codes = {int(one.get("numFmtId") or 0): str(one.get("formatCode")) for one in styles.iter("{*}numFmt")}
    known = _BUILT_IN_DATES | {number for number, code in codes.items() if _shows_date(code)}
    found: list[tuple[int, int]] = []
    for formats in styles.iter("{*}cellXfs"):
        for number, one in enumerate(formats):
            if int(one.get("numFmtId") or 0) in known:
                decoration = sum(int(one.get(name) or 0) for name in ("fontId", "fillId", "borderId"))
                found.append((decoration, number))
    return [number for _decoration, number in sorted(found)]


def _shows_date(code: str) -> bool:
    plain = _QUOTED.sub("", code).lower()
    return "y" in plain or "d" in plain


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(part), parser)
