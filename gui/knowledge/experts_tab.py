"""The experts: who knows what, and whom to call; numbers masked until asked for."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customers.row_dialog import delete_with_undo
from gui.customers.shown_numbers import ShownNumbers
from gui.knowledge.case_form import open_expert
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.knowledge.experts import ExpertRow
from model.knowledge.records import Expert
from resources.i18n import N_, _


class ExpertsTab(QWidget):
    """Experts (专家)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._experts: list[ExpertRow] = []
        self._numbers = ShownNumbers(context, "expert")
        nothing = Empty(
            _("No experts yet"),
            _("Note who in the company knows what: lines, access cards, tenders. The topic is searched for."),
            _("New expert"), self.new_row, "graduation-cap",
        )  # fmt: skip
        self.table = RecordTable("experts", expert_columns(), context.preferences, context.today, empty=nothing)
        self.table.opened.connect(self._edit)
        self.table.acted.connect(self._reveal)
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Experts"))
        self.delete_button = button(_("Delete"), self.delete, "quiet", "trash-2")
        row = in_row(self.delete_button, STRETCH, muted(_("Each number shown in full is written down.")), gap=8)
        in_column(row, (self.table, 1), gap=12, within=self)
        self._on_selection()

    def show_experts(self, experts: list[ExpertRow], target: str | None) -> None:
        """Show them, and stand on the target."""
        self._experts = experts
        self.table.set_rows([self._row(expert) for expert in experts])
        if target:
            self.table.select(target)
        self._on_selection()

    def new_row(self) -> None:
        """Note an expert."""
        open_expert(self, self._context)

    def delete(self) -> None:
        """Take the chosen expert out."""
        expert = self._of(self.table.current_id())
        if expert is not None:
            delete_with_undo(self, self._context, Expert, expert.id, expert.person_name)

    def _row(self, expert: ExpertRow) -> tuple[str | None, ...]:
        number, ask = self._numbers.cells(expert.id, expert.phone)
        return (
            expert.id, expert.topic, expert.person_name, expert.unit, number, ask, expert.industry, expert.remarks
        )  # fmt: skip

    def _reveal(self, expert: str, _key: str) -> None:
        self._numbers.show(expert, "phone")
        self.show_experts(self._experts, expert)

    def _edit(self, row_id: str) -> None:
        expert = self._of(row_id)
        if expert is not None:
            open_expert(self, self._context, expert)

    def _of(self, row_id: str | None) -> ExpertRow | None:
        return next((expert for expert in self._experts if expert.id == row_id), None)

    def _on_selection(self) -> None:
        self.delete_button.setEnabled(bool(self.table.selected_ids()))


def expert_columns() -> list[Column]:
    """The columns of experts."""
    return [
        Column("topic", N_("Topic"), width=190, bold=True),
        Column("person_name", N_("Expert"), width=110),
        Column("unit", N_("Department"), width=130),
        Column("phone", N_("Phone"), width=116),
        Column("show", "", Kind.ACTION, 76),
        Column("industry", N_("Industry"), width=90, quiet=True),
        Column("remarks", N_("Remarks"), width=240, quiet=True),
    ]
