"""The proposal as a workbook whose sums are live: change a quantity and everything follows."""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from model.errors import UserError
from model.proposals.drafts import QuoteDraft
from model.proposals.rules import Comparison, comparisons_of
from reports.excel import LONGEST_TEXT
from reports.excel_stream import WorkbookStream
from reports.proposal_comparison import product_words
from reports.saving import saving
from resources.i18n import _

_MONEY: Final = "#,##0.00"
_INK: Final = "FF262624"
_FACE: Final = "Calibri"
"""What cells without a font of their own have; one that names none is shown in another face by some programs."""
_HEAD: Final = 4
_RUNNABLE: Final = ("=", "+", "-", "@", "\t", "\r", "#")


def write_proposal_sheet(path: Path, customer: str, reference: str, issuer: str, draft: QuoteDraft) -> None:
    """Write prices and comparison as .xlsx with formulas; raises `UserError` when it cannot be written."""
    book = Workbook()
    book.properties.creator = issuer or _("Meiban")
    book.properties.title = f"{customer} {reference}"
    book.calculation.fullCalcOnLoad = True
    prices = book.worksheets[0]
    prices.title = _("Prices")
    _fill_prices(prices, customer, reference, draft)
    if draft.presents:
        _fill_comparison(book.create_sheet(_("Comparison")), prices, customer, reference, draft)
    content = WorkbookStream(book).content()
    with saving(path) as place:
        place.write_bytes(content)


def _fill_prices(sheet: Worksheet, customer: str, reference: str, draft: QuoteDraft) -> None:
    _title(sheet, customer, reference)
    heads = (
        _("Product"), _("Unit"), _("Quantity"), _("Price a unit (yuan)"), _("Reduction"), _("Fee a month (yuan)"),
        _("One-off, a unit (yuan)"), _("One-off charge (yuan)"),
    )  # fmt: skip
    _heads(sheet, heads, (36, 8, 10, 15, 10, 16, 16, 16), range(3, 9))
    for row, item in enumerate(draft.items, start=_HEAD + 1):
        _text(sheet, row, 1, product_words(item))
        _text(sheet, row, 2, item.unit)
        _put(sheet, row, 3, item.quantity, "#,##0")
        _put(sheet, row, 4, item.monthly_fen / 100, _MONEY)
        _put(sheet, row, 5, item.discount / 10_000, "0.00%")
        # Whole fen and whole hundredths of a percent first: a sum of halves then rounds as ours does.
        line = f"=ROUND(ROUND(C{row}*D{row}*100,0)*ROUND(10000-E{row}*10000,0)/10000,0)/100"
        _put(sheet, row, 6, line, _MONEY)
        _put(sheet, row, 7, item.one_off_fen / 100, _MONEY)
        _put(sheet, row, 8, f"=ROUND(C{row}*G{row}*100,0)/100", _MONEY)
    last = _HEAD + len(draft.items)
    _total(sheet, last + 1, {6: f"=SUM(F{_HEAD + 1}:F{last})", 8: f"=SUM(H{_HEAD + 1}:H{last})"}, 8)


def _fill_comparison(sheet: Worksheet, prices: Worksheet, customer: str, reference: str, draft: QuoteDraft) -> None:
    _title(sheet, customer, reference)
    heads = (
        _("In use today"), _("Fee a month (yuan)"), _("Proposal"), _("Fee a month (yuan)"), _("Difference a month"),
    )  # fmt: skip
    _heads(sheet, heads, (36, 16, 36, 16, 16), (2, 4, 5))
    row = _HEAD + 1
    for one in comparisons_of(draft.items, draft.presents):
        row = _compared(sheet, prices, draft, one, row)
    last = row - 1
    first = _HEAD + 1
    unknown = _("unknown")
    count = len(draft.presents)
    present = f'=IF(COUNT(B{first}:B{last})<{_paid_rows(draft)},"{unknown}",SUM(B{first}:B{last}))'
    _total(
        sheet, row, {2: present, 4: f"=SUM(D{first}:D{last})", 5: f'=IF(ISNUMBER(B{row}),D{row}-B{row},"{unknown}")'}, 5
    )
    _fill_term(sheet, prices, draft, row, count)


def _paid_rows(draft: QuoteDraft) -> int:
    """How many rows of the comparison hold a fee of today when every fee is known."""
    return sum(max(len(one.presents), 1) for one in comparisons_of(draft.items, draft.presents))


