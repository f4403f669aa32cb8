"""The slip of a need no standard product meets (非标需求单): an internal paper, to escalate."""

from model.labels import label_of
from model.needs.slip_rules import VERDICTS
from model.needs.slips import SlipRow
from reports.document import (
    Align,
    Blank,
    Document,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Run,
    SignatureLines,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.imprint import Imprint
from reports.proposal_words import day_words, yuan
from resources.i18n import _


def slip_document(slip: SlipRow, imprint: Imprint) -> Document:
    """One page: the verdict, what is wanted, the standardisation check, the benefit, and where the office answers."""
    draft = slip.draft
    return Document(
        kind=_("Slip for a need beyond the standard"),
        title=slip.customer_name,
        subtitle=day_words(slip.made_on) if slip.made_on else "",
        blocks=[
            Lead([Run(_(VERDICTS[slip.verdict]), bold=True, colour=Colour.ACCENT)]),
            Heading(_("What is wanted")),
            Facts(
                [
                    (_("Key problem"), slip.statement),
                    (_("What is wanted"), draft.wanted),
                    (_("Wanted by"), day_words(draft.wanted_by) if draft.wanted_by else "—"),
                ],
                1,
            ),
            Heading(_("Standardisation check")),
            _checks(slip),
            Heading(_("Benefit analysis")),
            _benefit(slip),
            Blank(4.0),
            Paragraph(_benefit_words(slip)),
            Heading(_("Handed up and answered")),
            Facts(
                [
                    (_("State"), label_of("slip_state", draft.state)),
                    (_("Escalated to"), draft.escalated_to or "—"),
                    (_("Escalated on"), day_words(slip.escalated_on) if slip.escalated_on else "—"),
                    (_("Answer"), draft.answer or "—"),
                ]
            ),
            Blank(6.0),
            SignatureLines([_("Account manager"), _("Product owner"), _("Date")]),
        ],
        imprint=imprint,
    )


def _checks(slip: SlipRow) -> Facts:
    draft = slip.draft
    yes, no = _("Yes"), _("No")
    rows = [
        (_("Nearest standard product"), draft.nearest_product or "—"),
        (_("What it lacks"), draft.gap or "—"),
        (_("Settings of a standard product would do"), yes if draft.by_settings else no),
        (_("Others could use it unchanged"), yes if draft.reusable else no),
        (_("Customers with the same need"), f"{draft.alike_count:,}"),
    ]
    return Facts(rows, 1)


def _benefit(slip: SlipRow) -> Table:
    draft, benefit = slip.draft, slip.benefit
    columns = [
        TableColumn("", share=28, bold=True),
        TableColumn(_("Once (yuan)"), Align.RIGHT, 22),
        TableColumn(_("A month (yuan)"), Align.RIGHT, 22),
        TableColumn(_("In {count} months (yuan)").format(count=draft.term_months), Align.RIGHT, 28),
    ]
    rows = [
        [_("Income"), yuan(draft.one_off_income_fen), yuan(draft.monthly_income_fen), yuan(benefit.income_fen)],
        [_("Cost"), yuan(draft.one_off_cost_fen), yuan(draft.monthly_cost_fen), yuan(benefit.cost_fen)],
    ]
    return Table(columns, rows, [_("Gain"), "", "", yuan(benefit.gain_fen)])


def _benefit_words(slip: SlipRow) -> str:
    month = slip.benefit.payback_month
    if month is None:
        return _("The one-off cost is not paid back within the term.")
    if month == 0:
        return _("The one-off income covers the one-off cost.")
    return _("Month {month} has paid the one-off cost back.").format(month=month)
