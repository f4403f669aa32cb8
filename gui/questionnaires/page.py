"""The page of questionnaires and market studies."""

from typing import Any

from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.questionnaires.columns import questionnaire_columns
from gui.questionnaires.dialogs import open_questionnaire
from gui.questionnaires.fill_dialog import choose_and_fill
from gui.questionnaires.studies_tab import StudiesTab
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.questionnaires.queries import list_questionnaires
from resources.i18n import _


class QuestionnairesPage(Page):
    """All questionnaires, Enter opens one; and plans of market studies."""

    listens_to = frozenset({"questionnaire", "questionnaire_version", "answer_sheet", "market_study", "study_step"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Questionnaires and studies"))
        self._columns = questionnaire_columns()
        nothing = Empty(
            _("No questionnaire yet"),
            _("Write a few questions, try them on a handful of customers, revise, then fill the form in at the "
              "customer's desk, also offline."),
            _("New questionnaire"), self.new_here, "clipboard-list",
        )  # fmt: skip
        self.table = RecordTable("questionnaires", self._columns, context.preferences, context.today, empty=nothing)
        self.table.opened.connect(lambda row: context.open_page("questionnaire", row, self.table.shown_ids()))
        offer_papers(self, context, self.table, _("Questionnaires and studies"))
        self.studies = StudiesTab(context)
        self.tabs = Tabs()
        self.tabs.add("questionnaires", _("Questionnaires"), self.table)
        self.tabs.add("studies", _("Market studies"), self.studies)
        self.tabs.changed.connect(lambda _key: self._show_buttons())
        self.body.addWidget(self.tabs, 1)
        self.fill_button = button(_("Fill it in"), lambda: choose_and_fill(self, context, None), glyph="pencil")
        self.new_button = button(_("New questionnaire"), self.new_here, "primary")
        self.buttons.addWidget(self.fill_button)
        self.buttons.addWidget(self.new_button)
        self.setFocusProxy(self.table.view)

    def refresh(self) -> None:
        """Read both sheets."""
        with self.context.read() as session:
            found = list_questionnaires(session)
        self.table.set_rows(rows_of(found, self._columns))
        self.studies.refresh()
        asked = sum(row.state in ("trial", "live") for row in found)
        self.sub_heading.setText(_("{count} are asked now").format(count=asked) if asked else "")
        self._show_buttons()

    def state(self) -> dict[str, Any]:
        """The sheet shown and the table's filter, order and place."""
        return {"tab": self.tabs.current(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "questionnaires")))
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: a new questionnaire, or a new study on its sheet."""
        if self.tabs.current() == "studies":
            self.studies.write()
        else:
            open_questionnaire(self, self.context)
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the checklist of the study that is shown."""
        if self.tabs.current() != "studies":
            return False
        self.studies.print_study()
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "A questionnaire has versions: the first is written, goes on trial, is revised with a reason, and goes "
            "into the field. What was answered stays with its version; a trial's answers are not counted. “Fill in” "
            "works offline at the customer's desk. Satisfaction, perceived price and switching barriers are written "
            "to the customer with date and source. A market study is a checklist of the steps of the field; those "
            "marked “ours” are this program's own. X ticks a step."
        )

    def _show_buttons(self) -> None:
        lists = self.tabs.current() == "questionnaires"
        self.fill_button.setVisible(lists)
        self.new_button.setVisible(lists)
