"""Files that cannot be read, each ending in one sentence in both languages."""

import os
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import UserError
from reports import workbook_guard
from reports.workbook import open_workbook
from resources.i18n import set_language
from tests.papers.made_files import make_workbook, sheet_xml

ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>集团编码</t></is></c></row>'


def text_file(folder: Path) -> Path:
    path = folder / "a.xlsx"
    path.write_text("no workbook")
    return path


def other_archive(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return folder / "a.xlsx"


def empty_file(folder: Path) -> Path:
    (folder / "a.xlsx").write_bytes(b"")
    return folder / "a.xlsx"


def truncated(folder: Path) -> Path:
    path = make_workbook(folder / "a.xlsx", ROWS)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def byte_flipped(folder: Path) -> Path:
    path = make_workbook(folder / "a.xlsx", ROWS * 50)
    content = bytearray(path.read_bytes())
    at = content.find(b"xl/worksheets/sheet1.xml") + 40
    content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    return path


def broken_xml(folder: Path) -> Path:
    return make_workbook(
        folder / "a.xlsx", extra={"xl/sharedStrings.xml": b"<sst><si><t>x"}, rows='<row r="1"><c r="A1" t='
    )


def password_protected(folder: Path) -> Path:
    path = folder / "a.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    return path


def old_excel(folder: Path) -> Path:
    path = folder / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + bytes(600))
    return path


def external_links(folder: Path) -> Path:
    return make_workbook(folder / "a.xlsx", ROWS, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def declared_bomb(folder: Path) -> Path:
    blank = sheet_xml("").replace("</sheetData>", " " * 1000 + "</sheetData>").encode()
    parts = {f"xl/worksheets/sheet{number}.xml": blank for number in range(2, 4)}
    path = make_workbook(folder / "a.xlsx", ROWS, parts)
    content = path.read_bytes()
    size = struct.pack("<I", len(blank))
    path.write_bytes(content.replace(size, struct.pack("<I", 0x7FFFFFFF)))
    return path


def lying_bomb(folder: Path) -> Path:
    path = make_workbook(folder / "a.xlsx", " " * 3_000_000)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = struct.pack("<I", archive.getinfo("xl/worksheets/sheet1.xml").file_size)
    path.write_bytes(content.replace(size, struct.pack("<I", 1000)))
    return path


def far_corner(folder: Path) -> Path:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return make_workbook(folder / "a.xlsx", ROWS + far)


def missing(folder: Path) -> Path:
    return folder / "a.xlsx"


def a_folder(folder: Path) -> Path:
    (folder / "a.xlsx").mkdir()
    return folder / "a.xlsx"


def binary_csv(folder: Path) -> Path:
    (folder / "a.csv").write_bytes(bytes(range(256)) * 10)
    return folder / "a.csv"


MAKERS = [
    text_file, other_archive, empty_file, truncated, byte_flipped, broken_xml, password_protected, old_excel,
    external_links, declared_bomb, lying_bomb, far_corner, missing, a_folder, binary_csv,
]  # fmt: skip


def read_whole(path: Path) -> None:
    book = open_workbook(path)
    for sheet in book.sheets:
        list(book.rows(sheet))


@pytest.fixture(params=["zh_CN", "en"])
def reader_language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("zh_CN")


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: str(make.__name__))
def test_a_hostile_file_ends_in_one_sentence(
    make: Callable[[Path], Path], tmp_path: Path, reader_language: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(UserError) as caught:
        read_whole(path)
    sentence = caught.value.sentence
    assert "\n" not in sentence
    assert sentence.endswith("。" if reader_language == "zh_CN" else ".")
    assert str(tmp_path) not in sentence


def test_a_part_is_measured_as_it_really_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_guard, "LARGEST_TABLE", 10_000)
    path = make_workbook(tmp_path / "a.xlsx", ROWS, {"xl/sharedStrings.xml": b" " * 20_000})
    with pytest.raises(UserError):
        open_workbook(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither root nor Windows")
def test_a_file_nobody_may_read_says_so(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx", ROWS)
    path.chmod(0)
    with pytest.raises(UserError):
        open_workbook(path)


def test_a_million_empty_rows_are_read_at_once(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{number}" spans="1:9" ht="15"/>' for number in range(2, 1_048_577))
    path = make_workbook(tmp_path / "a.xlsx", ROWS + blank)
    begun = time.monotonic()
    rows = list(open_workbook(path).rows("客户"))
    print(f"1,048,576 rows: {time.monotonic() - begun:.2f} s")
    assert rows == [["集团编码"]]


def test_a_million_formatted_empty_rows_are_read_at_once(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(2, 1_048_577))
    path = make_workbook(tmp_path / "a.xlsx", ROWS + blank)
    assert [row for row in open_workbook(path).rows("客户") if row != [""]] == [["集团编码"]]


def test_a_csv_row_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"' + "x" * 200_000)
    with pytest.raises(UserError):
        list(open_workbook(path).rows("a"))
