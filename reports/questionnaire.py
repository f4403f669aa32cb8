"""Papers of questionnaires: the blank form to be filled in by hand, and the results with a table and a chart each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.labels import label_of
from model.questionnaires.queries import (
    QuestionnaireSheet,
    Results,
    SheetRow,
    VersionRow,
    count_sample,
    find_questionnaire,
    find_questionnaire_by_name,
    list_sheets,
    results_from,
)
from model.questionnaires.rules import SCALE, Question, QuestionKind, Tally
from model.store.base import RowId
from reports.charts import ChartData, Series, ranked_bar_chart
from reports.document import (
    Align,
    Blank,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Lead,
    Paragraph,
    Table,
    TableColumn,
)
from reports.drawing import Colour, Drawing
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.scales import Measure
from resources.i18n import _, _n

_MOST_TEXTS: Final = 30
_BOX: Final = "□"
_LINE: Final = "_" * 60


@dataclass(frozen=True)
class ResultsPaper:
    """A questionnaire with the results of one version and its answer sheets."""

    sheet: QuestionnaireSheet
    results: Results
    rows: Sequence[SheetRow]
    sampled: int
    reached: int
    imprint: Imprint


def results_paper(session: Session, row_id: RowId, imprint: Imprint, version_id: RowId | None = None) -> ResultsPaper:
    """The results of a version; without one, of the newest that was answered. Raises `UserError`."""
    sheet = find_questionnaire(session, row_id)
    version = version_of(sheet, version_id)
    rows = list_sheets(session, row_id, version.id)
    sampled, reached = count_sample(session, row_id)
    return ResultsPaper(sheet, results_from(version, rows), rows, sampled, reached, imprint)


def results_paper_by_name(session: Session, name: str, imprint: Imprint) -> ResultsPaper:
    """The results of the questionnaire of this name; without one, of that answered last. Raises `UserError`."""
    return results_paper(session, find_questionnaire_by_name(session, name), imprint)


def version_of(sheet: QuestionnaireSheet, version_id: RowId | None) -> VersionRow:
    """The version asked for; without one the newest that was answered, else the newest."""
    for version in sheet.versions:
        if version.id == version_id:
            return version
    answered = [version for version in sheet.versions if version.sheets]
    return answered[0] if answered else sheet.newest


def blank_document(sheet: QuestionnaireSheet, version: VersionRow, issuer: str) -> Document:
    """The form to be filled in by hand; it goes to customers and carries nothing of ours but who gives it."""
    blocks: list[Block] = [Lead(sheet.opening or _("Thank you for taking a few minutes. There is no wrong answer."))]
    fields = (_("Company"), _("Name and title"), _("Date"))
    blocks += [Facts([(name, "_" * 16) for name in fields], 3), Blank(4.0)]
    for number, question in enumerate(version.questions, 1):
        blocks += [Paragraph(question_words(number, question)), *_room(question), Blank(8.0)]
    return Document(
        kind=_("Questionnaire"),
        title=sheet.name,
        subtitle=_("Version {number}").format(number=version.number),
        blocks=blocks,
        issuer=issuer,
    )


def question_words(number: int, question: Question) -> str:
    """A question as it is put: number, words, how it is answered."""
    how = label_of("question_kind", question.kind.value)
    star = " *" if question.needed else ""
    return _("{number}. {text}{star} ({how})").format(number=number, text=question.text, star=star, how=how)


def result_lead(results: Results, sampled: int, reached: int) -> str:
    """How many answered, of how many drawn, and the mean of the first satisfaction question."""
    words = _n(
        "{count} answer sheet to version {number}",
        "{count} answer sheets to version {number}",
        results.sheets,
        number=results.version.number,
    )
    parts = [words + _(" (a trial run, not counted)") if results.trial else words]
    if sampled:
        parts.append(
            _("{reached} of {sampled} customers of the sample have answered").format(
                reached=f"{reached:,}", sampled=f"{sampled:,}"
            )
        )
    content = next((one for one in results.tallies if one.question.meaning == "satisfaction"), None)
    if content is not None and content.mean is not None:
        parts.append(_("satisfaction {mean} of 5").format(mean=f"{content.mean:.2f}"))
    return _("; ").join(parts) + _(".")


def results_document(paper: ResultsPaper) -> Document:
    """The results as an internal paper."""
    sheet, version = paper.sheet, paper.results.version
    blocks: list[Block] = [
        Lead(_lead(paper)),
        Facts(
            [
                (_("What it is to find out"), sheet.purpose or _("not noted")),
                (_("State"), label_of("questionnaire_state", version.state)),
                (
                    _("Whom to ask"),
                    _("{size} customers, seed {seed}").format(size=sheet.sample_size, seed=sheet.sample_seed),
                ),
                (_("Made by"), sheet.maker),
            ]
        ),
    ]
    for number, one in enumerate(paper.results.tallies, 1):
        blocks += [Heading(f"{number}. {one.question.text}"), *_result(one)]
    return Document(
        kind=_("Results of a questionnaire"),
        title=sheet.name,
        subtitle=_("Version {number}").format(number=version.number),
        blocks=blocks,
        imprint=paper.imprint,
    )


def tally_chart(one: Tally) -> ChartData | None:
    """The counts of a question as bars; nothing for words, or while nobody has answered."""
    rows = one.rows
    if not one.answered or not rows:
        return None
    return ChartData(
        tuple(row_words(one.question, name) for name, _count in rows),
        tuple(name for name, _count in rows),
        (Series(_("Answers"), tuple(float(count) for _name, count in rows), Colour.FIRST),),
        Measure.COUNT,
    )


def row_words(question: Question, name: str) -> str:
    """What a row of a count is called: a choice as it stands, a step of the scale with its unit."""
    return _("{step} points").format(step=name) if question.kind is QuestionKind.SCALE else name


def tally_words(one: Tally) -> str:
    """How many answered a question, with mean and median where it is about figures."""
    words = _("{count} answered").format(count=f"{one.answered:,}")
    if one.mean is None or one.median is None:
        return words
    return (
        words + _("; ") + _("mean {mean}, median {median}").format(mean=f"{one.mean:,.2f}", median=f"{one.median:,g}")
    )


def write_results(path: Path, paper: ResultsPaper) -> None:
    """Write the results as .pdf or .xlsx; raises `UserError` when they cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [_tally_sheet(paper), _answer_sheet(paper)], paper.imprint)
    else:
        write_pdf(path, results_document(paper))


