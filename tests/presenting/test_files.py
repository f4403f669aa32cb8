"""What is saved while a customer looks on holds none of the protected words, in no part of the file."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from gui.context import Context
from gui.drafts import Drafts
from gui.papers.needs import needs_paper
from gui.papers.preview import Paper
from gui.papers.proposal import paper_of_proposal
from gui.preferences import Preferences
from gui.tasks import Tasks
from model.proposals.queries import list_quotes
from model.store.database import Database
from model.store.presenting import PresentedStore
from tests.builders import still_clock
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


def made(context: Context, kind: str) -> Paper:
    """The paper as the presented page makes it."""
    if kind == "needs":
        return needs_paper(context, PRESENTED, for_customer=True)
    with context.read() as session:
        quote = list_quotes(session, PRESENTED)[0].id
    return paper_of_proposal(context, quote)
