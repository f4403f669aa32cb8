"""What is saved while a customer looks on holds none of the protected words, in no part of the file."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject
from sqlalchemy.orm import Session

from gui.context import Context
from gui.drafts import Drafts
from gui.papers.needs import needs_paper
from gui.papers.preview import Paper
from gui.papers.proposal import paper_of_proposal
from gui.preferences import Preferences
from gui.tasks import Tasks
from model.catalogue.queries import list_offerings
from model.proposals.queries import find_quote, list_quotes
from model.store.database import Database
from model.store.presenting import PresentedStore
from reports.leaflet import leaflet_of, write_leaflet
from reports.needs import needs_paper_of, write_needs
from reports.proposal import proposal_paper, write_proposal
from reports.receipt import receipt_paper, write_receipt
from tests.builders import TODAY, still_clock
from tests.presenting.marked_store import PRESENTED, Marks


def all_of_pdf(content: bytes) -> str:
    """Every page's text, the metadata, and every stream unpacked."""
    reader = PdfReader(BytesIO(content))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    streams = [found.get_data() for found in objects if isinstance(found, StreamObject)]
    texts = [page.extract_text() for page in reader.pages]
    return "\n".join([*texts, str(reader.metadata), str(reader.xmp_metadata), *(s.decode("latin-1") for s in streams)])


def all_of_workbook(path: Path) -> str:
    """Every part of the file, unpacked."""
    with zipfile.ZipFile(path) as parts:
        return "\n".join(f"{name}\n{parts.read(name).decode('utf-8', 'replace')}" for name in parts.namelist())


@pytest.mark.parametrize("kind", ["needs", "proposal"])
def test_a_file_for_the_customer_holds_nothing_protected(
    whole: Database, marks: Marks, tasks: Tasks, preferences: Preferences, tmp_path: Path, kind: str
) -> None:
    store = PresentedStore(whole, [PRESENTED])
    context = Context(store, tasks, still_clock(), preferences, Drafts(store), None, PRESENTED)
    paper = made(context, kind)
    store.close()
    book = tmp_path / "paper.xlsx"
    assert paper.write_xlsx is not None
    paper.write_xlsx(book)
    for said in (all_of_pdf(paper.pdf), all_of_workbook(book), paper.file_name, paper.heading):
        plain = re.sub(r"(?<=\d)[,.](?=\d)", "", said)
        assert [word for word in marks.protected if word in plain] == []
    meant = "need-statement" if kind == "needs" else "customer-name"
    assert meant in all_of_workbook(book)
    assert meant in all_of_pdf(paper.pdf).replace("\n", "")


@pytest.mark.parametrize("kind", ["needs", "proposal", "receipt", "leaflet"])
def test_a_file_for_the_customer_made_by_oneself_holds_nothing_protected_either(
    whole: Database, marks: Marks, tmp_path: Path, kind: str
) -> None:
    with whole.read() as session:
        write, meant = written_by_oneself(session, kind)
    paths = [tmp_path / "paper.pdf", *([tmp_path / "paper.xlsx"] if kind in ("needs", "proposal") else [])]
    for path in paths:
        write(path)
        said = all_of_pdf(path.read_bytes()) if path.suffix == ".pdf" else all_of_workbook(path)
        plain = re.sub(r"(?<=\d)[,.](?=\d)", "", said)
        assert [word for word in marks.protected if word in plain] == []
        assert meant in said.replace("\n", "")


def written_by_oneself(session: Session, kind: str) -> tuple[Callable[[Path], None], str]:
    """What writes a paper from the whole store, and a word that must stand in it."""
    if kind == "needs":
        needs = needs_paper_of(session, PRESENTED, TODAY, None, "示例经理")
        return lambda path: write_needs(path, needs), "need-statement"
    if kind == "proposal":
        sheet = find_quote(session, list_quotes(session, PRESENTED)[0].id)
        proposal = proposal_paper(session, sheet, TODAY, "示例经理")
        return lambda path: write_proposal(path, proposal), "customer-name"
    if kind == "receipt":
        receipt = receipt_paper(session, PRESENTED, TODAY, "示例经理")
        return lambda path: write_receipt(path, receipt), "promise-text"
    leaflet = leaflet_of(session, list_offerings(session, TODAY)[0], TODAY, "示例经理")
    return lambda path: write_leaflet(path, leaflet), "product_offering-name"


def made(context: Context, kind: str) -> Paper:
    """The paper as the presented page makes it."""
    if kind == "needs":
        return needs_paper(context, PRESENTED, for_customer=True)
    with context.read() as session:
        quote = list_quotes(session, PRESENTED)[0].id
    return paper_of_proposal(context, quote)
