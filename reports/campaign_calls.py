"""The list for the phone team: written with masked numbers or encrypted with whole ones, and opened to be read back."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from model.campaigns.call_words import HEADINGS
from model.campaigns.queries import CallLine, CampaignSheet
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.intake.cells import Cell
from model.store.dump import mask_number
from reports.encrypted_zip import encrypted_zip
from reports.excel import Column, Kind, Sheet, write_workbook
from reports.workbook import open_workbook
from resources.i18n import _

_WIDTHS: Final = {"key": 38, "customer_name": 32, "offer": 36, "response": 14, "note": 36, "number": 18}
_KINDS: Final = {"told_on": Kind.DATE, "bought_on": Kind.DATE, "bought_fen": Kind.MONEY}


def write_calls(path: Path, sheet: CampaignSheet, lines: Sequence[CallLine]) -> None:
    """The list as a workbook, every number masked."""
    write_workbook(path, [_sheet(sheet, lines, full=False)])


def write_full_calls(path: Path, sheet: CampaignSheet, lines: Sequence[CallLine], passphrase: str) -> None:
    """The list with whole numbers as a workbook inside an AES-256 zip, as 7-Zip and WinRAR open it.

    Raises `UserError` for a short passphrase or a file that cannot be written.
    """
    from reports.excel_content import content_of

    with encrypted_zip(path, passphrase) as put:
        put(f"{path.stem}.xlsx", bytes(content_of([_sheet(sheet, lines, full=True)], None)))


def rows_of_calls(path: Path) -> Iterator[Sequence[Cell]]:
    """The rows of the first sheet of a list that came back. Raises `UserError` for a file that cannot be read."""
    with open_workbook(path) as book:
        if not book.sheets:
            raise UserError(_("“{name}” has no sheet that can be read.").format(name=path.name))
        yield from book.rows(book.sheets[0])


def _sheet(sheet: CampaignSheet, lines: Sequence[CallLine], full: bool) -> Sheet:
    columns = [Column(_(words), _KINDS.get(field, Kind.TEXT), _WIDTHS.get(field)) for field, words in HEADINGS.items()]
    rows = (
        [line.group_code, line.customer_name, line.contact, line.title,
         line.number if full else mask_number(line.number), sheet.offer, "", None, None, None, "", line.id]
        for line in lines
    )  # fmt: skip
    answers = _(", ").join(_(words) for words in ENUMERATIONS["campaign_response"].values())
    notes = [
        _("Goal: {goal}").format(goal=sheet.goal or "—"),
        _("Write one of these under “{answer}”: {answers}. Leave line key and group code as they are.").format(
            answer=_(HEADINGS["response"]), answers=answers
        ),
    ]
    return Sheet(_("Call-back list"), columns, rows, sheet.name, notes)
