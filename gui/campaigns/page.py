"""The page of campaigns: what was planned, how far each is, what it was worth."""

from typing import Any

from gui.campaigns.columns import campaign_columns
from gui.campaigns.dialogs import open_campaign
from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.campaigns.queries import list_campaigns
from resources.i18n import _


class CampaignsPage(Page):
    """All campaigns; Enter opens one."""

    listens_to = frozenset({"campaign", "campaign_target"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Campaigns"))
        self._columns = campaign_columns()
        nothing = Empty(
            _("No campaign yet"),
            _("A campaign has a goal, an offer, a budget and a quota; its customers are picked by a filter and their "
              "score, and a share may be kept untold to compare with."),
            _("New campaign"), self.new_here, "presentation",
        )  # fmt: skip
        self.table = RecordTable("campaigns", self._columns, context.preferences, context.today, empty=nothing)
        self.table.opened.connect(lambda row: context.open_page("campaign", row, self.table.shown_ids()))
        offer_papers(self, context, self.table, _("Campaigns"))
        self.body.addWidget(self.table, 1)
        self.buttons.addWidget(button(_("New campaign"), self.new_here, "primary"))
        self.setFocusProxy(self.table.view)

    def refresh(self) -> None:
        """Read the campaigns."""
        with self.context.read() as session:
            found = list_campaigns(session, self.context.today())
        self.table.set_rows(rows_of(found, self._columns))
        running = sum(one.standing in ("running", "over") for one in found)
        self.sub_heading.setText(_("{count} under way").format(count=running) if found else "")

    def state(self) -> dict[str, Any]:
        """The table's filter, order and place."""
        return {"table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: plan a campaign, and go to it."""
        open_campaign(self, self.context)
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Each line is a campaign with its counts: picked, told, answered, bought. The return is (what the told "
            "bought × margin − spent) ÷ spent, and stays empty until what was spent is noted. “To be closed” says "
            "that its last day has passed: open it, write a sentence of what came of it, and close it."
        )
