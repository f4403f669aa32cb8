"""What a person reads who wrote a command wrongly."""

import re

import pytest

from tests.cli.conftest import Run

WRONG = (
    (),
    ("frob",),
    ("list",),
    ("report", "priority"),
    ("list", "customers", "--frob"),
    ("list", "customers", "--limit"),
    ("list", "customers", "--limit", "x"),
    ("list", "customers", "--json=x"),
    ("list", "customers", "more", "words"),
    ("import", "a.xlsx", "--mode", "q"),
)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_said_in_one_chinese_sentence(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words, before=("--lang", "zh_CN"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert re.search("[\u4e00-\u9fff]{2}", ended.err.removeprefix("用法有误："))
    assert not re.search(r"\b(missing|invalid|value for|such|argument|requires|should|got|take)\b", ended.err.lower())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list", "customers", "--limit"), "Wrong usage: --limit wants a value."),
        (("list", "customers", "--limit", "x"), "Wrong usage: --limit wants a whole number."),
        (("import", "a.xlsx", "--mode", "q"), "Wrong usage: --mode wants one of: 'create', 'merge', 'update'."),
        (("submission", "check", "--month", "2026-13"), "Wrong usage: --month wants a month as YYYY-MM."),
        (("submission", "check", "--month", "9999-12"), "Wrong usage: --month wants a month as YYYY-MM."),
        (("--today", "soon", "check"), "Wrong usage: --today wants a day as YYYY-MM-DD."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_it_names_what_is_wrong(run: Run, words: tuple[str, ...], sentence: str) -> None:
    assert run(*words, before=("--lang", "en")).err == sentence + "\n"
