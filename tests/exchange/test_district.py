"""A whole district by commands: an office, two managers, one with two laptops, from the list to the hand-over."""

import shutil
from pathlib import Path

import pytest

from model.store.opening import Owner
from tests.exchange.test_commands import Desk, desk_of, files_in

LIST = "集团编码,集团名称,客户经理工号,客户经理\nG1,示例机械,M1,示例甲\nG2,示例医院,M1,示例甲\nG3,示例物流,M2,示例乙\n"
OWNERS = {
    "office": Owner("示例办公室", "O1", "office"),
    "first": Owner("示例甲", "M1"),
    "second": Owner("示例甲", "M1"),
    "colleague": Owner("示例乙", "M2"),
}


class District:
    """The desks and the folders between them."""

    def __init__(self, folder: Path, turn: int = 0) -> None:
        self.folder = folder
        self.day = "2026-11-22"
        self.turn = turn
        self.desks = {name: Desk(folder / name) for name in OWNERS}
        self.names = {"first": "示例甲", "second": "示例甲 2", "colleague": "示例乙"}

    def run(self, desk: str, *words: str, code: int = 0) -> str:
        self.turn += 1
        minutes, seconds = divmod(self.turn, 60)
        now = f"{self.day}T{1 + minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}+00:00"
        return self.desks[desk].run("--today", self.day, "--now", now, *words, code=code)

    def admit(self, name: str) -> None:
        """Enrolment, compared by voice, and the first files."""
        asked, answer = self.folder / f"{name}.mbe", self.folder / f"{name}-first"
        said = self.run(name, "exchange", "enrol", "--out", str(asked))
        words = said.split("：")[-1].strip()
        self.run("office", "exchange", "admit", str(asked), "--fingerprint", words, "--out", str(answer))
        self.run(name, "exchange", "import", str(answer), "--yes")

    def round(self, *names: str) -> None:
        """Each laptop's files to the office's inbox, and the office's to each laptop."""
        inbox = self.folder / "inbox"
        for name in names:
            self.run(name, "exchange", "export", "--to", "office", "--out", str(inbox))
        self.run("office", "exchange", "inbox", str(inbox))
        for name in names:
            down = self.folder / f"down-{name}-{self.turn}"
            self.run("office", "exchange", "export", "--to", self.names[name], "--out", str(down))
            self.run(name, "exchange", "import", str(down))

    def dump(self, desk: str, code: str) -> str:
        return self.run(desk, "dump", "--customer", code, "--full", "--reason", "比对")

    def has(self, desk: str, code: str) -> bool:
        return f'"{code}"' in self.run(desk, "list", "customers", "--json")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> District:
    """The customers listed and assigned, three laptops admitted; made once and copied for each test."""
    folder = tmp_path_factory.mktemp("district")
    for name, owner in OWNERS.items():
        desk_of(folder / name, owner)
    made = District(folder)
    (folder / "集团客户.csv").write_text(LIST, "utf-8-sig")
    made.run("office", "import", str(folder / "集团客户.csv"))
    for name in ("first", "second", "colleague"):
        made.admit(name)
    made.run("office", "exchange", "assign", "G1", "G2", "--to", "M1")
    made.run("office", "exchange", "assign", "G3", "--to", "M2")
    made.round("first", "second", "colleague")
    return made


@pytest.fixture
def district(begun: District, tmp_path: Path) -> District:
    shutil.copytree(begun.folder, tmp_path, dirs_exist_ok=True)
    return District(tmp_path, begun.turn)


def note(district: District, desk: str, code: str, words: str, exit_code: int = 0) -> str:
    return district.run(
        desk, "visit", "add", "--customer", code, "--date", "2026-11-20", "--note", words, code=exit_code
    )


def test_a_district_works_exchanges_and_hands_over(district: District) -> None:
    assert [district.has("first", code) for code in ("G1", "G2", "G3")] == [True, True, False]
    assert [district.has("colleague", code) for code in ("G1", "G3")] == [False, True]
    note(district, "first", "G1", "甲在第一台电脑上写")
    note(district, "second", "G1", "甲在第二台电脑上写")
    note(district, "colleague", "G3", "乙写")
    # The two laptops of one person also meet without the office.
    beside = district.folder / "beside"
    district.run("first", "exchange", "export", "--to", "示例甲 2", "--out", str(beside))
    district.run("second", "exchange", "import", str(beside))
    assert "甲在第一台电脑上写" in district.dump("second", "G1")
    district.round("first", "second", "colleague")
    district.round("first", "second", "colleague")
    assert district.dump("first", "G1") == district.dump("second", "G1") == district.dump("office", "G1")
    assert district.dump("colleague", "G3") == district.dump("office", "G3")

    district.run("office", "exchange", "assign", "G1", "--to", "M2")
    note(district, "first", "G1", "移交前还没交上去的一条")
    district.round("first")
    assert "read" in note(district, "first", "G1", "太迟", 1) or not district.has("first", "G1")
    district.round("first", "second", "colleague")
    district.round("first", "second", "colleague")
    assert [district.has(desk, "G1") for desk in ("first", "second", "colleague")] == [False, False, True]
    assert "移交前还没交上去的一条" in district.dump("colleague", "G1")
    assert district.dump("colleague", "G1") == district.dump("office", "G1")
    assert district.has("first", "G2")
    for desk in district.desks:
        district.run(desk, "check")


def test_a_cover_begins_and_ends_by_itself_and_a_lost_laptop_is_replaced(district: District) -> None:
    district.run(
        "office", "exchange", "cover", "G2", "--by", "M2", "--from", "2026-11-24", "--to", "2026-11-25"
    )  # fmt: skip
    district.round("colleague")
    assert not district.has("colleague", "G2")
    district.day = "2026-11-24"
    district.round("colleague")
    assert district.has("colleague", "G2")
    note(district, "colleague", "G2", "代管期间的拜访")
    district.day = "2026-11-26"
    district.round("first", "colleague")
    district.round("first", "colleague")
    assert not district.has("colleague", "G2")
    assert "代管期间的拜访" in district.dump("first", "G2")

    district.run("office", "exchange", "revoke", "示例甲")
    lost = district.folder / "lost"
    district.run("first", "exchange", "export", "--to", "office", "--out", str(lost))
    assert files_in(lost)
    assert "停用" in district.run("office", "exchange", "inbox", str(lost), code=1)
    assert files_in(lost / "refused")
    district.round("second")
    assert "代管期间的拜访" in district.dump("second", "G2")
