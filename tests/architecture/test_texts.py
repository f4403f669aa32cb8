"""Every text that a person reads stands in Chinese, with the same placeholders, in the compiled file too."""

import ast

import pytest
from babel.messages.catalog import Catalog

from model.retention.calendars import SHIPPED
from resources.i18n import DEFAULT_LANGUAGE, _n, set_language
from resources.i18n.compile import HERE, catalogue_of
from tests.architecture.sources import Source, room_sources
from tests.architecture.texts import (
    Text,
    compiled,
    marked_texts,
    placeholders,
    put_together,
    too_early,
    translation_faults,
    unlike_in_number,
)

Read = tuple[list[Text], list[str], set[object]]
_CHECKS = (put_together, too_early, unlike_in_number)


def small(english: str, translated: str) -> Catalog:
    """A catalogue of one text."""
    catalogue = Catalog(locale="zh_CN")
    catalogue.add(english, translated)
    return catalogue


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    """Every Chinese text of the .po files."""
    return catalogue_of("zh_CN")


@pytest.fixture(scope="module")
def read() -> Read:
    """The rooms' marked texts, those put together or looked up too early, and all constants; files are parsed once."""
    texts: list[Text] = []
    faults: list[str] = []
    constants: set[object] = set(SHIPPED.read_text(encoding="utf-8").replace("\n", ",").split(","))
    for source in room_sources():
        texts += marked_texts(source)
        faults += [fault for check in _CHECKS for fault in check(source)]
        constants |= {node.value for node in ast.walk(source.tree) if isinstance(node, ast.Constant)}
    return texts, faults, constants


def test_every_text_is_translated_with_the_same_placeholders(read: Read, chinese: Catalog) -> None:
    faults = [fault for text in read[0] for fault in translation_faults(text, chinese)]
    assert not faults, "\n".join(faults)


def test_no_chinese_is_kept_of_what_is_said_nowhere(read: Read, chinese: Catalog) -> None:
    kept = [message.id if isinstance(message.id, str) else message.id[0] for message in chinese if message.id]
    assert not [english for english in kept if english not in read[2]]


def test_the_compiled_texts_are_those_of_the_po_files(chinese: Catalog) -> None:
    assert (HERE / "zh_CN" / "meiban.mo").read_bytes() == compiled(chinese), "run make i18n"


def test_no_text_is_put_together_or_looked_up_too_early(read: Read) -> None:
    assert not read[1], "\n".join(read[1])


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("Save as", ""),
        ("Save as", "Save as"),
        ("{count} customers", "客户"),
        ("{count} customers", "{number} 家客户"),
        ("{} customers", "{} 家客户"),
    ],
)
def test_a_wrong_translation_is_found(english: str, translated: str) -> None:
    assert list(translation_faults(Text("a.py:1", english), small(english, translated)))


@pytest.mark.parametrize(
    ("english", "translated"), [("{count} customers", "{count} 家客户"), ("A", "A"), ("PDF", "PDF")]
)
def test_a_right_translation_passes(english: str, translated: str) -> None:
    assert not list(translation_faults(Text("a.py:1", english), small(english, translated)))


def test_texts_are_found_in_calls_and_constants() -> None:
    source = Source("a.py", 'A = N_("Visit")\n\ndef f():\n    return _("Add a "\n        "visit").format(n=1)\n')
    assert sorted(text.english for text in marked_texts(source)) == ["Add a visit", "Visit"]


def test_of_a_counted_text_the_one_of_many_is_translated_and_both_have_its_placeholders() -> None:
    (text,) = marked_texts(Source("a.py", 'def f(n):\n    return _n("{count} day", "{count} days", n)'))
    assert text.english == "{count} days"
    alike = 'def f(n):\n    return _n("{count} of {x}", "{count} of {x}s", n, x=1)'
    assert not list(unlike_in_number(Source("a.py", alike)))
    for wrong in ('_n("{count} of {x}", "{count} days", n)', '_n("a day", "days", n)', '_n(one, "{count} days", n)'):
        assert list(unlike_in_number(Source("a.py", f"def f(n):\n    return {wrong}"))), wrong


def test_one_thing_is_said_in_the_singular_in_english_alone() -> None:
    try:
        set_language("en")
        assert _n("{count} day ago", "{count} days ago", 1) == "1 day ago"
        assert _n("{count} day ago", "{count} days ago", 1200) == "1,200 days ago"
        set_language("zh_CN")
        assert _n("{count} day ago", "{count} days ago", 1) == "1 天前"
    finally:
        set_language(DEFAULT_LANGUAGE)


@pytest.mark.parametrize("text", ['f"{x} visits"', '"a" + x', '"{n}".format(n=1)', '"%s" % x'])
def test_a_text_put_together_is_found(text: str) -> None:
    assert list(put_together(Source("a.py", f"def f():\n    return _({text})\n")))


@pytest.mark.parametrize(
    "text", ['A = _("Visit")', 'class A:\n    title = _("Visit")', 'def f(a=_("Visit")):\n    return a']
)
def test_a_text_looked_up_too_early_is_found(text: str) -> None:
    assert list(too_early(Source("a.py", text)))


def test_a_text_looked_up_at_use_passes() -> None:
    source = Source(
        "a.py",
        'def f():\n    return _("x")\n\nA = lambda: _("Visit")\n\nclass B:\n    def t(self):\n        return _("x")',
    )
    assert not list(too_early(source))


def test_placeholders_know_names_and_formats() -> None:
    assert placeholders("{name} has {count:,} of {total!r} {{so}}") == {"name", "count", "total"}
