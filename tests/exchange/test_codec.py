"""The file: what is cut, flipped, forged, re-addressed, inflated or misshapen is refused whole."""

import json
import random
from typing import Any

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from model.exchange.codec import (
    Opened,
    PlainLine,
    encode_line,
    lines_of,
    manifest_of,
    pack,
    parts_of,
    signer_of,
    unseal,
)
from model.exchange.limits import (
    DELETED_ROWS,
    DELETED_SHARE,
    MANIFEST_BYTES,
    PART_BYTES,
    PART_ROWS,
    PART_SLICES,
    RAW_BYTES,
    READ_BYTES,
)
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import DossierLine, Line, Slice
from model.exchange.suite import SUITE
from tests.exchange.world import Maker, a_file, a_line, a_manifest, some_id

OFFICE = Maker(1)
LAPTOP = Maker(2)
STRANGER = Maker(3)


def read(sealed: bytes, reader: Maker = LAPTOP, signers: tuple[Maker, ...] = (OFFICE,)) -> list[Line]:
    """All steps in the order of the design; raises `FileRefusedError`."""
    opened = unseal(sealed, reader.keys)
    if signer_of(opened, [maker.public.signing for maker in signers]) is None:
        raise FileRefusedError(Reason.UNKNOWN_SENDER)
    return list(lines_of(opened, manifest_of(opened)))


def test_a_file_comes_back_as_it_was_written() -> None:
    (line,) = read(a_file(OFFICE, LAPTOP))
    assert isinstance(line, DossierLine)
    assert [row[5] for row in line.blocks[0].rows] == ["name 0", "name 1", "name 2"]
    assert line.know == [3]


def test_the_sender_can_read_his_own_file() -> None:
    assert read(a_file(OFFICE, LAPTOP), reader=OFFICE)


def test_fault_3_every_truncation_is_refused() -> None:
    sealed = a_file(OFFICE, LAPTOP)
    for length in range(len(sealed)):
        with pytest.raises(FileRefusedError):
            read(sealed[:length])


