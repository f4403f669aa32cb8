"""Csv files as office systems write them: UTF-8 with or without BOM, UTF-16, or GB18030; comma, semicolon or tab."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from model.errors import UserError
from resources.i18n import _

_DELIMITERS: Final = ",\t;|"
_SAMPLE: Final = 1 << 16
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class CsvFile:
    """A csv file whose encoding and delimiter are known."""

    path: Path
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[list[str]]:
        """Every row as texts; raises `UserError` where the file stops being a table (a text without end, a NUL)."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=False)
            try:
                yield from reader
            except csv.Error as error:
                sentence = _("“{name}” cannot be read as a table from line {line} on.")
                raise UserError(sentence.format(name=self.path.name, line=reader.line_num + 1)) from error


def open_csv(path: Path) -> CsvFile:
    """Find out how a csv file is written; raises `UserError` when it is not text in a known encoding."""
    encoding = _encoding_of(path)
    if encoding is None:
        sentence = _("“{name}” is not a text table in UTF-8 or GB18030. Save it in Excel as “CSV UTF-8” and retry.")
        raise UserError(sentence.format(name=path.name))
    return CsvFile(path, encoding, _delimiter_of(path, encoding))


def _encoding_of(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8", "gb18030"]
    return next((name for name in candidates if _decodes(path, name)), None)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeError:
                return False
            if "\0" in text:
                return False
            if not block:
                return True


def _delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter that stands in most of the first lines, outside quotes; a comma when none does."""
    with path.open(encoding=encoding) as file:
        lines = file.read(_SAMPLE).splitlines()[:20]
    plain = ["".join(line.split('"')[::2]) for line in lines]
    counts = {mark: [line.count(mark) for line in plain] for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (sum(1 for count in counts[mark] if count), max(counts[mark], default=0)))
