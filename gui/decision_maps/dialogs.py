"""The dialogs of the map: a new person, a whole judgement, a counterpart, a person's history."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from gui.decision_maps.commands import Gestures
from gui.widgets.fields import CheckField, ChoiceField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted, section
from gui.widgets.placing import FRAME, in_column
from model.decision_maps.actions import PersonDraft
from model.decision_maps.graph import Judgement, Person
from model.decision_maps.judging import JudgementDraft
from model.decision_maps.sentences import source_sentence
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from resources.i18n import _


def person_dialog(
    parent: QWidget, gestures: Gestures, added: Callable[[str], object], role: str = "", manager: str = ""
) -> FormDialog:
    """A new person, told to `added`; a name with a question mark makes a placeholder."""
    form = Form()
    form.add(
        "name",
        _("Name"),
        TextField(),
        needed=True,
        help=_("Not known yet? Type what the person does and a question mark."),
    )
    form.add("title", _("Title"), TextField())
    form.add("department", _("Department"), TextField())
    form.add("role", _("Buying role"), ChoiceField(ENUMERATIONS["buying_role"], optional=True))
    if role:
        form.set_values({"role": role})

    def save(values: dict[str, Any]) -> None:
        draft = PersonDraft(
            gestures.customer_id, values["name"] or "", values["title"] or "", values["department"] or ""
        )
        added(gestures.add_person(draft, values["role"] or "", manager))

    return FormDialog(parent, _("Add a person"), form, save, save_words=_("Add"))


def judge_dialog(
    parent: QWidget, gestures: Gestures, person: Person, judgements: Sequence[Judgement], visits: Mapping[str, str]
) -> FormDialog:
    """A whole judgement with its evidence and the visit it comes from; `visits` are the last ones by id."""
    latest = judgements[0] if judgements else None
    form = Form(columns=2)
    for field, words in (
        ("attitude", _("Attitude")),
        ("influence", _("Influence")),
        ("coverage", _("Coverage")),
        ("evidence", _("Evidence")),
    ):
        form.add(field, words, ChoiceField(ENUMERATIONS[field], optional=field != "evidence"))
    form.add("visit", _("Source visit"), ChoiceField(visits, optional=True), wide=True)
    form.add("beneficiary", "", CheckField(_("Beneficiary")))
    form.add("informant", "", CheckField(_("Informant")))
    if latest is not None:
        values: dict[str, Any] = {name: getattr(latest, name) or None for name in ("attitude", "influence", "coverage")}
        values |= {"evidence": latest.evidence or "assumed", "visit": latest.visit if latest.visit in visits else None}
        form.set_values(values | {"beneficiary": latest.beneficiary, "informant": latest.informant})

    def save(values: dict[str, Any]) -> None:
        judged = {name: values[name] or "" for name in ("attitude", "influence", "coverage", "evidence")}
        flags = {name: bool(values[name]) for name in ("beneficiary", "informant")}
        gestures.judge_whole(
            JudgementDraft(
                person.id, judged, opportunity_id=gestures.opportunity_id, visit_id=values["visit"], flags=flags
            )
        )

    return FormDialog(parent, _("Judge {name}").format(name=person.name), form, save)


def counterpart_dialog(parent: QWidget, gestures: Gestures, person: Person) -> FormDialog:
    """Who of ours faces this person, and the relationship that is and is wanted."""
    form = Form()
    form.add("our_name", _("Our person"), TextField(), needed=True)
    form.add("present", _("Present relationship"), ChoiceField(ENUMERATIONS["relationship_level"], optional=True))
    form.add("wanted", _("Wanted relationship"), ChoiceField(ENUMERATIONS["relationship_level"], optional=True))

    def save(values: dict[str, Any]) -> None:
        gestures.face(person.id, values["our_name"] or "", values["present"] or "", values["wanted"] or "")

    return FormDialog(parent, _("Counterpart of {name}").format(name=person.name), form, save)


class HistoryDialog(QDialog):
    """Every judgement ever made of a person, the latest first."""

    def __init__(self, parent: QWidget, person: Person, judgements: Sequence[Judgement]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History of {name}").format(name=person.name))
        self.resize(460, 420)
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        for judgement in sorted(judgements, key=lambda one: (one.judged_on, one.id), reverse=True):
            column.addWidget(muted(source_sentence(judgement)))
            column.addWidget(label(_judged_words(judgement), wrap=True))
            column.addSpacing(8)
        if not judgements:
            column.addWidget(muted(_("Not judged yet")))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(ground)
        in_column(
            section(self.windowTitle()),
            (scroll, 1),
            button(_("Close"), self.accept),
            margins=FRAME,
            within=self,
        )


def _judged_words(judgement: Judgement) -> str:
    """A judgement as one line."""
    parts = [label_of("buying_role", judgement.role)]
    parts += [label_of(name, getattr(judgement, name)) for name in ("attitude", "influence", "coverage")]
    if judgement.ended_on is not None:
        parts.append(_("ended {date}").format(date=f"{judgement.ended_on:%Y-%m-%d}"))
    return " · ".join(part for part in parts if part)
