"""What can be done with a proposal as it stands: only buttons that lead somewhere are shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from gui.widgets.labels import button
from model.proposals.states import EDITABLE, may_become
from resources.i18n import _


class StateButtons:
    """The buttons of the editor's header; each calls what it was given."""

    def __init__(
        self,
        row: QHBoxLayout,
        *,
        versions: Callable[[], object],
        version: Callable[[], object],
        submit: Callable[[], object],
        judge: Callable[[str], object],
        decide: Callable[[str], object],
        print_it: Callable[[], object],
        save: Callable[[], object],
        template: Callable[[], object],
    ) -> None:
        self.versions = button(_("Versions"), versions)
        self.template = button(_("Keep as template"), template)
        self.version = button(_("New version"), version)
        self.submit = button(_("Hand in"), submit)
        self.approve = button(_("Note the approval"), lambda: judge("approve"))
        self.reject = button(_("Send back"), lambda: judge("return"))
        self.accept = button(_("Customer accepts"), lambda: decide("accepted"))
        self.decline = button(_("Customer declines"), lambda: decide("declined"))
        self.print = button(_("Print"), print_it, glyph="printer")
        self.save = button(_("Save"), save, "primary")
        for made in (
            self.template, self.versions, self.version, self.submit, self.approve, self.reject, self.accept,
            self.decline, self.print, self.save,
        ):  # fmt: skip
            row.addWidget(made)

    def show_state(self, state: str, kept: bool) -> None:
        """Show what a proposal in this state allows; `kept` is False for one that was never saved."""
        editable = state in EDITABLE
        self.save.setVisible(editable)
        self.submit.setVisible(editable)
        self.approve.setVisible(state == "pending")
        self.reject.setVisible(state == "pending")
        self.accept.setVisible(may_become(state, "accepted"))
        self.decline.setVisible(may_become(state, "declined"))
        self.version.setVisible(kept and not editable)
        self.versions.setVisible(kept)
        self.template.setVisible(kept)
