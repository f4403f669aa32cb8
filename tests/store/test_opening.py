"""Opening: files missing, damaged, newer, read-only or held; a half-made store is never met."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from model.customers.records import Customer
from model.errors import UserError
from model.store.checking import check_store
from model.store.database import Database, connect
from model.store.keys import key_path
from model.store.opening import change_passphrase, create_store, open_store, open_with_recovery
from resources.i18n import LANGUAGES, set_language
from tests.builders import CHEAP, OWNER, PASSPHRASE, add_customer, make_from_nothing, make_store, reopen, still_clock
from tests.store.mounts import read_only_file, small_disk


def opened(path: Path, passphrase: str = PASSPHRASE) -> Database:
    """The store at a path, by its passphrase."""
    return open_store(path, passphrase, still_clock(), path.parent / "device")


def refused(path: Path) -> str:
    """The sentence a store is refused with, checked to differ between the languages."""
    sentences = []
    for language in reversed(LANGUAGES):
        set_language(language)
        with pytest.raises(UserError) as caught:
            opened(path).close()
        sentences.append(caught.value.sentence)
    assert len(set(sentences)) == len(LANGUAGES)
    return sentences[-1]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A store with a few customers, closed."""
    database = make_store(tmp_path)
    for number in range(20):
        add_customer(database, f"G{number:03}", f"示例{number}有限公司", remarks="备注" * 200)
    database.close()
    return database.path


def test_a_store_opens_the_next_day_with_everything_in_it(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    add_customer(database)
    again = reopen(database)
    with again.read() as session:
        assert session.scalars(select(Customer.group_code)).all() == ["G001"]
    again.close()


def test_the_file_shows_nothing_to_who_has_no_key(closed: Path) -> None:
    content = closed.read_bytes()
    assert "示例".encode() not in content
    assert b"SQLite format" not in content
    assert b"customer" not in content


def test_a_store_that_was_deleted_is_said_to_be_missing(closed: Path) -> None:
    closed.unlink()
    assert "store.db" in refused(closed)


def test_a_store_whose_key_file_was_deleted_says_which_file(closed: Path) -> None:
    key_path(closed).unlink()
    assert "store.db.key" in refused(closed)


def test_a_store_cut_short_is_damaged(closed: Path) -> None:
    whole = closed.read_bytes()
    for length in (0, 100, 4096, len(whole) // 2):
        closed.write_bytes(whole[:length])
        try:
            database = opened(closed)
        except UserError:
            continue
        findings = check_store(database)
        database.close()
        assert [finding.kind for finding in findings] == ["damage"]


def test_a_flipped_byte_is_found_wherever_it_is(closed: Path) -> None:
    whole = closed.read_bytes()
    chance = random.Random(3)
    for _turn in range(12):
        at = chance.randrange(16, len(whole))
        closed.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        try:
            database = opened(closed)
        except UserError:
            continue
        findings = check_store(database)
        database.close()
        assert [finding.kind for finding in findings] == ["damage"]


def test_a_file_that_is_no_store_is_damaged(closed: Path) -> None:
    closed.write_bytes(b"not a database at all" * 1000)
    assert refused(closed)


def test_a_newer_store_is_refused_and_not_touched(closed: Path) -> None:
    database = opened(closed)
    key = database.key
    database.close()
    connection = connect(closed, key)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = closed.read_bytes()
    assert refused(closed)
    assert closed.read_bytes() == before


def test_a_read_only_store_is_refused(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=16) as disk:
        database = make_store(disk.folder)
        database.close()
        with disk.read_only():
            assert refused(database.path)
        opened(database.path).close()


def test_a_read_only_key_file_opens_the_store_and_keeps_its_passphrase(closed: Path) -> None:
    with read_only_file(key_path(closed)):
        database = opened(closed)
        with pytest.raises(UserError):
            change_passphrase(database, "another one", CHEAP)
        database.close()
        opened(closed).close()
    assert sorted(path.name for path in closed.parent.glob("store.db.key*")) == ["store.db.key"]


def test_one_store_is_held_by_one_instance(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    assert "store.db" in refused(database.path)
    database.close()
    opened(database.path).close()


def test_a_second_store_is_not_made_over_the_first(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(UserError):
        create_store(closed, "other", OWNER, still_clock(), closed.parent / "device", CHEAP)
    assert closed.read_bytes() == before
    opened(closed).close()


def test_what_is_left_of_a_half_made_store_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "store.db.new").write_bytes(b"half")
    (tmp_path / "store.db.key").write_bytes(b"half")
    make_from_nothing(tmp_path / "store.db").close()
    assert (tmp_path / "store.db.key.old").read_bytes() == b"half"


def test_a_new_passphrase_opens_and_the_old_one_no_more(closed: Path) -> None:
    database = opened(closed)
    change_passphrase(database, "another one", CHEAP)
    database.close()
    opened(closed, "another one").close()
    with pytest.raises(UserError):
        opened(closed)


def test_a_forgotten_passphrase_costs_nothing_with_the_recovery_code(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database, code = create_store(path, "forgotten", OWNER, still_clock(), tmp_path / "device", CHEAP)
    database.close()
    open_with_recovery(path, code, "remembered", still_clock(), tmp_path / "device").close()
    opened(path, "remembered").close()


def test_the_key_is_never_in_what_the_engine_prints(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    printed = repr(database.engine) + str(database.engine.url)
    database.close()
    assert database.key.hex() not in printed
