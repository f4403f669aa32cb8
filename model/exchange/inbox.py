"""Taking in what lies in a folder, each file to where it belongs."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from model.errors import UserError
from model.exchange.files import packages_in, write_whole
from model.exchange.outcome import Outcome, Progress, in_silence
from model.exchange.receive import import_file, preview_files, retry_waiting
from model.store.database import Database
from resources.i18n import _


@dataclass(frozen=True)
class InboxReport:
    """What became of a folder's files."""

    outcomes: tuple[Outcome, ...]

    @property
    def is_well(self) -> bool:
        """Whether every file was taken in or known."""
        return all(outcome.is_well for outcome in self.outcomes)

    def sentence(self) -> str:
        """One sentence for the night's report."""
        if not self.outcomes:
            return _("No exchange file lies there.")
        states = [outcome.state for outcome in self.outcomes]
        return _("Files: {applied} taken in, {known} known, {waiting} waiting, {refused} refused").format(
            applied=states.count("applied"),
            known=states.count("known"),
            waiting=states.count("waiting") + states.count("held"),
            refused=states.count("refused"),
        )


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The exchange files named, and those lying in the folders named, each once, by name: as they were written."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in packages_in(path) if path.is_dir() else [path]:
            found[file] = None
    return sorted(found, key=lambda path: path.name)


def import_files(
    database: Database,
    paths: Iterable[Path],
    *,
    confirmed: bool = False,
    preview: bool = False,
    progress: Progress = in_silence,
) -> InboxReport:
    """Take files in one after the other, each in its own transaction."""
    files = files_of(paths)
    if preview:
        return InboxReport(tuple(preview_files(database, files, confirmed=confirmed, progress=progress)))
    outcomes = retry_waiting(database)
    for number, path in enumerate(files):
        progress(number, len(files), path.name)
        outcomes.append(import_file(database, path, confirmed=confirmed))
    return InboxReport(tuple(outcomes))


def empty_inbox(database: Database, folder: Path, progress: Progress = in_silence) -> InboxReport:
    """Take in every file of a folder and move each to `done`, `waiting` or `refused`, with the reason beside it.

    Raises `UserError` where the folder cannot be read or a file cannot be moved.
    """
    files = packages_in(folder)
    outcomes = retry_waiting(database)
    for number, path in enumerate(files):
        progress(number, len(files), path.name)
        outcome = import_file(database, path)
        _move(path, outcome)
        outcomes.append(outcome)
    return InboxReport(tuple(outcomes))


def _move(path: Path, outcome: Outcome) -> None:
    places = {"applied": "done", "known": "done", "refused": "refused"}
    target = path.parent / places.get(outcome.state, "waiting") / path.name
    try:
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
    except OSError as error:
        raise UserError(
            _("{name} cannot be moved to {folder}.").format(name=path.name, folder=target.parent.name)
        ) from error
    if not outcome.is_well:
        write_whole(target.with_name(target.name + ".txt"), f"{outcome.sentence}\n".encode())
