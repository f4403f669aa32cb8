"""The directory of devices, enrolment and the spoken fingerprint."""

import msgspec
import pytest
from pypinyin import lazy_pinyin

from model.exchange.directory import (
    enrolment_file,
    opened,
    read_enrolment,
    signed,
    signer,
    signing_keys,
    with_device,
    with_revoked,
)
from model.exchange.fingerprint import same_words, spoken, words
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import Device, Directory, DirectoryLine, Enrolment
from tests.exchange.world import Maker, some_id

OFFICE = Maker(1)
LAPTOP = Maker(2)
NOW = "2026-11-22T08:00:00+00:00"


def a_device(maker: Maker, name: str = "示例甲 1") -> Device:
    return Device(name, some_id(77), "T001", "manager", maker.public.signing, maker.public.sealing, NOW)


def a_directory() -> Directory:
    return with_device(Directory(1, "示例办公室", []), a_device(LAPTOP))


def test_a_directory_is_believed_from_the_office_alone() -> None:
    line = signed(a_directory(), OFFICE.keys)
    assert opened(line, OFFICE.public.signing) == a_directory()
    with pytest.raises(FileRefusedError):
        opened(line, LAPTOP.public.signing)
    with pytest.raises(FileRefusedError):
        opened(DirectoryLine(line.body.replace("manager", "office "), line.signature), OFFICE.public.signing)
    with pytest.raises(FileRefusedError):
        opened(DirectoryLine(line.body, line.signature[:-1]), OFFICE.public.signing)


def test_a_device_in_the_directory_may_speak() -> None:
    directory = a_directory()
    assert signing_keys(directory) == [LAPTOP.public.signing]
    assert signer(directory, LAPTOP.public.signing).device.name == "示例甲 1"


def test_a_revoked_device_is_refused_by_its_name() -> None:
    directory = with_revoked(a_directory(), ["示例甲 1"], NOW)
    assert directory.version == 3
    with pytest.raises(FileRefusedError) as refusal:
        signer(directory, LAPTOP.public.signing)
    assert refusal.value.reason is Reason.REVOKED


def test_a_key_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        signer(a_directory(), None)
    assert refusal.value.reason is Reason.UNKNOWN_SENDER


def an_enrolment() -> Enrolment:
    public = LAPTOP.public
    return Enrolment(1, 1, "laptop", some_id(2), some_id(77), "T001", "示例甲", public.signing, public.sealing, NOW)


def test_an_enrolment_file_is_signed_by_the_key_it_names() -> None:
    content = enrolment_file(an_enrolment(), LAPTOP.keys)
    assert read_enrolment(content) == an_enrolment()
    assert LAPTOP.keys.sealing.encode() not in content
    with pytest.raises(FileRefusedError):
        read_enrolment(enrolment_file(an_enrolment(), OFFICE.keys))
    with pytest.raises(FileRefusedError):
        read_enrolment(content.replace(b"T001", b"T002"))
    with pytest.raises(FileRefusedError):
        read_enrolment(content[:-9])
    with pytest.raises(FileRefusedError):
        read_enrolment(msgspec.json.encode({"enrolment": "{}", "signature": "00"}))


def test_the_words_can_be_told_apart_by_eye_and_by_ear() -> None:
    assert len(words()) == 256
    assert len(set(words())) == 256
    assert len({"".join(lazy_pinyin(word)) for word in words()}) == 256


def test_the_fingerprint_follows_both_keys_and_bears_any_spacing() -> None:
    said = spoken(LAPTOP.public)
    assert len(said.split()) == 8
    assert said != spoken(OFFICE.public)
    assert same_words(said, said.replace(" ", "、"))
    assert not same_words(said, spoken(OFFICE.public))
    assert not same_words("", "")
