"""The list for the phone team: given out masked, or whole behind rule 17's gate, and read back with a look before."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.files import ask_source, ask_target
from gui.tasks import Progress
from gui.unlock import PassphraseForm
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import SecretField, TextField
from gui.widgets.form import FormDialog
from gui.widgets.labels import button, label, muted
from gui.widgets.plan import arrange_plan
from gui.widgets.record_table import RecordTable
from model.campaigns.calls import CallPlan, apply_calls, plan_calls
from model.campaigns.queries import CallLine, CampaignSheet, list_calls
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.security.full_access import note_full_access
from model.store.keys import unwrap_key
from reports.campaign_calls import rows_of_calls, write_calls, write_full_calls
from resources.i18n import N_, _, _n


def give_out_masked(parent: QWidget, context: Context, sheet: CampaignSheet) -> None:
    """Ask where to, and write the list with masked numbers."""
    lines = _lines(context, sheet)
    if lines is None:
        return
    name = f"{sheet.name[:40]} {_('Call-back list')} {context.today().isoformat()}.xlsx"
    target = ask_target(parent, context, _("Call-back list"), name, _("Workbook (*.xlsx)"))
    if target is not None:
        context.tasks.run(
            lambda _progress: write_calls(target, sheet, lines),
            lambda _done: _said(context, lines, target),
            title=_("Writing the list"),
        )


def give_out_whole(parent: QWidget, context: Context, sheet: CampaignSheet) -> FormDialog | None:
    """Ask for passphrase, reason and the file's own passphrase, then write the list with whole numbers, encrypted."""
    lines = _lines(context, sheet)
    if lines is None:
        return None
    form = PassphraseForm()
    form.add("old", _("Passphrase of the store"), SecretField(), needed=True)
    form.add("reason", _("Reason"), TextField(limit=300), needed=True, help=_("It is kept and reaches the office."))
    form.add_passphrases()
    form.add_note(form.strength)
    form.add_note(muted(_("One encrypted zip with the list inside; 7-Zip and WinRAR open it. Tell the team its "
                          "passphrase by another road."), wrap=True))  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        unwrap_key(context.database.path, values["old"])
        name = f"{sheet.name[:40]} {_('Call-back list')} {context.today().isoformat()}.zip"
        target = ask_target(parent, context, _("Call-back list"), name, _("Encrypted zip (*.zip)"))
        if target is None:
            raise UserError(_("No file was chosen; nothing was written."))
        note_full_access(context.database, "call_list", values["reason"])
        secret = values["passphrase"]
        context.tasks.run(
            lambda _progress: write_full_calls(target, sheet, lines, secret),
            lambda _done: _said(context, lines, target),
            title=_("Writing the list"),
        )

    dialog = FormDialog(parent, _("Call-back list with whole numbers"), form, save, save_words=_("Write…"), width=460)
    dialog.open()
    return dialog


def read_back(parent: QWidget, context: Context, sheet: CampaignSheet) -> None:
    """Ask for the list that came back and show what it would change."""
    file = ask_source(parent, context, _("Read the list back"), _("Workbook or CSV (*.xlsx *.csv)"))
    if file is not None:
        read_file(parent, context, sheet, file)


def read_file(parent: QWidget, context: Context, sheet: CampaignSheet, path: Path) -> None:
    """Read a list on the worker and show what it would change."""

    def job(_progress: Progress) -> CallPlan:
        with context.read() as session:
            return plan_calls(session, sheet.id, rows_of_calls(path), context.today())

    context.tasks.run(
        job,
        lambda plan: ReadBackDialog(parent, context, sheet, plan).open(),
        title=_("Reading {file}").format(file=path.name),
    )


class ReadBackDialog(QDialog):
    """What reading a list back would change, the lines that cannot be meant first."""

    def __init__(self, parent: QWidget, context: Context, sheet: CampaignSheet, plan: CallPlan) -> None:
        super().__init__(parent)
        self._context, self._sheet, self.plan = context, sheet, plan
        self.setWindowTitle(_("Read the list back"))
        self.resize(820, 520)
        nothing = Empty(_("Nothing new"), _("Every line says what stands already, or nothing at all."))
        self.table = RecordTable(
            "calls-read",
            _columns(),
            context.preferences,
            context.today,
            empty=nothing,
            bar=False,
            footer=False,
            frame=False,
        )
        self.table.view.hideColumn(0)
        self.table.set_rows(_rows(plan))
        words = _("{changed} answers are new, {same} stand already, {silent} say nothing, {wrong} cannot be meant.")
        summary = label(
            words.format(changed=len(plan.changes), same=plan.unchanged, silent=plan.silent, wrong=len(plan.problems)),
            wrap=True,
        )
        self.apply_button = button(_("Take over {count}").format(count=len(plan.changes)), self.apply, "primary")
        self.apply_button.setEnabled(bool(plan.changes))
        arrange_plan(self, _("Read the list back"), summary, self.table, self.apply_button)

    def apply(self) -> None:
        """Write what is new, as one event that one undo takes back."""
        count = len(self.plan.changes)
        with self._context.write(N_("{count} answers read back"), count=count) as session:
            apply_calls(session, self.plan, self._context.today())
        self._context.say(_n("{count} answer taken over", "{count} answers taken over", count), undo=True)
        self.accept()


def _lines(context: Context, sheet: CampaignSheet) -> list[CallLine] | None:
    with context.read() as session:
        lines = list_calls(session, sheet.id)
    if not lines:
        context.say(_("Nobody is left to be told: pick customers first, or all have answered."), "news")
    return lines or None


def _said(context: Context, lines: list[CallLine], target: Path) -> None:
    context.say(_n("{count} customer is in {file}.", "{count} customers are in {file}.", len(lines), file=target.name))


def _columns() -> list[Column]:
    return [
        Column("row", N_("Row"), Kind.INTEGER, 56, quiet=True),
        Column("customer", N_("Customer"), Kind.TEXT, 200, bold=True),
        Column("response", N_("Response"), Kind.CHOICE, 110, choices=ENUMERATIONS["campaign_response"]),
        Column("bought_fen", N_("Bought for (yuan)"), Kind.MONEY, 120, total=True),
        Column("words", N_("Remark"), Kind.TEXT, 280),
    ]


def _rows(plan: CallPlan) -> list[tuple[Any, ...]]:
    wrong = [
        (f"wrong{one.row}", one.row, one.value, None, None, _("Left out: {reason}").format(reason=one.reason))
        for one in plan.problems
    ]
    right = [
        (one.target_id, one.row, one.customer_name, one.draft.response or None, one.draft.bought_fen, one.draft.note)
        for one in plan.changes
    ]
    return [*wrong, *right]
