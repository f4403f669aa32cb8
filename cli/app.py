"""The command line: THE list of its commands, the options before them, and errors turned into words."""

import logging
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from cli import (
    adding,
    competition,
    customers,
    demo,
    exchange,
    filling,
    grading,
    intake,
    knowledge,
    lists,
    month,
    opportunities,
    personal_data,
    reports,
    retention,
    rows,
    selling,
    snapshots,
    store,
)
from cli.running import Context, Setup
from cli.usage import usage_fault
from model.clock import fixed_clock
from model.errors import UserError
from model.store.opening import default_store
from resources.i18n import DEFAULT_LANGUAGE, LANGUAGES, _, set_language


def build_app() -> typer.Typer:
    """The program with all its commands, its texts in the language in force."""
    app = typer.Typer(name="meiban", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback(help=_("Meiban: customers, people, needs and papers of an account manager."))(options)
    for feature in (
        store,
        rows,
        intake,
        lists,
        opportunities,
        adding,
        selling,
        competition,
        customers,
        exchange,
        filling,
        grading,
        retention,
        snapshots,
        personal_data,
        month,
        knowledge,
        reports,
        demo,
    ):
        feature.add_to(app)
    return app


def options(
    ctx: Context,
    store_file: Annotated[Path | None, typer.Option("--store", metavar="FILE")] = None,
    passphrase_file: Annotated[Path | None, typer.Option("--passphrase-file", metavar="FILE")] = None,
    today: Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD")] = None,
    now: Annotated[str | None, typer.Option("--now", metavar="INSTANT")] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh_CN|en")] = None,
) -> None:
    """What stands before every command: the store, its passphrase, the day and the language."""
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(
            _("{option} wants one of: {words}.").format(option="--lang", words=", ".join(LANGUAGES))
        )
    clock = fixed_clock(_instant(now), _day(today))
    ctx.obj = Setup(store_file or default_store(), passphrase_file, clock, today is not None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 one sentence on standard error and nothing changed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    set_language(_language_of(given))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = build_app()(args=given, standalone_mode=False)
    except UserError as error:
        return _fail(error.sentence, 1)
    except typer.Exit as ended:
        return ended.exit_code
    except TyperException as error:
        return _fail(*usage_fault(error))
    except (typer.Abort, KeyboardInterrupt):
        return _fail(_("Stopped. Nothing was changed."), 1)
    except Exception as error:
        logging.getLogger("meiban").debug("unexpected", exc_info=error)
        return _fail(
            _("Something unexpected happened ({kind}). Nothing was changed.").format(kind=type(error).__name__), 1
        )
    return code if isinstance(code, int) else 0


def _fail(sentence: str, code: int) -> int:
    typer.echo(" ".join(sentence.split()), err=True)
    return code


def _language_of(arguments: Sequence[str]) -> str:
    """The language asked for, found before anything else so that help and usage errors speak it too."""
    for place, argument in enumerate(arguments):
        asked = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        if asked in LANGUAGES:
            return asked
    return DEFAULT_LANGUAGE


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(_("{option} wants a day as YYYY-MM-DD.").format(option="--today")) from None


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    wrong = _("{option} wants an instant with its time zone, such as 2026-11-22T01:30:00Z.").format(option="--now")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(wrong) from None
    if instant.tzinfo is None:
        raise typer.BadParameter(wrong)
    return instant
