"""The words of a proposal and the reason for an exception, as one form."""

from datetime import date
from typing import Any

from gui.widgets.fields import CheckField, ChoiceField, DateField, IntegerField, NoteField, TextField
from gui.widgets.form import Form
from model.enumerations import ENUMERATIONS
from model.proposals.drafts import QuoteDraft
from resources.i18n import _

_TEXTS = ("title", "lead", "concessions", "benefits", "terms", "why_us", "annex", "reason", "pricing_stance")


def words_form(today: date) -> Form:
    """Title, dates and texts; each stands under its heading on the paper."""
    form = Form(columns=2)
    form.add("title", _("Proposal title"), TextField(_("What it brings together"), 120), wide=True)
    form.add("term_months", _("Term in months"), IntegerField(1, 120), needed=True)
    form.add("valid_for", _("Valid until"), DateField(today))
    form.add("lead", _("The point in a sentence"), TextField("", 200), wide=True)
    form.add(
        "concessions", _("What we add"), NoteField(_("One line each"), 3),
        help=_("What costs no discount comes first on the paper: service, speed, one bill. Price cuts follow."),
    )  # fmt: skip
    form.add("benefits", _("Benefits by department"), NoteField(_("Finance: one bill"), 3))
    form.add("terms", _("Service and terms"), NoteField("", 4))
    form.add("why_us", _("Why us"), NoteField("", 3))
    form.add("annex", _("Technical annex"), NoteField("", 3))
    form.add("shows_needs", _("Needs"), CheckField(_("Print what it solves")))
    form.add("shows_rivals", _("Published tariffs"), CheckField(_("Print the comparison")))
    form.add(
        "pricing_stance", _("Pricing stance"), ChoiceField(ENUMERATIONS["pricing_stance"], optional=True),
        help=_("Yours alone: it is never printed."),
    )  # fmt: skip
    form.add(
        "reason", _("Reason for the exception"), NoteField("", 2),
        help=_("Needed below the floor or beyond your authority. Never printed."),
    )  # fmt: skip
    return form


def form_values(draft: QuoteDraft) -> dict[str, Any]:
    """What the form shows of a draft."""
    return {
        "term_months": draft.term_months,
        "valid_for": draft.valid_for,
        "shows_needs": draft.shows_needs,
        "shows_rivals": draft.shows_rivals,
        **{name: getattr(draft, name) or None for name in _TEXTS},
    }


def draft_values(values: dict[str, Any], before: QuoteDraft) -> dict[str, Any]:
    """What the form says, as fields of a draft; a term that cannot be read stays as it was."""
    texts = {name: values[name] or "" for name in _TEXTS}
    return {
        **texts,
        "term_months": values["term_months"] or before.term_months,
        "valid_for": values["valid_for"],
        "shows_needs": values["shows_needs"],
        "shows_rivals": values["shows_rivals"],
    }
