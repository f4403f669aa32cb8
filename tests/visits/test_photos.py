"""Photos of a visit: small, upright, with nothing but their pixels."""

from pathlib import Path

import pytest
from PIL import Image

from model.errors import UserError
from model.exchange.limits import RAW_BYTES, READ_BYTES
from model.store.database import Database
from model.store.ids import new_id
from model.visits.actions import VisitDraft, add_visit
from model.visits.attachments import (
    MOST_BYTES,
    MOST_TOGETHER,
    add_attachment,
    content_of,
    delete_attachment,
    list_attachments,
)
from reports.photos import LONGEST_SIDE, shrink_photo
from tests.builders import NOW, TODAY, add_customer

GPS, CAMERA, TURNED = 0x8825, 0x0110, 0x0112


def photo(path: Path, size: tuple[int, int] = (4000, 3000)) -> Path:
    picture = Image.effect_noise(size, 80).convert("RGB")
    exif = Image.Exif()
    exif[CAMERA] = "Sample phone"
    exif[TURNED] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (30.0, 15.0, 20.0)
    picture.save(path, "JPEG", quality=95, exif=exif)
    return path


def test_a_photo_comes_small_upright_and_without_its_place(tmp_path: Path) -> None:
    source = photo(tmp_path / "现场.JPG")
    shrunk = shrink_photo(source)
    (tmp_path / "out.jpg").write_bytes(shrunk.content)
    with Image.open(tmp_path / "out.jpg") as made:
        assert not made.getexif()
        assert made.size == (1200, LONGEST_SIDE)
        assert "exif" not in made.info
    assert shrunk.file_name == "现场.jpg"
    assert b"Sample phone" not in shrunk.content
    assert len(shrunk.content) <= MOST_BYTES


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"GIF89a" + b"\xff" * 9])
def test_what_is_no_picture_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"a\.png"):
        shrink_photo(path)


def test_an_attachment_stays_with_its_visit_until_it_is_taken_out(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY))
        kept = add_attachment(session, visit, "a.jpg", "image/jpeg", b"12345", NOW)
    with store.read() as session:
        assert [(row.id, row.file_name, row.size) for row in list_attachments(session, visit)] == [(kept, "a.jpg", 5)]
        assert content_of(session, kept) == b"12345"
    with store.write("Delete") as session:
        delete_attachment(session, kept)
    with store.read() as session:
        assert list_attachments(session, visit) == []
        assert content_of(session, kept) == b""


def test_more_than_five_megabytes_are_refused(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY))
        with pytest.raises(UserError, match="5 MB"):
            add_attachment(session, visit, "a.jpg", "image/jpeg", b"0" * (MOST_BYTES + 1), NOW)


def test_a_customers_files_fit_into_one_exchange_file_together(store: Database) -> None:
    """A dossier is never split: were there more, no other store could open it; two laptops may each fill it."""
    assert 2 * MOST_TOGETHER < READ_BYTES
    assert 2 * MOST_TOGETHER * 4 / 3 < RAW_BYTES
    customer, other = add_customer(store, "G1"), add_customer(store, "G2")
    with store.write("Add") as session:
        visits = [add_visit(session, VisitDraft(owner, TODAY)) for owner in (customer, other)]
        session.connection().exec_driver_sql(
            "INSERT INTO attachment (id, dossier_id, content) VALUES (?, ?, zeroblob(?))",
            (new_id(), customer, MOST_TOGETHER - 5),
        )
        add_attachment(session, visits[0], "a.jpg", "image/jpeg", b"12345", NOW)
        with pytest.raises(UserError, match="40 MB"):
            add_attachment(session, visits[0], "b.jpg", "image/jpeg", b"1", NOW)
        add_attachment(session, visits[1], "b.jpg", "image/jpeg", b"1", NOW)
