"""What waits for a person's yes: looked at, taken in, or refused with a reason."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.exchange.columns import REASONS, held_columns, held_file_row, held_row
from gui.exchange.telling import tell
from gui.exchange.words import change_lines
from gui.papers.export import offer_papers
from gui.widgets.empty import Empty
from gui.widgets.fields import NoteField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.errors import UserError
from model.exchange.apply import Applied
from model.exchange.holding import (
    accept_held_dossier,
    accept_held_file,
    preview_held_dossier,
    preview_held_file,
    refuse_held_dossier,
    refuse_held_file,
)
from model.exchange.outcome import Outcome, changes_of
from model.exchange.status import FileRow, HeldRow
from model.store.database import Database
from resources.i18n import N_, _, _n

_WHY = {
    "not_owner": N_(
        "The sender is not, and was not, this customer's account manager, so nothing was taken in. Take it in if you "
        "know why he wrote here; refuse it if he should not have."
    ),
    "mass_delete": N_(
        "The file would delete many records at once, so nothing of it was taken in. Ask its sender whether that was "
        "meant before you take it in."
    ),
}


class HeldSheet(QWidget):
    """A table of what waits; Enter looks at one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._waiting: dict[str, tuple[str, str]] = {}
        self.table = RecordTable(
            "exchange-held",
            held_columns(),
            context.preferences,
            context.today,
            empty=Empty(
                _("Nothing waits."),
                _("What a sender may not write, or what would delete a lot, waits here for your yes."),
                glyph="circle-check",
            ),
        )
        self.table.opened.connect(self.look)
        offer_papers(self, context, self.table, _("Held"))
        self.look_button = button(_("Look at it"), self._look_at_current)
        in_column((self.table, 1), in_row(STRETCH, self.look_button), within=self)

    def show_held(self, dossiers: tuple[HeldRow, ...], files: list[FileRow]) -> None:
        """Show what waits now."""
        rows = [held_row(row) for row in dossiers] + [held_file_row(row) for row in files]
        self._waiting = {str(row[0]): (str(row[1] or row[2] or ""), str(row[3])) for row in rows}
        self.table.set_rows(rows)
        self.look_button.setVisible(bool(rows))

    def look(self, held: str) -> None:
        """Find out what it would change, then ask."""
        if held not in self._waiting:
            return
        database = self._context.database
        self._context.tasks.run(
            lambda progress: preview(database, held),
            lambda applied: HeldDialog(self, self._context, held, self._waiting[held], applied).open(),
            title=_("Reading files"),
            writes=True,
        )

    def _look_at_current(self) -> None:
        held = self.table.current_id()
        if held is None:
            self._context.say(_("Choose one in the list first."), "news")
        else:
            self.look(held)


class HeldDialog(FormDialog):
    """Why it waits, what it would change; take it in, or refuse it with a reason."""

    def __init__(self, parent: QWidget, context: Context, held: str, named: tuple[str, str], applied: Applied) -> None:
        who, reason = named
        self._context, self._held = context, held
        form = Form()
        form.add_note(label(_(_WHY.get(reason, REASONS["not_owner"])), wrap=True))
        for words in change_lines(applied) or [_("It would change nothing that stands here.")]:
            form.add_note(label(words, "strong"))
        if applied.conflicts:
            form.add_note(
                muted(
                    _n(
                        "{count} conflict to decide afterwards",
                        "{count} conflicts to decide afterwards",
                        len(applied.conflicts),
                    )
                )
            )
        needed = _("Needed to refuse; it is kept in the audit of this store.")
        form.add("reason", _("Reason"), NoteField(lines=2), help=needed)
        super().__init__(parent, who or _("Held"), form, self._take, save_words=_("Take in"), width=560)
        self.refuse_button = button(_("Refuse"), self.refuse, "danger")
        self.add_button(self.refuse_button)

    def refuse(self) -> None:
        """Say no; the reason is asked for beside its field."""
        reason = self.form.values()["reason"] or ""
        try:
            refuse(self._context.database, self._held, reason)
        except UserError as error:
            self.form.complain("reason", error.sentence)
            self.form.field("reason").setFocus()
            return
        self.form.set_values({"reason": ""})
        tell(self._context, _("Refused. Its sender keeps what he wrote; nothing changed here."))
        self.accept()

    def _take(self, values: dict[str, Any]) -> None:
        context, held = self._context, self._held
        context.tasks.run(
            lambda progress: accept(context.database, held),
            lambda said: tell(context, *said),
            title=_("Taking files in"),
            writes=True,
        )


def preview(database: Database, held: str) -> Applied:
    """What a held thing would change (`held`: `dossier/<key>/<id>` or `file/<number>`)."""
    kind, _stroke, rest = held.partition("/")
    if kind == "file":
        return preview_held_file(database, int(rest))
    sender, _stroke, dossier = rest.partition("/")
    return preview_held_dossier(database, sender, dossier)


def accept(database: Database, held: str) -> tuple[str, str]:
    """Take it in; returns what came of it in a sentence, and its tone: a sender may be revoked while his file waits."""
    kind, _stroke, rest = held.partition("/")
    if kind == "file":
        outcome = accept_held_file(database, int(rest))
        return outcome.sentence, "done" if outcome.is_well else "warning"
    sender, _stroke, dossier = rest.partition("/")
    applied = accept_held_dossier(database, sender, dossier)
    if applied.incomplete:
        return _("What it builds on has not come yet. Write files and carry them over: they ask for it whole."), "news"
    return _(", ").join(changes_of([Outcome("", applied=applied, conflicts=len(applied.conflicts))])), "done"


def refuse(database: Database, held: str, reason: str) -> None:
    """Say no to it. Raises `UserError` without a reason."""
    kind, _stroke, rest = held.partition("/")
    if kind == "file":
        refuse_held_file(database, int(rest), reason)
        return
    sender, _stroke, dossier = rest.partition("/")
    refuse_held_dossier(database, sender, dossier, reason)
