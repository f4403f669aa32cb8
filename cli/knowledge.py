"""Commands of knowledge: success cases kept and shared by file, and the self-test's questions with their answers."""

from pathlib import Path
from typing import Annotated

import typer

from cli.running import AsJson, Context, choice_of, day_of, open_store, print_json, say, setup_of, tell_id
from model.customers.finding import customer_by_code
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.knowledge.actions import AnswerDraft, answer_question
from model.knowledge.cases import CaseDraft, list_cases, save_case
from model.knowledge.questions import QUESTIONS
from model.knowledge.rules import STANDINGS
from model.knowledge.self_test import QuestionRow, list_missing, list_questions, list_week
from model.knowledge.sharing import read_shared, share_cases, take_cases
from reports.knowledge import read_file, write_shared
from resources.i18n import N_, _, _n

_CASE, _TAKE, _ANSWER = N_("Case “{name}”"), N_("Take in {count} cases"), N_("Self-test: question {number}")
_ANSWERS = ENUMERATIONS["self_test_answer"]
Question = Annotated[str, typer.Argument(metavar="NUMBER|CODE")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    case = typer.Typer(rich_markup_mode=None, help=_("Success cases."))
    case.command("add", help=_("Keep a success case."))(case_add)
    case.command("share", help=_("Write cases into a file for colleagues."))(case_share)
    case.command("take", help=_("Take in the cases of a colleague's file."))(case_take)
    app.add_typer(case, name="case")
    self_test = typer.Typer(rich_markup_mode=None, help=_("The self-test of 45 questions."))
    self_test.command("list", help=_("The questions with what the store counts."))(self_test_list)
    self_test.command("missing", help=_("What keeps a question from being passed."))(self_test_missing)
    self_test.command("answer", help=_("Answer a question; a gap becomes a task."))(self_test_answer)
    app.add_typer(self_test, name="self-test")


def case_add(
    ctx: Context,
    name: Annotated[str, typer.Option("--name")],
    situation: Annotated[str, typer.Option("--situation", metavar="TEXT")] = "",
    action: Annotated[str, typer.Option("--action", metavar="TEXT")] = "",
    result: Annotated[str, typer.Option("--result", metavar="TEXT")] = "",
    lesson: Annotated[str, typer.Option("--lesson", metavar="TEXT")] = "",
    industry: Annotated[str, typer.Option("--industry")] = "",
    products: Annotated[str, typer.Option("--products")] = "",
    told_as: Annotated[str, typer.Option("--told-as", metavar="TEXT")] = "",
    may_be_told: Annotated[bool, typer.Option("--may-be-told")] = False,
    customer: Annotated[str, typer.Option("--customer", metavar="CODE")] = "",
    as_json: AsJson = False,
) -> None:
    """A case, with the customer it comes from; one that may be told must not name them."""
    with open_store(ctx) as database, database.write(_CASE, name=name[:60]) as session:
        found = customer_by_code(session, customer).id if customer else None
        draft = CaseDraft(
            name, told_as, industry, products, situation, action, result, lesson, may_be_told, customer_id=found
        )
        row_id = save_case(session, draft, setup_of(ctx).today)
    tell_id(row_id, as_json)


def case_share(
    ctx: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.mbk")],
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID…")] = None,
) -> None:
    """These cases, or all that may be told."""
    with open_store(ctx) as database, database.read() as session:
        wanted = ids or [row.id for row in list_cases(session) if row.may_be_told]
        known = {row.id for row in list_cases(session, wanted)}
        if not known or known < set(wanted):
            raise UserError(_("There is no such case."))
        content = share_cases(session, wanted)
    write_shared(file, content)
    say(_n("{count} case is in {file}.", "{count} cases are in {file}.", len(wanted), file=file.name))


def case_take(ctx: Context, file: Annotated[Path, typer.Argument(metavar="FILE.mbk")], as_json: AsJson = False) -> None:
    """What is new is added; a case that stands already stays as it is."""
    shared = read_shared(read_file(file))
    with open_store(ctx) as database, database.write(_TAKE, count=len(shared)) as session:
        taken = take_cases(session, shared)
    if as_json:
        print_json({"new": taken.new, "known": taken.known})
    else:
        say(_("Cases taken in: {new}; standing here already: {known}.").format(new=taken.new, known=taken.known))


def self_test_list(
    ctx: Context, week: Annotated[bool, typer.Option("--week")] = False, as_json: AsJson = False
) -> None:
    """All 45, or the week's three."""
    today = setup_of(ctx).today
    with open_store(ctx) as database, database.read() as session:
        rows = list_week(session, today) if week else list_questions(session, today)
    if as_json:
        print_json([_plain(row) for row in rows])
        return
    for row in rows:
        counted = f"{row.measured.have}/{row.measured.out_of}" if row.measured else ""
        say("\t".join((str(row.number), _(STANDINGS[row.standing]), counted, _(row.words))))


def self_test_missing(ctx: Context, question: Question, as_json: AsJson = False) -> None:
    """Customers, people or records that the count did not find in order."""
    code = _code_of(question)
    with open_store(ctx) as database, database.read() as session:
        rows = list_missing(session, code, setup_of(ctx).today)
    if as_json:
        print_json([{"id": row.id, "group_code": row.group_code, "subject": row.subject} for row in rows])
        return
    for row in rows:
        say("\t".join((row.group_code, row.customer_name, row.subject)).rstrip())


def self_test_answer(
    ctx: Context,
    question: Question,
    answer: Annotated[str, typer.Argument(metavar="yes|partly|no")],
    gap: Annotated[str, typer.Option("--gap", metavar="TEXT")] = "",
    due: Annotated[str | None, typer.Option("--due", metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> None:
    """Keeps an answer; with --due the gap becomes a task."""
    code, said = _code_of(question), choice_of(answer, _ANSWERS, "yes|partly|no")
    draft = AnswerDraft(code, said, gap, day_of(due, "--due") if due else None)
    with open_store(ctx) as database, database.write(_ANSWER, number=_number_of(code)) as session:
        row_id = answer_question(session, draft, setup_of(ctx).today)
    tell_id(row_id, as_json)


def _plain(row: QuestionRow) -> dict[str, object]:
    return {
        "number": row.number,
        "code": row.code,
        "group": row.group,
        "question": _(row.words),
        "standing": row.standing,
        "have": row.measured.have if row.measured else None,
        "out_of": row.measured.out_of if row.measured else None,
        "answer": row.answer or None,
        "answered_on": row.answered_on.isoformat() if row.answered_on else None,
        "gap": row.gap,
    }


def _code_of(text: str) -> str:
    """A question by its number or its code. Raises `UserError`."""
    codes = [question.code for question in QUESTIONS]
    if text.isdecimal() and 1 <= int(text) <= len(codes):
        return codes[int(text) - 1]
    if text not in codes:
        raise UserError(_("This is no question of the self-test."))
    return text


def _number_of(code: str) -> int:
    return [question.code for question in QUESTIONS].index(code) + 1
