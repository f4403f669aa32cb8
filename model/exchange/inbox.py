"""Taking in what lies in a folder, each file to where it belongs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from model.errors import UserError
from model.exchange.books import own_replicas
from model.exchange.files import is_named_for, packages_in, write_whole
from model.exchange.outcome import Outcome, Progress, changes_of, in_silence, tick_of
from model.exchange.receive import import_file, preview_files, retry_waiting
from model.store.database import Database
from resources.i18n import _, _n


@dataclass(frozen=True)
class InboxReport:
    """What became of a folder's files."""

    outcomes: tuple[Outcome, ...]
    left: int = 0
    """Files for other devices, which lie where they lay."""

    @property
    def is_well(self) -> bool:
        """Whether every file was taken in or known."""
        return all(outcome.is_well for outcome in self.outcomes)

    def sentence(self) -> str:
        """One sentence for the night's report: what became of the files, and what those taken in changed."""
        if not self.outcomes and not self.left:
            return _("No exchange file lies there.")
        applied, known, held, waiting, refused = self._counts()
        said = (
            (_n("{count} file taken in", "{count} files taken in", applied), applied),
            (_n("{count} known before", "{count} known before", known), known),
            (_n("{count} waits for a decision", "{count} wait for a decision", held), held),
            (_n("{count} has to wait", "{count} have to wait", waiting), waiting),
            (_n("{count} refused", "{count} refused", refused), refused),
            (_n("{count} for another device left there", "{count} for other devices left there", self.left), self.left),
        )
        files = _(", ").join(words for words, count in said if count)
        if not applied:
            return files
        taken = [outcome for outcome in self.outcomes if outcome.state == "applied"]
        return _("{files}: {changes}").format(files=files, changes=_(", ").join(changes_of(taken)))

    def plan(self) -> str:
        """The same of a preview: what would become of the files."""
        if not self.outcomes:
            return _("No exchange file lies there.")
        if any(outcome.fingerprint for outcome in self.outcomes):
            return _("Compare the words, then take the office's first file in.")
        applied, known, held, waiting, refused = self._counts()
        said = (
            (_n("{count} file can be taken in", "{count} files can be taken in", applied), applied),
            (_n("{count} was taken in before", "{count} were taken in before", known), known),
            (_n("{count} will wait for a decision", "{count} will wait for a decision", held), held),
            (_n("{count} has to wait", "{count} have to wait", waiting), waiting),
            (_n("{count} cannot be taken in", "{count} cannot be taken in", refused), refused),
        )
        return _(", ").join(words for words, count in said if count)

    def _counts(self) -> list[int]:
        states = [outcome.state for outcome in self.outcomes]
        return [states.count(state) for state in ("applied", "known", "held", "waiting", "refused")]


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
    heard: Callable[[Outcome], object] | None = None,
) -> InboxReport:
    """Take files in one after the other, each in its own transaction.

    `heard` is told of each as soon as it is done: what was taken in before a cancel stays.
    """
    files = files_of(paths)
    if preview:
        return InboxReport(tuple(preview_files(database, files, confirmed=confirmed, progress=progress)))
    outcomes = retry_waiting(database)
    for number, path in enumerate(files):
        tick = tick_of(progress, number, len(files), path.name)
        tick(0, 1)
        outcomes.append(import_file(database, path, confirmed=confirmed, tick=tick))
        if heard is not None:
            heard(outcomes[-1])
    return InboxReport(tuple(outcomes))


def empty_inbox(database: Database, folder: Path, progress: Progress = in_silence) -> InboxReport:
    """Take in every file of a folder and move each to `done`, `waiting` or `refused`, with the reason beside it.

    On a share the files of other devices lie beside: they are left to them. Raises `UserError` where the folder cannot
    be read or a file cannot be moved.
    """
    lying = packages_in(folder)
    with database.read() as session:
        mine = own_replicas(session.connection())
    files = [path for path in lying if is_named_for(path.name, mine)]
    outcomes = retry_waiting(database)
    for number, path in enumerate(files):
        progress(number, len(files), path.name)
        outcome = import_file(database, path)
        _move(path, outcome)
        outcomes.append(outcome)
    return InboxReport(tuple(outcomes), len(lying) - len(files))


def _move(path: Path, outcome: Outcome) -> None:
    """The reason is written before the file moves: a run that ends between the two is made good by the next."""
    places = {"applied": "done", "known": "done", "refused": "refused"}
    target = path.parent / places.get(outcome.state, "waiting") / path.name
    if not outcome.is_well:
        write_whole(target.with_name(target.name + ".txt"), f"{outcome.sentence}\n".encode())
    try:
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
    except OSError as error:
        raise UserError(
            _("{name} cannot be moved to {folder}.").format(name=path.name, folder=target.parent.name)
        ) from error
