"""Prints what has no Chinese yet, ready to paste into a .po: `python -m tests.architecture.untranslated [PATH…]`."""

import json
import sys

from resources.i18n.compile import catalogue_of
from tests.architecture.sources import room_sources
from tests.architecture.texts import marked_texts


def untranslated(prefixes: tuple[str, ...]) -> dict[str, str]:
    """English id → first place, for the files whose path begins with a prefix; all where none is given."""
    chinese = catalogue_of("zh_CN")
    missing: dict[str, str] = {}
    for source in room_sources():
        if not prefixes or source.path.startswith(prefixes):
            for text in marked_texts(source):
                message = chinese.get(text.english)
                if message is None or not message.string:
                    missing.setdefault(text.english, text.place)
    return missing


if __name__ == "__main__":
    for english, place in untranslated(tuple(sys.argv[1:])).items():
        sys.stdout.write(f'#: {place}\nmsgid {json.dumps(english, ensure_ascii=False)}\nmsgstr ""\n\n')
