"""Reading a column at once says what reading its cells one by one says."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from model.enumerations import ENUMERATIONS
from model.intake.cells import Cell, UnreadableError, narrow
from model.intake.kinds import (
    BIRTHDAY,
    CODE,
    COUNT,
    DATE,
    FIGURE,
    FLAG,
    MONEY,
    MONTH,
    NAME,
    PHONE,
    TEXT,
    USAGE,
    ColumnReader,
    Kind,
    choice_of,
    choices_of,
    money_in,
)
from model.intake.words import WORDS, words_of
from resources.i18n import _, set_language

KINDS = (TEXT, NAME, CODE, PHONE, DATE, MONTH, FLAG, FIGURE, MONEY, COUNT, USAGE, BIRTHDAY, money_in(10_000))
CELLS = st.one_of(
    st.sampled_from(
        ["", "G001", "13812345678", "1,234.50", "1.2万", "2026-11-03", "是", "示例", "#N/A", "１２３", None]
    ),
    st.floats(0, 1e7).map(lambda number: round(number, 2)),
    st.integers(0, 99999).map(float),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.text(max_size=8),
)
COLUMNS = st.one_of(
    st.lists(CELLS, max_size=12),
    st.lists(st.floats(0, 1e7).map(lambda number: round(number, 2)), max_size=12),
    st.lists(st.integers(0, 99999).map(float), max_size=12),
    st.lists(st.text("abcG0123456789示例 ", max_size=8), max_size=12),
)


def one_by_one(kind: Kind, cells: list[Cell]) -> list[object]:
    """What each cell is by itself, the reason where it is unreadable."""
    found: list[object] = []
    for cell in cells:
        try:
            found.append(kind.one(cell))
        except UnreadableError as unreadable:
            found.append(unreadable.reason)
    return found


@given(COLUMNS, st.sampled_from(KINDS))
def test_a_column_reads_like_its_cells(cells: list[Cell], kind: Kind) -> None:
    values, problems = ColumnReader(kind).read(cells)
    found: list[object] = list(values)
    for problem in problems:
        assert values[problem.index] is None
        found[problem.index] = problem.reason
    assert found == one_by_one(kind, cells)


def test_a_remembered_text_is_read_again_alike() -> None:
    reader = ColumnReader(DATE)
    first, _problems = reader.read(["2026-11-03", "bad"])
    again, problems = reader.read(["bad", "2026-11-03"])
    assert first[0] == again[1] == date(2026, 11, 3)
    assert [problem.index for problem in problems] == [0]


def test_every_enumeration_read_from_files_knows_all_its_labels() -> None:
    for enumeration, words in WORDS.items():
        assert set(words) == set(ENUMERATIONS[enumeration])
        for language in ("zh_CN", "en"):
            set_language(language)
            for code, label in ENUMERATIONS[enumeration].items():
                assert words_of(enumeration)[narrow(_(label)).casefold()] == code, (enumeration, label)
    set_language("zh_CN")


def test_a_choice_is_known_by_label_code_and_alias() -> None:
    kind = choice_of(words_of("member_status"))
    assert [kind.one(cell) for cell in ("在网", "active", "In service", "停机", " 离网 ")] == [
        "active",
        "active",
        "active",
        "suspended",
        "left",
    ]


def test_several_roles_stand_in_one_cell() -> None:
    kind = choices_of(words_of("buying_role"))
    assert kind.one("决策者、使用者") == "decider,user"
    assert kind.one("采购者/出钱者") == "buyer"
    assert kind.one("决策者；决策者") == "decider"
