"""The office's appraisal plan in five steps: process, indicators, objects, standards, results; then it is published."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.targets.wizard_steps import IndicatorStep, ObjectStep, ProcessStep, ResultStep, StandardStep
from gui.widgets.wizard import Step, Wizard
from model.errors import UserError
from model.months import month_after, month_of, month_words
from model.pay.appraisals import Plan, list_items, list_subjects, outcomes_of, plan_faults, publish_plan
from model.pay.measures import INDICATORS
from resources.i18n import N_, _, _n


class PlanWizard(Wizard):
    """What is appraised, by which indicators, for whom, at which standards, and what it would have made."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self.context = context
        with context.read() as session:
            known = list_items(session)
            managers, districts = (list_subjects(session, scope) for scope in ("manager", "district"))
        shipped = [indicator.names[0] for indicator in INDICATORS]
        items = [*dict.fromkeys([*shipped, *known])]
        next_month = month_after(month_of(context.today()))
        self.process = ProcessStep(next_month)
        self.indicators = IndicatorStep(items)
        self.objects = ObjectStep(managers, districts)
        self.standards = StandardStep()
        self.results = ResultStep(context)
        steps = [
            Step(_("Process"), self.process, leave=self.process.problem),
            Step(_("Indicators"), self.indicators, leave=self.indicators.problem),
            Step(_("Objects"), self.objects, enter=self._show_level, leave=self.objects.problem),
            Step(_("Standards"), self.standards, enter=self._show_items, leave=self._standard_problem),
            Step(_("Results"), self.results, enter=self._show_results, leave=self._publish, next_words=_("Publish")),
        ]
        super().__init__(parent, _("Appraisal plan"), steps)
        self.unsaved = True

    def plan(self) -> Plan:
        """The plan as it stands in the steps."""
        process = self.process.values()
        return Plan(
            process["name"] or "",
            process["part"],
            process["valid_from"] or 0,
            process["valid_to"] or 0,
            process["scope"],
            self.objects.chosen(),
            self.standards.standards(),
        )

    def _show_level(self) -> None:
        self.objects.show_level(self.process.values()["scope"])

    def _show_items(self) -> None:
        self.standards.show_items(self.indicators.chosen())

    def _standard_problem(self) -> str:
        return self.standards.problem() or " ".join(_(fault) for fault in plan_faults(self.plan()))

    def _show_results(self) -> None:
        plan = self.plan()
        month = month_after(month_of(self.context.today()), -1)
        with self.context.read() as session:
            found = outcomes_of(session, plan, month)
        self.results.show_outcomes(plan, found, month_words(month))

    def _publish(self) -> str:
        plan = self.plan()
        try:
            with self.context.write(N_("Publish the appraisal {name}"), name=plan.name) as session:
                count = publish_plan(session, plan)
        except UserError as error:
            return error.sentence
        self.context.say(
            _n(
                "{count} target is set; it goes out with the next files.",
                "{count} targets are set; they go out with the next files.",
                count,
            ),
            undo=True,
        )
        return ""
