"""Writes the big office workbook that the import is measured with: `python -m tests.benchmarks.make_office FILE`.

The parts are written as text straight into the zip: a workbook library needs minutes for these eight million cells.
"""

import random
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from tests.benchmarks import office_words as words

RECIPE: Final = "3"  # goes into the cached file's name: raise it whenever the rows change
CACHE: Final = Path(__file__).parents[2] / "build" / "benchmarks"
EPOCH: Final = date(1899, 12, 30)
MADE: Final = (2026, 11, 3, 8, 0, 0)
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OfficeCell = str | int | float | date | None
OfficeRow = list[OfficeCell]


@dataclass(frozen=True)
class OfficeSize:
    """How many rows of each kind the workbook gets; bills are per customer."""

    customers: int = 36_000
    contacts: int = 72_000
    installed: int = 90_000
    months: int = 12


@dataclass
class SharedTexts:
    """The workbook's table of texts: each one stands once and cells point at it, as office systems write it."""

    places: dict[str, int] = field(default_factory=dict)

    def place_of(self, text: str) -> int:
        """The index of a text, given to it at its first use."""
        return self.places.setdefault(text, len(self.places))


def customer_rows(size: OfficeSize) -> Iterator[OfficeRow]:
    """One row a customer; every hundredth has its numbers and dates as people type them."""
    chance = random.Random(1)
    for n in range(size.customers):
        name, short = words.company(n)
        since = date(2005, 1, 1) + timedelta(days=chance.randrange(7000))
        staff = chance.randrange(5, 4000)
        spend = chance.randrange(20_000, 9_000_000) / 100
        typed = n % 100 == 7
        yield [
            words.code(n),
            name,
            short,
            f"91000000{n:09d}X",
            words.CATEGORIES[n % 10 % 4],
            words.INDUSTRIES[n % len(words.INDUSTRIES)],
            words.ENTERPRISE_TYPES[n % len(words.ENTERPRISE_TYPES)],
            words.KEY_TYPES[n % 4],
            words.REGIONS[n % 5],
            f"G{n % 60:02d}",
            f"示例市{words.REGIONS[n % 5]}示例路{n % 900 + 1}号",
            f"{staff:,}" if typed else staff,
            chance.randrange(0, 12),
            chance.randrange(10, 20_000),
            since.strftime("%Y年%m月%d日") if typed else since,
            f"{spend / 10_000:.2f}万" if typed else spend,
            words.PAYERS[n % 3],
            "ABCD"[n % 4],
            "ABCD"[min(3, n % 20 // 3)],
            str(271_000 + n % 148),
            f"示例经理{n % 148:03d}",
            "现有",
        ]


def contact_rows(size: OfficeSize) -> Iterator[OfficeRow]:
    """Two people a customer; the second reports to the first."""
    chance = random.Random(2)
    for n in range(size.contacts):
        customer = n % size.customers
        second = n >= size.customers
        born = date(1960, 1, 1) + timedelta(days=chance.randrange(14_000))
        yield [
            words.code(customer),
            words.person(n),
            "男女"[n % 2],
            words.DEPARTMENTS[n % len(words.DEPARTMENTS)],
            words.TITLES[n % len(words.TITLES)],
            float(15_400_000_000 + n) if n % 3 == 0 else str(15_400_000_000 + n),
            born.strftime("%Y/%m/%d") if n % 50 == 3 else born,
            "农历" if n % 5 == 0 else "公历",
            words.ROLES[n % 6],
            words.ATTITUDES[n % 5],
            words.INFLUENCES[n % 3],
            words.person(customer) if second else None,
        ]


def installed_rows(size: OfficeSize) -> Iterator[OfficeRow]:
    """Products in use: the k-th of a customer is always another product, so that every row is its own thing."""
    chance = random.Random(3)
    for n in range(size.installed):
        customer, kth = n % size.customers, n // size.customers
        code, name = words.PRODUCTS[(customer + 5 * kth) % len(words.PRODUCTS)]
        begin = date(2022, 1, 1) + timedelta(days=chance.randrange(1500))
        fee = chance.randrange(500, 800_000) / 100
        yield [
            words.code(customer),
            code,
            name,
            "电信" if n % 11 == 0 else "移动",
            chance.randrange(1, 200),
            f"{fee:,.2f}" if n % 100 == 3 else fee,
            chance.randrange(0, 50_000),
            words.CHANNELS[n % len(words.CHANNELS)],
            begin,
            begin + timedelta(days=730),
            f"HT{customer:06d}" if n % 3 == 0 else None,
        ]


def bill_rows(size: OfficeSize) -> Iterator[OfficeRow]:
    """One row a customer and month, the newest month 2026-10, ordered by month as office systems print them."""
    draw = random.Random(4).random
    for back in range(size.months - 1, -1, -1):
        year, month0 = divmod(2026 * 12 + 9 - back, 12)
        month = year * 100 + month0 + 1
        for n in range(size.customers):
            members = 5 + int(draw() * 300)
            row: OfficeRow = [words.code(n), month]
            row += [round(draw() * top, 2) for top in (20_000, 30_000, 9_000, 900, 25_000)]
            row += [
                int(draw() * 90_000),
                members,
                members - 2,
                members - 4,
                0 if draw() < 0.97 else round(draw() * 900, 2),
            ]
            yield row


SHEETS: Final[tuple[tuple[str, tuple[str, ...], Callable[[OfficeSize], Iterator[OfficeRow]]], ...]] = (
    ("集团客户", words.CUSTOMER_HEADINGS, customer_rows),
    ("联系人", words.CONTACT_HEADINGS, contact_rows),
    ("产品订购", words.INSTALLED_HEADINGS, installed_rows),
    ("月度收入", words.BILL_HEADINGS, bill_rows),
)


def make_office(path: Path, size: OfficeSize = OfficeSize()) -> Path:
    """Write the workbook to `path`, whole or not at all; the same size gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    texts = SharedTexts()
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for number, (_name, headings, rows_of) in enumerate(SHEETS, 1):
            _write_part(book, f"xl/worksheets/sheet{number}.xml", _sheet_xml(headings, rows_of(size), texts))
        _write_part(book, "xl/sharedStrings.xml", _texts_xml(texts))
        for name, text in _frame():
            _write_part(book, name, [text])
    part.replace(path)
    return path


def cached_office(size: OfficeSize = OfficeSize()) -> Path:
    """The workbook of this size, made at the first call and kept under `build/` for the next run."""
    name = f"office-{RECIPE}-{size.customers}-{size.contacts}-{size.installed}-{size.months}.xlsx"
    path = CACHE / name
    return path if path.exists() else make_office(path, size)


def _write_part(book: zipfile.ZipFile, name: str, chunks: Iterable[str]) -> None:
    info = zipfile.ZipInfo(name, MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    with book.open(info, "w", force_zip64=True) as part:
        for chunk in chunks:
            part.write(chunk.encode())


def _sheet_xml(headings: tuple[str, ...], rows: Iterator[OfficeRow], texts: SharedTexts) -> Iterator[str]:
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    letters = [chr(65 + n) for n in range(len(headings))]
    yield _row_xml(1, list(headings), letters, texts)
    chunk: list[str] = []
    for number, row in enumerate(rows, 2):
        chunk.append(_row_xml(number, row, letters, texts))
        if len(chunk) == 2000:
            yield "".join(chunk)
            chunk.clear()
    yield "".join(chunk)
    yield "</sheetData></worksheet>"


def _row_xml(number: int, row: OfficeRow, letters: list[str], texts: SharedTexts) -> str:
    cells = []
    for letter, value in zip(letters, row, strict=True):
        if value is None:
            continue
        if isinstance(value, str):
            cells.append(f'<c r="{letter}{number}" t="s"><v>{texts.place_of(value)}</v></c>')
        elif isinstance(value, date):
            cells.append(f'<c r="{letter}{number}" s="1"><v>{(value - EPOCH).days}</v></c>')
        else:
            cells.append(f'<c r="{letter}{number}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _texts_xml(texts: SharedTexts) -> Iterator[str]:
    yield f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(texts.places)}">'
    yield "".join(f"<si><t>{escape(text)}</t></si>" for text in texts.places)
    yield "</sst>"


def _frame() -> Iterator[tuple[str, str]]:
    numbers = range(1, len(SHEETS) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPES}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>{parts}</Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, *_) in enumerate(SHEETS, 1))
    yield (
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
    )
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    links += [("rId91", "styles", "styles.xml"), ("rId92", "sharedStrings", "sharedStrings.xml")]
    yield "xl/_rels/workbook.xml.rels", _relations(links)
    one = '<font><sz val="11"/><name val="Calibri"/></font>'
    yield (
        "xl/styles.xml",
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1">{one}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf xfId="0"/><xf numFmtId="14" applyNumberFormat="1" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    )


def _relations(links: list[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


if __name__ == "__main__":
    make_office(Path(sys.argv[1]))