def _compared(sheet: Worksheet, prices: Worksheet, draft: QuoteDraft, one: Comparison, row: int) -> int:
    """Writes the rows of one line and gives the next free row."""
    rows = max(len(one.presents), 1)
    last = row + rows - 1
    for number, place in enumerate(one.presents):
        present = draft.presents[place]
        _text(sheet, row + number, 1, present.name)
        if present.monthly_fee_fen is None:
            _text(sheet, row + number, 2, _("unknown"))
        else:
            _put(sheet, row + number, 2, present.monthly_fee_fen / 100, _MONEY)
    if not one.presents:
        _put(sheet, row, 2, 0, _MONEY)
    if one.item is not None:
        _text(sheet, row, 3, product_words(draft.items[one.item]))
        _put(sheet, row, 4, f"={quote_sheetname(prices.title)}!F{_HEAD + 1 + one.item}", _MONEY)
    else:
        _put(sheet, row, 4, 0, _MONEY)
    unknown = _("unknown")
    _put(sheet, row, 5, f'=IF(COUNT(B{row}:B{last})<{rows},"{unknown}",D{row}-SUM(B{row}:B{last}))', _MONEY)
    if rows > 1:
        for column in "CDE":
            sheet.merge_cells(f"{column}{row}:{column}{last}")
            sheet[f"{column}{row}"].alignment = Alignment(vertical="center", wrap_text=column == "C")
    return last + 1


def _fill_term(sheet: Worksheet, prices: Worksheet, draft: QuoteDraft, total: int, count: int) -> None:
    """Term, saving, one-off charge and the month that pays it back, all from the cells above."""
    one_off = f"={quote_sheetname(prices.title)}!H{_HEAD + 1 + len(draft.items)}"
    at = total + 2
    unknown = _("unknown")
    lines: tuple[tuple[str, Any, str], ...] = (
        (_("Term in months"), draft.term_months, "0"),
        (_("Saved a month (yuan)"), f'=IF(ISNUMBER(E{total}),-E{total},"{unknown}")', _MONEY),
        (_("One-off charge (yuan)"), one_off, _MONEY),
        (_("Saved over the term (yuan)"), f'=IF(ISNUMBER(B{at + 1}),B{at + 1}*B{at}-B{at + 2},"{unknown}")', _MONEY),
        (
            _("Month that has paid it back"),
            f'=IF(ISNUMBER(B{at + 1}),IF(B{at + 1}>0,ROUNDUP(ROUND(B{at + 2}/B{at + 1},9),0),"—"),"{unknown}")',
            "0",
        ),
    )
    for number, (words, value, shape) in enumerate(lines):
        _text(sheet, at + number, 1, words)
        _put(sheet, at + number, 2, value, shape)
    note = _("This proposal states an intention; the formal contract prevails.")
    _text(sheet, at + len(lines) + 1, 1, note)


def _title(sheet: Worksheet, customer: str, reference: str) -> None:
    _text(sheet, 1, 1, customer).font = Font(name=_FACE, bold=True, size=14, color=_INK)
    _text(sheet, 2, 1, f"{_('Communication service proposal')} {reference}")
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"


def _heads(sheet: Worksheet, words: tuple[str, ...], widths: tuple[int, ...], figures: Collection[int]) -> None:
    """The headings; those of columns of `figures` stand right, as the figures do."""
    for column, (word, width) in enumerate(zip(words, widths, strict=True), start=1):
        cell = _text(sheet, _HEAD, column, word)
        cell.font = Font(name=_FACE, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor="FFF3F1EC")
        cell.border = Border(bottom=Side(style="thin", color=_INK))
        side = "right" if column in figures else "left"
        cell.alignment = Alignment(horizontal=side, wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width


def _total(sheet: Worksheet, row: int, formulas: dict[int, str], columns: int) -> None:
    _text(sheet, row, 1, _("Total"))
    for column, formula in formulas.items():
        _put(sheet, row, column, formula, _MONEY)
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        cell.font = Font(name=_FACE, bold=True, color=_INK)
        cell.border = Border(top=Side(style="thin", color=_INK))


def _put(sheet: Worksheet, row: int, column: int, value: Any, shape: str) -> Any:
    cell = sheet.cell(row, column, value)
    cell.number_format = shape
    cell.alignment = Alignment(vertical="center")
    return cell


def _text(sheet: Worksheet, row: int, column: int, words: str) -> Any:
    """A text that no program runs, whatever it begins with."""
    if len(words) > LONGEST_TEXT:
        raise UserError(_("“{text}…” is longer than a cell can hold. Shorten it.").format(text=words[:20]))
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", words)
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(_RUNNABLE)
    cell.alignment = Alignment(wrap_text=column in (1, 3) and row > _HEAD, vertical="center")
    return cell