def test_fault_3_two_thousand_bit_flips_are_refused() -> None:
    sealed = a_file(OFFICE, LAPTOP)
    chance = random.Random(20261122)
    for _ in range(2000):
        place = chance.randrange(len(sealed) * 8)
        flipped = bytearray(sealed)
        flipped[place // 8] ^= 1 << (place % 8)
        with pytest.raises(FileRefusedError):
            read(bytes(flipped))


def test_fault_3_a_flip_under_the_seal_is_refused_as_well() -> None:
    opened = unseal(a_file(OFFICE, LAPTOP), LAPTOP.keys)
    plain = len(opened.manifest).to_bytes(4, "big") + opened.manifest + opened.signature + opened.payload
    for place in range(4, len(plain)):
        flipped = bytearray(plain)
        flipped[place] ^= 0x10
        with pytest.raises(FileRefusedError):
            read(SUITE.seal(bytes(flipped), [LAPTOP.public.sealing]))


def test_a_file_for_somebody_else_is_refused() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        read(a_file(OFFICE, STRANGER))
    assert refusal.value.reason is Reason.DAMAGED


def test_an_unknown_signer_is_refused() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        read(a_file(STRANGER, LAPTOP))
    assert refusal.value.reason is Reason.UNKNOWN_SENDER


def test_a_resealed_file_still_names_its_true_addressee() -> None:
    opened = unseal(a_file(OFFICE, STRANGER), STRANGER.keys)
    plain = len(opened.manifest).to_bytes(4, "big") + opened.manifest + opened.signature + opened.payload
    again = unseal(SUITE.seal(plain, [LAPTOP.public.sealing]), LAPTOP.keys)
    assert signer_of(again, [OFFICE.public.signing])
    assert manifest_of(again).to == [STRANGER.replica]


def test_a_file_that_is_empty_or_too_long_is_not_even_opened() -> None:
    with pytest.raises(FileRefusedError) as empty:
        unseal(b"", LAPTOP.keys)
    assert empty.value.reason is Reason.EMPTY
    with pytest.raises(FileRefusedError) as long:
        unseal(bytes(READ_BYTES + 1), LAPTOP.keys)
    assert long.value.reason is Reason.TOO_BIG


def sealed_payload(payload: bytes, raw: int) -> bytes:
    return pack(a_manifest(OFFICE, LAPTOP, payload, raw), payload, OFFICE.keys, [LAPTOP.public.sealing])


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("claim", [1000, RAW_BYTES, RAW_BYTES + 1])
def test_fault_12_a_bomb_stops_at_what_it_claimed(declared: bool, claim: int) -> None:
    size = RAW_BYTES + 54_000_000
    packer = zstandard.ZstdCompressor(level=1).compressobj(size=size if declared else -1)
    zeros = bytes(10_000_000)
    payload = b"".join(packer.compress(zeros) for _ in range(size // len(zeros))) + packer.flush()
    assert len(payload) < 100_000
    with pytest.raises(FileRefusedError) as refusal:
        read(sealed_payload(payload, claim))
    assert refusal.value.reason is Reason.TOO_BIG


def test_a_payload_shorter_than_it_claims_is_refused() -> None:
    payload = zstandard.compress(a_line().text)
    with pytest.raises(FileRefusedError):
        read(sealed_payload(payload, len(a_line().text) + 1))


def test_fault_12_a_million_rows_are_refused() -> None:
    rows = b",".join([b"[]"] * 1_000_000)
    text = a_line(1).text.replace(b'"rows":[', b'"rows":[' + rows + b",")
    with pytest.raises(FileRefusedError) as refusal:
        read(sealed_payload(zstandard.compress(text), len(text)))
    assert refusal.value.reason is Reason.TOO_BIG


def test_the_limits_are_those_agreed_upon() -> None:
    """Rule 10; what a reader bears beyond it leaves room for one dossier that fits no mail."""
    assert (PART_BYTES, RAW_BYTES, PART_ROWS, PART_SLICES) == (10_000_000, 256_000_000, 50_000, 2_000)
    assert (DELETED_ROWS, DELETED_SHARE) == (20, 0.05)
    assert READ_BYTES <= 128_000_000


def test_fault_12_one_month_more_than_a_part_may_hold_is_refused() -> None:
    (line,) = read(a_file(OFFICE, LAPTOP))
    assert isinstance(line, DossierLine)
    month = Slice("billing_month", some_id(9), 202_611, 1, 1, 0, 1, "00", [], [])
    for count, fits in ((PART_SLICES, True), (PART_SLICES + 1, False)):
        text = encode_line(msgspec.structs.replace(line, slices=[month] * count)).text
        if fits:
            assert read_text(text)
            continue
        with pytest.raises(FileRefusedError) as refusal:
            read_text(text)
        assert refusal.value.reason is Reason.TOO_BIG
    assert len(list(parts_of([PlainLine(b"x\n", 1, 0, PART_SLICES), PlainLine(b"x\n", 1, 0, 1)]))) == 2


def test_fault_12_a_frame_that_asks_for_a_window_beyond_all_measure_is_refused() -> None:
    text = a_line().text
    asked = zstandard.ZstdCompressionParameters(window_log=28)
    packer = zstandard.ZstdCompressor(compression_params=asked).compressobj()
    payload = packer.compress(text) + packer.flush()
    with pytest.raises(FileRefusedError) as refusal:
        read(sealed_payload(payload, len(text)))
    assert refusal.value.reason is Reason.DAMAGED


def test_fault_12_a_manifest_that_fills_the_file_is_refused_unread() -> None:
    payload = zstandard.compress(a_line().text)
    manifest = a_manifest(OFFICE, LAPTOP, payload, len(a_line().text), root="0" * MANIFEST_BYTES)
    with pytest.raises(FileRefusedError) as refusal:
        unseal(pack(manifest, payload, OFFICE.keys, [LAPTOP.public.sealing]), LAPTOP.keys)
    assert refusal.value.detail == "manifest longer than the file"


def test_a_payload_of_another_length_than_its_manifest_says_is_refused() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        read(a_file(OFFICE, LAPTOP, packed=1))
    assert refusal.value.reason is Reason.DAMAGED


def test_lines_are_spread_over_parts_within_the_limits_and_none_is_split() -> None:
    line = a_line(2000)
    parts = list(parts_of([line] * 60))
    assert len(parts) == 3
    assert sum(part.dossiers for part in parts) == 60
    assert all(part.rows <= PART_ROWS for part in parts)


def test_a_part_stays_under_ten_million_bytes() -> None:
    noise = random.Random(1)
    lines = [PlainLine(noise.randbytes(900_000).hex().encode() + b"\n", 1, 1) for _ in range(24)]
    parts = list(parts_of(lines))
    assert len(parts) > 1
    for part in parts:
        payload = b"".join(part.frames)
        manifest = a_manifest(OFFICE, LAPTOP, payload, part.raw)
        assert len(pack(manifest, payload, OFFICE.keys, [LAPTOP.public.sealing])) <= PART_BYTES


def read_text(text: bytes) -> list[Line]:
    payload = zstandard.compress(text)
    return list(lines_of(Opened(b"", b"", payload), a_manifest(OFFICE, LAPTOP, payload, len(text))))


@pytest.mark.parametrize(
    "changed",
    [
        {"dossier": "../../etc/passwd"},
        {"dossier": 7},
        {"replicas": "all"},
        {"base": [-1]},
        {"blocks": [{"table": "x'; DROP TABLE customer --", "fields": [], "groups": [], "rows": []}]},
        {"blocks": [{"table": "customer", "fields": ["na me"], "groups": ["a"], "rows": []}]},
        {"blocks": [{"table": "customer", "fields": [], "groups": [], "rows": [[{"a": 1}]]}]},
        {"blocks": [{"table": "customer", "fields": [], "groups": [], "rows": [[2**70]]}]},
        {"line": "unheard_of"},
        {"slices": [{"table": "member_month", "subject": "nobody"}]},
        {"tombs": [{"table": "visit", "id": "x"}]},
    ],
)
def test_a_line_of_another_shape_is_refused(changed: dict[str, Any]) -> None:
    whole = json.loads(a_line().text)
    with pytest.raises(FileRefusedError) as refusal:
        read_text(json.dumps(whole | changed).encode() + b"\n")
    assert refusal.value.reason is Reason.WRONG_SHAPE


def test_additions_of_a_newer_program_are_no_reason_to_refuse() -> None:
    whole = json.loads(a_line().text) | {"mood": "good"}
    assert read_text(json.dumps(whole).encode() + b"\n")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
fields_of_a_line = st.sampled_from(["line", "dossier", "kind", "replicas", "base", "know", "blocks", "slices", "tombs"])


@given(st.dictionaries(fields_of_a_line, json_values, max_size=6))
@settings(max_examples=300, deadline=None)
def test_fault_12_no_shape_does_more_than_be_refused(changes: dict[str, Any]) -> None:
    whole = json.loads(a_line().text) | changes
    try:
        lines = read_text(json.dumps(whole).encode() + b"\n")
    except FileRefusedError:
        return
    assert len(lines) == 1


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_fault_12_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError):
        read_text(content + b"}")


def test_fault_12_deep_nesting_is_refused() -> None:
    with pytest.raises(FileRefusedError):
        read_text(b'{"line":' + b"[" * 200_000 + b"]" * 200_000 + b"}\n")


def test_a_line_without_content_is_encoded_as_one_line() -> None:
    line = encode_line(DossierLine(some_id(4), "office", [], [], []))
    assert line.text.count(b"\n") == 1
