"""What the steps of one import share, and the jobs they run on the worker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from gui.context import Context
from gui.tasks import Progress, Task
from model.errors import UserError
from model.intake.apply import run_import
from model.intake.headers import Table
from model.intake.job import Options, Source
from model.intake.mappings import list_mappings, mapping_of, remember_mapping
from model.intake.preview import SheetPreview, preview_sheets
from model.intake.report import ImportReport
from model.retention.refresh import refresh
from reports.intake import write_rejects
from reports.workbook import Workbook, open_workbook
from resources.i18n import _, _n, language

_CAPITALS: Final = {"kpi": "KPI", "sla": "SLA", "mb": "MB", "msisdn": "MSISDN"}


@dataclass
class Work:
    """One import from the choice of files to its report."""

    context: Context
    paths: list[Path] = field(default_factory=list)
    options: Options = field(default_factory=Options)
    sources: list[Workbook] = field(default_factory=list)
    previews: list[SheetPreview] = field(default_factory=list)
    corrected: set[int] = field(default_factory=set)
    checked: ImportReport | None = None
    done: ImportReport | None = None

    def open_files(self, then: Callable[[], None], fail: Callable[[UserError], None]) -> Task:
        """Open the files and recognise their sheets."""
        paths = tuple(self.paths)

        def job(progress: Progress) -> tuple[list[Workbook], list[SheetPreview]]:
            sources = []
            for number, path in enumerate(paths, 1):
                progress.report(number, len(paths) + 1, path.name)
                sources.append(open_workbook(path))
            with self.context.read() as session:
                mappings = list_mappings(session)
            return sources, preview_sheets(sources, mappings)

        def keep(found: tuple[list[Workbook], list[SheetPreview]]) -> None:
            self.close()
            self.sources, self.previews = found
            self.corrected.clear()
            then()

        return self.context.tasks.run(job, keep, fail)

    def close(self) -> None:
        """Let the files go, so that other programs may write them."""
        for source in self.sources:
            source.close()
        self.sources = []

    def remember(self) -> None:
        """Keep what was said of headings, for the next month's file."""
        with self.context.database.write() as session:
            for place in self.corrected:
                table = self.previews[place].table
                if table is not None:
                    texts = [heading.text for heading in table.headings]
                    remember_mapping(session, texts, table.sheet, mapping_of(table))

    def check(self, then: Callable[[], None], fail: Callable[[UserError], None]) -> Task:
        """A dry run: every row is read and compared, nothing is kept."""

        def keep(report: ImportReport) -> None:
            self.checked = report
            then()

        return self._run(replace(self.options, dry_run=True), keep, fail)

    def apply(self, then: Callable[[], None], fail: Callable[[UserError], None]) -> Task:
        """The import itself, as one change; then the month is graded and the tasks it brings are made."""

        def keep(report: ImportReport) -> None:
            self.done = report
            then()

        return self._run(self.options, keep, fail)

    def save_rejects(self, path: Path, then: Callable[[], None]) -> None:
        """Write the rejected rows of the check, to be corrected and imported again."""
        report = self.done or self.checked
        if report is not None:
            sources: Sequence[Source] = tuple(self.sources)
            self.context.tasks.run(
                lambda progress: write_rejects(path, report.refused, sources),
                lambda _done: then(),
                title=_("Exporting"),
            )

    def _tables(self) -> list[tuple[Source, str, Table | None]] | None:
        """None lets the import open sheet by sheet; only where a person left sheets out the list is given."""
        if not self.corrected:
            return None
        return [(preview.source, preview.name, preview.table) for preview in self.previews]

    def _run(self, options: Options, keep: Callable[[ImportReport], None], fail: Callable[[UserError], None]) -> Task:
        sources, tables, today = tuple(self.sources), self._tables(), self.context.today()

        def job(progress: Progress) -> ImportReport:
            def tell(sheet: str, rows: int) -> None:
                progress.report(0, 0, _n("{sheet}: {count} row", "{sheet}: {count} rows", rows, sheet=sheet))

            report = run_import(self.context.database, sources, options, today, tell, tables)
            if not options.dry_run:
                # From here on stopping would be too late: the import stands, so nobody is told otherwise.
                with self.context.database.write() as session:
                    refresh(session, today)
            return report

        return self.context.tasks.run(job, keep, fail, writes=True)


def sheet_words(names: tuple[str, ...]) -> str:
    """The name of a sheet or of a column in the reader's language."""
    if language() == "zh_CN":
        return names[0]
    words = " ".join(_CAPITALS.get(word, word) for word in names[1].split("_"))
    return words[:1].upper() + words[1:]
