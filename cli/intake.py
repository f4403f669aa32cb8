"""Commands that bring office files in and take an import back."""

from pathlib import Path
from typing import Annotated

import typer

from cli.running import AsJson, Context, open_store, print_json, say, setup_of
from cli.store import tell_undo
from model.intake.apply import run_import
from model.intake.batches import undo_import
from model.intake.job import Options
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.plan import Mode
from model.intake.report import ImportReport
from model.retention.refresh import refresh
from reports.intake import write_rejects
from reports.workbook import open_workbook
from resources.i18n import _, language


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("import", help=_("Bring office workbooks or csv files in."))(import_files)
    app.command("import-undo", help=_("Take an import back."))(undo)


def import_files(
    ctx: Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    mode: Annotated[Mode, typer.Option("--mode")] = Mode.MERGE,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE.xlsx")] = None,
    member_names: Annotated[bool, typer.Option("--member-names")] = False,
    keep_unknown: Annotated[bool, typer.Option("--keep-unknown", help="unknown columns become custom fields")] = False,
    as_json: AsJson = False,
) -> None:
    """Brings office workbooks or csv files in, as one change."""
    sources = [open_workbook(file) for file in files]
    options = Options(mode, dry_run, member_names, keep_unknown)
    with open_store(ctx) as database:
        report = run_import(database, sources, options, setup_of(ctx).today)
        if not dry_run:
            with database.write() as session:
                refresh(session, setup_of(ctx).today)
    if rejects is not None:
        write_rejects(rejects, report.refused, sources)
    if as_json:
        print_json(report.as_json())
    else:
        _tell(report)


def undo(ctx: Context, batch: str, as_json: AsJson = False) -> None:
    """Takes an import back, and says which later edits stand in the way."""
    with open_store(ctx) as database:
        result = undo_import(database, batch)
        with database.write() as session:
            refresh(session, setup_of(ctx).today)
    tell_undo(result, as_json, _("Taken back: {title} (changes: {count})."))


def _tell(report: ImportReport) -> None:
    for entity, counts in report.sheets.items():
        line = _(
            "{sheet}: {read} read, {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected"
        )
        say(
            line.format(
                sheet=_title(entity),
                read=counts.read,
                created=counts.created,
                updated=counts.updated,
                unchanged=counts.unchanged,
                rejected=counts.rejected,
            )
        )
    for notice in report.notices:
        say(notice)
    for remark in report.rejects:
        line = _("Rejected: sheet {sheet}, row {row}, column {column}: {value} ({reason})")
        say(line.format(**vars(remark)))
    for remark in report.notes:
        line = _("Note: sheet {sheet}, row {row}, column {column}: {value} ({reason})")
        say(line.format(**vars(remark)))
    _tell_month(report)
    if report.batch:
        say(_("Import {batch}").format(batch=report.batch))


def _title(entity: str) -> str:
    """What an entity's sheet is called in the reader's language."""
    sheet = next(sheet for sheet in OFFICE_SHEETS if sheet.entity == entity)
    return sheet.names[0 if language() == "zh_CN" else 1]


def _tell_month(report: ImportReport) -> None:
    month = report.month
    if month.first:
        return
    for lines, words in (
        (month.new, _("New customers: {count}")),
        (month.missing, _("Customers missing from the list: {count} (nothing was done to them)")),
        (month.manager_changed, _("Manager changed: {count}")),
        (month.grade_changed, _("Grade changed: {count}")),
        (month.members_left, _("Members who left: {count}")),
    ):
        if lines:
            say(words.format(count=len(lines)))
            for line in lines[:20]:
                say("  " + " ".join(part for part in (line.group_code, line.name, line.before, line.after) if part))
