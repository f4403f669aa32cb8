"""The `fill` command: chosen columns of a workbook filled in, the rest of the file left as it is."""

from pathlib import Path
from typing import Annotated

import typer

from cli.running import AsJson, Context, open_store, print_json, say
from reports.filling import fill_list
from resources.i18n import _, _n


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("fill", help=_("Fill columns of a workbook that has group codes or mobile numbers."))(fill)


def fill(
    ctx: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    columns: Annotated[str, typer.Option("--columns", metavar="A,B")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE")],
    as_json: AsJson = False,
) -> None:
    """Fills the columns headed A, B; a heading that is not there is added at the right."""
    headings = [one.strip() for one in columns.replace("，", ",").split(",") if one.strip()]
    if not headings:
        raise typer.BadParameter(_("Name at least one column to fill."))
    with open_store(ctx) as database, database.read() as session:
        done = fill_list(session, file, out, headings)
    if as_json:
        print_json({"sheet": done.sheet, "found": done.found, "unknown": list(done.unknown), "file": str(out)})
        return
    say(_("Rows filled in sheet “{sheet}”: {found}.").format(found=done.found, sheet=done.sheet))
    if done.unknown:
        say(_n("{count} key is not in the store.", "{count} keys are not in the store.", len(done.unknown)))
