"""What events are called where they count one thing or many."""

import ast
import re

import pytest

from model.store.event_words import event_title
from resources.i18n import set_language
from tests.architecture.sources import room_sources


def counting_labels() -> set[str]:
    """The first text of every `context.write(…)` and constant that names an event by a count."""
    texts = set()
    for source in room_sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and re.search(r"\{count\} [a-z ]+s\b", str(first.value)):
                    texts.add(str(first.value))
    return texts


@pytest.mark.parametrize(
    ("label", "one"),
    [
        ("Delete {count} opportunities", "Delete 1 opportunity"),
        ("Bring back {count} deleted rows", "Bring back 1 deleted row"),
        ("{count} answer sheets taken out", "1 answer sheet taken out"),
        ("Take {count} lines out of the work log", "Take 1 line out of the work log"),
        ("Cover {count} customers for some days", "Cover 1 customer for some days"),
        ("{count} promises kept", "1 promise kept"),
    ],
)
def test_one_thing_is_said_in_the_singular_in_english_alone(label: str, one: str) -> None:
    set_language("en")
    assert event_title(label, {"count": 1}) == one
    assert event_title(label, {"count": 2}) == label.format(count=2)
    set_language("zh_CN")
    assert "1" in event_title(label, {"count": 1})
    assert event_title(label, {"count": 1}) == event_title(label, {"count": 2}).replace("2", "1")


def test_every_label_that_counts_reads_well_of_one() -> None:
    set_language("en")
    labels = counting_labels()
    assert len(labels) > 20
    for label in labels:
        others = {name: "x" for name in re.findall(r"\{(\w+)\}", label) if name != "count"}
        assert not re.search(r"\b1 (?:[a-z]+ )?[a-z]+[^s]s\b", event_title(label, {"count": 1, **others})), label
