"""The `demo` command: a store from the sample month, the month's work, and every paper, without a display."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import typer
from sqlalchemy.orm import Session

from cli.reports import PAPERS, Asked
from cli.running import Context, given_passphrase, say, setup_of
from model.clock import Clock
from model.errors import UserError
from model.intake.apply import run_import
from model.intake.job import Options
from model.intake.report import ImportReport
from model.practice.actions import SAMPLE_DAY, SAMPLE_MONTHS, SAMPLE_OWNER, WORKED_ON, add_sample_work
from model.retention.refresh import refresh
from model.store.backup import backup
from model.store.database import Database
from model.store.opening import create_store
from model.store.replica import device_folder
from reports.imprint import VERSION, Imprint
from reports.intake import write_rejects
from reports.workbook import open_workbook
from resources.i18n import N_, _

STORE = "sample.db"
PASSPHRASE = "meiban sample month"  # noqa: S105  it locks nothing but invented customers
_WORK = N_("The sample month's work")
_ABOUT_A_CUSTOMER = ("needs", "receipt", "map", "brief", "proposal", "hand-over", "plan")
_SHOWN_PRODUCTS = ("JC03", "TC01")
_FORMS = {
    "needs": (".pdf", ".xlsx"),
    "work-log": (".pdf", ".xlsx"),
    "map": (".pdf", ".svg"),
    "priority": (".pdf", ".xlsx"),
    "proposal": (".pdf", ".xlsx"),
    "pay": (".pdf", ".xlsx"),
    "analysis": (".pdf", ".xlsx"),
    "campaign": (".pdf", ".xlsx"),
    "questionnaire": (".pdf", ".xlsx"),
}


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("demo", help=_("Build a store from the sample month and write its papers."))(demo)


def demo(ctx: Context, folder: Path) -> None:
    """Builds a store from the sample month in a folder, runs the month's work and writes every paper there."""
    setup = setup_of(ctx)
    today = setup.today if setup.day_given else SAMPLE_DAY
    clock = replace(setup.clock, today=lambda: today)
    words = given_passphrase(setup) or PASSPHRASE
    database = _fresh_store(folder, words, clock)
    try:
        _import_months(database, folder)
        with database.write(_WORK) as session:
            add_sample_work(session, today)
        with database.write() as session:
            refresh(session, today)
        with database.read() as session:
            _write_papers(session, folder, today)
        backup(database, folder / "sample.mbb")
        say(_("Made: {file}").format(file="sample.mbb"))
    finally:
        database.close()
    say(_("Store: {file}; passphrase: {words}").format(file=folder / STORE, words=words))


def _fresh_store(folder: Path, words: str, clock: Clock) -> Database:
    """A new store in the folder, in place of the one that an earlier demo made there."""
    others = [path for path in folder.glob("*.db") if path.name != STORE] if folder.is_dir() else []
    if folder.is_file() or others:
        raise UserError(
            _("{folder} holds something else. Name a folder of its own for the demo.").format(folder=folder)
        )
    for path in folder.glob(f"{STORE}*") if folder.is_dir() else ():
        path.unlink()
    database, _code = create_store(folder / STORE, words, SAMPLE_OWNER, clock, device_folder())
    return database


def _import_months(database: Database, folder: Path) -> None:
    for path, day in SAMPLE_MONTHS:
        source = open_workbook(path)
        report = run_import(database, [source], Options(), day)
        read = sum(counts.read for counts in report.sheets.values())
        line = _("Imported {file}: {read} rows read, {rejected} rejected")
        say(line.format(file=path.name, read=read, rejected=sum(c.rejected for c in report.sheets.values())))
        if report.refused:
            write_rejects(folder / "rejected-rows.xlsx", report.refused, [source])
            say(_("Made: {file}").format(file="rejected-rows.xlsx"))
    _tell_month(report)


def _tell_month(report: ImportReport) -> None:
    month = report.month
    line = _(
        "Against last month: {new} new, {missing} missing, {manager} with another manager, {grade} with another grade"
    )
    say(
        line.format(
            new=len(month.new),
            missing=len(month.missing),
            manager=len(month.manager_changed),
            grade=len(month.grade_changed),
        )
    )


def _write_papers(session: Session, folder: Path, today: date) -> None:
    imprint = Imprint(today, SAMPLE_OWNER.name, VERSION)
    for kind, (_name, writer) in PAPERS.items():
        about = WORKED_ON if kind in _ABOUT_A_CUSTOMER else _SHOWN_PRODUCTS if kind == "leaflet" else ("",)
        for code in about:
            for ending in _FORMS.get(kind, (".pdf",)):
                out = folder / ("-".join(part for part in (kind, code) if part) + ending)
                _write_paper(session, writer, Asked(out, today, imprint, code, "", "", None, product=code))


def _write_paper(session: Session, writer: Callable[[Session, Asked], None], asked: Asked) -> None:
    """One paper; a customer who gives it nothing to say is told, and the others are still made."""
    try:
        writer(session, asked)
    except UserError as error:
        say(_("Not made: {file}. {why}").format(file=asked.out.name, why=error.sentence))
    else:
        say(_("Made: {file}").format(file=asked.out.name))
