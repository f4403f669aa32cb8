"""One campaign: its figures, its customers, what it was worth, and what was planned."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from gui.campaigns.columns import STANDING_TONES, STANDINGS
from gui.campaigns.dialogs import ask_close, open_campaign
from gui.campaigns.papers import report_paper
from gui.campaigns.phone_team import give_out_masked, give_out_whole, read_back
from gui.campaigns.picker import PickDialog
from gui.campaigns.result_tab import ResultTab
from gui.campaigns.targets_tab import TargetsTab
from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.preview import preview
from gui.widgets.card import Card
from gui.widgets.columns import money_words
from gui.widgets.confirm import confirm
from gui.widgets.labels import button, label, muted
from gui.widgets.pager import Pager
from gui.widgets.placing import clear
from gui.widgets.tabs import Tabs
from gui.widgets.tag_label import TagLabel
from model.campaigns.actions import delete_campaign, reopen_campaign
from model.campaigns.queries import CampaignSheet, find_campaign, list_targets
from model.errors import UserError
from model.labels import label_of
from resources.i18n import N_, _


class CampaignPage(Page):
    """The campaign `target`; previous and next stay inside the list it was opened from."""

    listens_to = frozenset({"campaign", "campaign_target", "contact"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.sheet: CampaignSheet | None = None
        self.heading.setMinimumWidth(120)
        self.before_heading.addWidget(button(_("Campaigns ›"), lambda: context.open_page("campaigns"), "link"))
        self.tag = TagLabel("", Tone.NEWS)
        self.after_heading.addWidget(self.tag)
        self.pager = Pager()
        self.pager.moved.connect(lambda row: context.open_page("campaign", row, self.within))
        self.targets = TargetsTab(context, self.pick)
        self.result = ResultTab()
        self.result.wanted.connect(self._open_step)
        self.plan = QGridLayout()
        self.tabs = Tabs()
        self.tabs.add("targets", _("Customers"), self.targets)
        self.tabs.add("result", _("Result"), self.result)
        self.tabs.add("plan", _("Campaign plan"), self._plan_sheet())
        self.body.addWidget(self.tabs, 1)
        self._add_buttons()
        self.setFocusProxy(self.targets.table.view)

    def refresh(self) -> None:
        """Read it again; one that is gone says so."""
        if self.target is None:
            return
        try:
            with self.context.read() as session:
                sheet = find_campaign(session, self.target, self.context.today())
                rows = list_targets(session, self.target)
        except UserError as error:
            self.sheet = None
            self.heading.setText(error.sentence)
            self.tabs.hide()
            return
        self.sheet = sheet
        self.tabs.show()
        self.heading.setText(sheet.name)
        self.heading.setToolTip(sheet.name)
        self.tag.set_tag(_(STANDINGS[sheet.standing]), STANDING_TONES[sheet.standing])
        self.pager.show_place(self.target, self.within)
        closed = sheet.closed_on is not None
        self.close_button.setText(_("Open again") if closed else _("Close campaign"))
        self.pick_button.setEnabled(not closed)
        words = _("{told} of {picked} told · {responded} answered · {bought} bought").format(
            told=f"{sheet.outcome.told.customers:,}",
            picked=f"{sheet.picked:,}",
            responded=f"{sheet.outcome.responded:,}",
            bought=f"{sheet.outcome.told.bought:,}",
        )
        self.sub_heading.setText(words if sheet.picked else "")
        self.targets.show_targets(rows)
        self.result.show_outcome(sheet)
        self._show_plan(sheet)

    def state(self) -> dict[str, Any]:
        """The sheet shown and the table's filter, order and place."""
        return {"tab": self.tabs.current(), "table": self.targets.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "targets")))
        self.targets.table.restore(state.get("table", {}))

    def edit(self) -> None:
        """Change what is planned, and note what was spent."""
        if self.sheet is not None:
            open_campaign(self, self.context, self.sheet)

    def pick(self) -> None:
        """Pick its customers."""
        if self.sheet is not None and self.sheet.closed_on is None:
            PickDialog(self, self.context, self.sheet).open()

    def close_or_reopen(self) -> None:
        """Close it with a sentence; one that is closed goes on."""
        if self.sheet is None:
            return
        if self.sheet.closed_on is None:
            ask_close(self, self.context, self.sheet)
            return
        with self.context.write(N_("Campaign {name} goes on"), name=self.sheet.name[:60]) as session:
            reopen_campaign(session, self.sheet.id)
        self.context.say(_("Saved"), undo=True)

    def take_out(self) -> None:
        """Delete it with its customers' answers."""
        sheet = self.sheet
        if sheet is not None and confirm(self, _("Delete {name}?").format(name=sheet.name), _("Undo brings it back."),
                                         _("Delete"), danger=True):  # fmt: skip
            with self.context.write(N_("Delete campaign {name}"), name=sheet.name[:60]) as session:
                delete_campaign(session, sheet.id)
            self.context.open_page("campaigns")

    def print_here(self) -> bool:
        """Ctrl+P: the report."""
        if self.sheet is not None:
            target = self.sheet.id
            preview(self, self.context, lambda: report_paper(self.context, target))
        return True

    def phone_menu(self) -> QMenu:
        """What is done with the phone team, ready to be shown."""
        menu = QMenu(self)
        if self.sheet is not None:
            menu.addAction(_("List with masked numbers…"), partial(give_out_masked, self, self.context, self.sheet))
            menu.addAction(
                _("List with whole numbers, encrypted…"), partial(give_out_whole, self, self.context, self.sheet)
            )
            menu.addSeparator()
            menu.addAction(_("Read the list back…"), partial(read_back, self, self.context, self.sheet))
        return menu

    def help_text(self) -> str:
        """What the page shows."""
        return _(
            "Pick the customers, then tell them. With the table focused, 1 to 5 note an answer and go to the next "
            "customer, T says told, 0 takes it back, Enter opens everything known, also what was bought. The phone "
            "team gets a list with masked numbers, or with whole ones behind the passphrase and in an encrypted file; "
            "what comes back is shown before it is taken over. The result compares those told with those not told; "
            "return = (bought by the told × margin − spent) ÷ spent. Every change can be undone with Ctrl+Z."
        )

    def _show_plan(self, sheet: CampaignSheet) -> None:
        clear(self.plan)
        days = [day.isoformat() if day else "…" for day in (sheet.starts_on, sheet.ends_on)]
        facts = (
            (_("Goal"), sheet.goal),
            (_("Offer"), sheet.offer),
            (_("How they are told"), label_of("contact_mode", sheet.channel)),
            (_("First and last day"), _("{start} to {end}").format(start=days[0], end=days[1])),
            (_("Quota (customers)"), f"{sheet.quota:,}" if sheet.quota else ""),
            (_("Budget (yuan)"), money_words(sheet.budget_fen) if sheet.budget_fen is not None else ""),
            (_("Margin (%)"), str(sheet.margin_percent)),
            (_("Made by"), sheet.maker),
            (_("Result"), sheet.result),
        )
        for row, (name, value) in enumerate(facts):
            self.plan.addWidget(muted(name), row, 0)
            self.plan.addWidget(label(value or "—", wrap=True), row, 1)

    def _open_step(self, step: str) -> None:
        self.targets.show_step(step)
        self.tabs.show_sheet("targets")

    def _plan_sheet(self) -> QWidget:
        card = Card(_("Campaign plan"))
        card.head.addWidget(button(_("Edit"), self.edit, "link"))
        card.head.addWidget(button(_("Delete"), self.take_out, "link"))
        self.plan.setHorizontalSpacing(24)
        self.plan.setVerticalSpacing(10)
        self.plan.setColumnStretch(1, 1)
        card.body.addLayout(self.plan)
        card.body.addStretch(1)
        return card

    def _add_buttons(self) -> None:
        self.phone_button = button(_("Phone team"), self._open_phone_menu, glyph="phone")
        self.close_button = button(_("Close campaign"), self.close_or_reopen)
        self.pick_button = button(_("Pick customers"), self.pick, "primary")
        for made in (
            self.pager, button(_("Report"), self.print_here), self.phone_button, self.close_button, self.pick_button
        ):  # fmt: skip
            self.buttons.addWidget(made)

    def _open_phone_menu(self) -> None:
        self.phone_menu().popup(self.phone_button.mapToGlobal(self.phone_button.rect().bottomLeft()))
