"""The key file: whatever happens to it or to the passphrase ends in one sentence."""

import random
from pathlib import Path

import pytest

from model.errors import UserError
from model.store.keys import (
    key_path,
    make_key,
    normal_recovery_code,
    rewrap_key,
    unwrap_key,
    unwrap_with_recovery,
)
from resources.i18n import LANGUAGES, set_language
from tests.builders import CHEAP


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Where a store would stand."""
    return tmp_path / "store.db"


@pytest.mark.parametrize("passphrase", ["梅花香自苦寒来", "x", "a" * 1000, "空 格 two words", "全角ＡＢＣ"])
def test_a_passphrase_of_any_shape_gives_the_key_back(store_file: Path, passphrase: str) -> None:
    key, _code = make_key(store_file, passphrase, CHEAP)
    assert unwrap_key(store_file, passphrase) == key


def test_full_width_letters_typed_by_an_input_method_are_the_same_passphrase(store_file: Path) -> None:
    key, _code = make_key(store_file, "ＡＢＣ123", CHEAP)
    assert unwrap_key(store_file, "ABC１２３") == key


@pytest.mark.parametrize("passphrase", ["", "   ", "a" * 1025])
def test_an_empty_or_endless_passphrase_is_refused_and_leaves_no_key_file(store_file: Path, passphrase: str) -> None:
    with pytest.raises(UserError):
        make_key(store_file, passphrase, CHEAP)
    assert not key_path(store_file).exists()


@pytest.mark.parametrize("wrong", ["secre", "secrets", "SECRET", ""])
def test_a_wrong_passphrase_is_said_to_be_wrong(store_file: Path, wrong: str) -> None:
    make_key(store_file, "secret", CHEAP)
    with pytest.raises(UserError, match="口令"):
        unwrap_key(store_file, wrong)


def test_the_recovery_code_opens_as_a_person_copies_it(store_file: Path) -> None:
    key, code = make_key(store_file, "secret", CHEAP)
    assert unwrap_with_recovery(store_file, code) == key
    assert unwrap_with_recovery(store_file, code.lower().replace("-", " ")) == key
    assert unwrap_with_recovery(store_file, code.replace("0", "O").replace("1", "l")) == key


def test_a_recovery_code_of_another_store_is_refused(store_file: Path, tmp_path: Path) -> None:
    make_key(store_file, "secret", CHEAP)
    _key, other = make_key(tmp_path / "other.db", "secret", CHEAP)
    for wrong in (other, other[:-2], "", "not a code at all"):
        with pytest.raises(UserError):
            unwrap_with_recovery(store_file, wrong)


def test_recovery_codes_hold_128_bits(store_file: Path) -> None:
    _key, code = make_key(store_file, "secret", CHEAP)
    assert len(normal_recovery_code(code)) * 5 >= 128


def test_a_new_passphrase_keeps_the_key_and_the_recovery_code(store_file: Path) -> None:
    key, code = make_key(store_file, "first", CHEAP)
    rewrap_key(store_file, key, "second", CHEAP)
    assert unwrap_key(store_file, "second") == key
    assert unwrap_with_recovery(store_file, code) == key
    with pytest.raises(UserError):
        unwrap_key(store_file, "first")


def test_a_missing_key_file_says_so(store_file: Path) -> None:
    with pytest.raises(UserError, match=r"store\.db\.key"):
        unwrap_key(store_file, "secret")


def test_a_key_file_cut_at_any_byte_is_refused(store_file: Path) -> None:
    make_key(store_file, "secret", CHEAP)
    whole = key_path(store_file).read_bytes()
    for length in range(len(whole)):
        key_path(store_file).write_bytes(whole[:length])
        with pytest.raises(UserError):
            unwrap_key(store_file, "secret")


def test_a_key_file_with_one_flipped_bit_never_gives_a_key(store_file: Path) -> None:
    key, _code = make_key(store_file, "secret", CHEAP)
    whole = key_path(store_file).read_bytes()
    chance = random.Random(7)
    for _turn in range(300):
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        key_path(store_file).write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            found = unwrap_key(store_file, "secret")
        except UserError:
            continue
        assert found == key, "a flip in the letter case of a name may be read, but never gives another key"


def test_a_key_file_of_a_newer_program_is_refused_in_both_languages(store_file: Path) -> None:
    make_key(store_file, "secret", CHEAP)
    text = key_path(store_file).read_text()
    key_path(store_file).write_text(text.replace('"format":1', '"format":2'))
    sentences = []
    for language in LANGUAGES:
        set_language(language)
        with pytest.raises(UserError) as caught:
            unwrap_key(store_file, "secret")
        sentences.append(caught.value.sentence)
    assert sentences[0] != sentences[1]


def test_the_key_file_is_its_owners_alone(store_file: Path) -> None:
    make_key(store_file, "secret", CHEAP)
    assert key_path(store_file).stat().st_mode & 0o077 == 0


def test_neither_passphrase_nor_key_stands_in_the_key_file(store_file: Path) -> None:
    key, code = make_key(store_file, "secret", CHEAP)
    content = key_path(store_file).read_bytes()
    assert b"secret" not in content
    assert key not in content
    assert code.encode() not in content
