"""What a user event is called: its label with its figures, in the reader's language."""

import re
from collections.abc import Mapping
from typing import Final

from resources.i18n import _, language

_MANY: Final = re.compile(r"(?<=\{count\})((?: [a-z]+)*? [a-z]+?)(ies|s)\b")
"""The first plural after the count of an English label; every label names what it counts right behind it."""


def event_title(label: str, params: Mapping[str, str | int]) -> str:
    """The label in words; an English one that counts a single thing says it in the singular."""
    if params.get("count") == 1 and language() == "en":
        label = _MANY.sub(lambda found: found[1] + ("y" if found[2] == "ies" else ""), label, count=1)
    return _(label).format(**params)
