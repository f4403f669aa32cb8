"""The page a customer signs (意向确认): what is meant, in figures and capitals, and that the contract prevails."""

from model.proposals.currency_text import LARGEST_FEN, currency_text
from model.proposals.drafts import QuoteDraft
from model.proposals.rules import price_of, totals_of
from reports.document import (
    Align,
    Blank,
    Block,
    Facts,
    Heading,
    Paragraph,
    SignatureLines,
    Table,
    TableColumn,
)
from reports.proposal_comparison import product_words
from reports.proposal_words import day_words, yuan
from resources.i18n import _, _n, language


def confirmation_blocks(customer: str, reference: str, issuer: str, draft: QuoteDraft) -> list[Block]:
    """The blocks of the last page."""
    totals = totals_of(draft.items, draft.presents, draft.term_months)
    opening = _("{customer} and {issuer} intend to go ahead with the proposal below. The formal contract prevails.")
    pairs = [
        (_("Proposal number"), reference),
        (_("Term"), _n("{count} month", "{count} months", draft.term_months)),
        (_("Fee a month"), _written(totals.monthly_fen)),
        (_("One-off charge"), _written(totals.one_off_fen) if totals.one_off_fen else _("none")),
    ]
    if draft.valid_for:
        pairs.append((_("Valid until"), day_words(draft.valid_for)))
    columns = [
        TableColumn(_("Product"), share=52),
        TableColumn(_("Quantity"), Align.RIGHT, 14),
        TableColumn(_("Unit"), share=10),
        TableColumn(_("Fee a month (yuan)"), Align.RIGHT, 24),
    ]
    rows = [
        [product_words(item), f"{item.quantity:,}", item.unit, yuan(price_of(item).monthly_fen)] for item in draft.items
    ]
    return [
        Heading(_("Confirmation of intent")),
        Paragraph(opening.format(customer=customer, issuer=issuer or _("us"))),
        Blank(4.0),
        Facts(pairs, 1),
        Blank(6.0),
        Table(columns, rows, [_("Total"), "", "", yuan(totals.monthly_fen)]),
        Blank(10.0),
        SignatureLines([_("Customer (seal)"), _("Signed by"), _("Date")]),
        SignatureLines([_("Service provider (seal)"), _("Signed by"), _("Date")]),
    ]


def _written(fen: int) -> str:
    """An amount in figures, and in capitals where contracts of the language have them."""
    figures = _("{amount} yuan").format(amount=yuan(fen))
    return f"{figures}（{currency_text(fen)}）" if language() == "zh_CN" and fen <= LARGEST_FEN else figures
