"""Turns the .po files of a language, one a feature, into its one .mo: `python -m resources.i18n.compile`."""

import os
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
MADE = datetime(2026, 11, 1, tzinfo=UTC)
"""Stands in the header for the time of writing, which would make every compilation another file."""


def catalogue_of(language: str) -> Catalog:
    """Every message of a language's .po files in one catalogue; raises `ValueError` where two files differ."""
    whole = Catalog(locale=language, domain="meiban", fuzzy=False, creation_date=MADE)
    for path in sorted((HERE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if not message.id:
                    continue
                known = whole.get(message.id)
                if known is not None and known.string != message.string:
                    raise ValueError(
                        f"{path.name}: {message.id!r} is {message.string!r} here, {known.string!r} elsewhere"
                    )
                whole.add(message.id, message.string)
    return whole


def compile_language(language: str) -> Path:
    """Write `<language>/meiban.mo`; the same .po files give the same bytes."""
    target = HERE / language / "meiban.mo"
    whole = catalogue_of(language)
    part = target.with_name(f"meiban.{os.getpid()}.part")
    with part.open("wb") as file:
        write_mo(file, whole)
    part.replace(target)
    return target


if __name__ == "__main__":
    compile_language("zh_CN")
