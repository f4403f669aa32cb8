"""Commands of keeping customers: make the tasks that are due, and mark one as done."""

from typing import Annotated

import typer

from cli.running import AsJson, Context, open_store, print_json, say, setup_of, tell_id
from model.errors import UserError
from model.retention.actions import finish_tasks, make_tasks
from model.retention.lines import TaskLine
from model.retention.queries import list_tasks
from resources.i18n import N_, _

_DONE = N_("Task done")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("remind", help=_("Make the retention tasks that are due."))(remind)
    group = typer.Typer(rich_markup_mode=None, help=_("Retention tasks."))
    group.command("done", help=_("Close a task as done."))(task_done)
    app.add_typer(group, name="task")


def remind(ctx: Context, as_json: AsJson = False) -> None:
    """Makes the tasks that are due as of the business date; running it again makes none twice."""
    today = setup_of(ctx).today
    with open_store(ctx) as database:
        with database.write() as session:
            run = make_tasks(session, today)
        with database.read() as session:
            lines = list_tasks(session, today)
    if as_json:
        print_json(
            {
                "made": run.made,
                "changed": run.changed,
                "reopened": run.reopened,
                "closed": run.closed,
                "open": run.open,
                "tasks": [task_json(line) for line in lines],
            }
        )
        return
    say(_("Tasks: {made} made, {closed} closed, {open} open.").format(made=run.made, closed=run.closed, open=run.open))
    for line in lines:
        say(f"{line.due}\t{line.group_code}\t{line.customer}\t{line.why}")


def task_json(line: TaskLine) -> dict[str, object]:
    """A task as `--json` prints it."""
    return {
        "id": line.id,
        "kind": line.kind,
        "rule": line.rule,
        "group_code": line.group_code,
        "customer_id": line.customer_id,
        "customer": line.customer,
        "source_id": line.source_id,
        "due": line.due,
        "days_late": line.days_late,
        "priority": line.priority,
        "why": line.why,
        "step": line.step,
        "status": line.status,
    }


def task_done(
    ctx: Context,
    task: Annotated[str, typer.Argument(metavar="ID")],
    result: Annotated[str, typer.Option("--result", metavar="TEXT")] = "",
    as_json: AsJson = False,
) -> None:
    """Marks a task as done, with its result."""
    with open_store(ctx) as database, database.write(_DONE) as session:
        if not finish_tasks(session, [task], setup_of(ctx).today, result):
            raise UserError(_("There is no open task with this id."))
    tell_id(task, as_json)