def answer_words(question: Question, value: object) -> str:
    """An answer as it is read; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return _(", ").join(str(one) for one in value)
    return f"{value} / {SCALE[-1]}" if question.kind is QuestionKind.SCALE else str(value)


def _lead(paper: ResultsPaper) -> str:
    return result_lead(paper.results, paper.sampled, paper.reached)


def _room(question: Question) -> list[Block]:
    """Where the answer is written: boxes to tick, steps to ring, or lines."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return [Paragraph("　　".join(f"{_BOX} {choice}" for choice in question.choices))]
        case QuestionKind.SCALE:
            steps = "　　".join(f"{_BOX} {step}" for step in SCALE)
            return [Paragraph(f"{_('very poor')}　{steps}　{_('very good')}")]
        case QuestionKind.NUMBER:
            return [Paragraph(_LINE[:20])]
    return [Paragraph(_LINE), Paragraph(_LINE)]


def _result(one: Tally) -> list[Block]:
    blocks: list[Block] = [Paragraph(tally_words(one), muted=True)]
    chart = tally_chart(one)
    if chart is not None:
        blocks += [Figure(_chart(chart)), _table(one)]
    if one.texts:
        blocks.append(Bullets(one.texts[:_MOST_TEXTS]))
        if len(one.texts) > _MOST_TEXTS:
            blocks.append(Paragraph(_("The workbook has the others."), muted=True))
    return blocks


def _chart(data: ChartData) -> Drawing:
    return ranked_bar_chart(data, 480.0)


def _table(one: Tally) -> Table:
    columns = [
        TableColumn(_("Answer given")),
        TableColumn(_("Count"), Align.RIGHT),
        TableColumn(_("Share"), Align.RIGHT),
    ]
    rows = [
        [row_words(one.question, name), f"{count:,}", f"{count * 100 / one.answered:.1f}%"] for name, count in one.rows
    ]
    total = [_("People who answered"), f"{one.answered:,}", ""]
    return Table(columns, rows, total)


def _tally_sheet(paper: ResultsPaper) -> Sheet:
    columns = [
        Column(_("No."), Kind.INTEGER),
        Column(_("Question"), width=44, wrap=True),
        Column(_("Answer given"), width=36, wrap=True),
        Column(_("Count"), Kind.INTEGER),
        Column(_("Share"), Kind.PERCENT),
        Column(_("People who answered"), Kind.INTEGER),
        Column(_("Mean"), Kind.NUMBER),
        Column(_("Median"), Kind.NUMBER),
    ]
    return Sheet(_("What came out"), columns, _tally_rows(paper), paper.sheet.name, [_lead(paper)])


def _tally_rows(paper: ResultsPaper) -> Iterable[Sequence[Value]]:
    for number, one in enumerate(paper.results.tallies, 1):
        lines: list[tuple[str, int | None]] = [*one.rows, *((text, None) for text in one.texts)] or [("", None)]
        for place, (name, count) in enumerate(lines):
            share = count / one.answered if count is not None and one.answered else None
            figures = [one.answered, one.mean, one.median] if place == 0 else [None, None, None]
            yield [number, one.question.text, name, count, share, *figures]


def _answer_sheet(paper: ResultsPaper) -> Sheet:
    questions = paper.results.version.questions
    columns = [
        Column(_("Group code"), width=16),
        Column(_("Customer"), width=32),
        Column(_("Answered on"), Kind.DATE),
        *(Column(f"{number}. {question.text}", width=24, wrap=True) for number, question in enumerate(questions, 1)),
    ]
    rows = (
        [row.group_code, row.customer_name, row.answered_on,
         *(answer_words(question, row.answers.get(question.key)) for question in questions)]
        for row in paper.rows
    )  # fmt: skip
    return Sheet(_("Answer sheets"), columns, rows, paper.sheet.name)
