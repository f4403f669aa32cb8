"""Pictures of every page and dialog in both languages, themes and sizes: `python -m tests.screenshots OUT [NAME…]`.

A new page needs no line here (every page of `gui/pages.py` is taken); a dialog or a state of a page is one line in
`SHOTS` of its feature's `pictures.py`.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gui.app import Shell
from gui.pages import PAGES, Place
from gui.preferences import Preferences
from gui.theme import load_shipped_face
from model.store.database import Database
from tests.builders import still_clock
from tests.lists import add_doubles
from tests.paper_pictures import take_papers
from tests.sample_store import add_field_work, make_sample_store
from tests.studio import Shot, Studio, settle

SIZES = ((1024, 640), (1920, 1080))
LANGUAGES = ("zh_CN", "en")
THEMES = ("light", "dark")


def page_shots() -> Iterator[Shot]:
    """Pages of the rail and of More, pages of one customer."""
    for spec in PAGES:
        if spec.place is not Place.INSIDE:
            yield Shot(spec.name, lambda studio, name=spec.name: studio.page(name))  # type: ignore[misc]
        elif spec.rail == "customers":
            yield Shot(spec.name, lambda studio, name=spec.name: studio.page(name, studio.customer()))  # type: ignore[misc]


def all_shots() -> Iterator[Shot]:
    """Every page, then what each feature adds in its `pictures.py`."""
    yield from page_shots()
    for path in sorted(Path(__file__).parent.glob("*/pictures.py")):
        yield from import_module(f"tests.{path.parent.name}.pictures").SHOTS


def take_all(out: Path, wanted: set[str]) -> int:
    """Every picture into `OUT/<language>-<theme>-<width>/`; returns how many."""
    app = QApplication(sys.argv[:1])
    face = load_shipped_face()
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        database = make_sample_store(place)
        add_field_work(database)
        add_doubles(database)
        for language in LANGUAGES:
            for theme in THEMES:
                settings = QSettings(str(place / f"{language}{theme}.ini"), QSettings.Format.IniFormat)
                preferences = Preferences(settings)
                preferences.language, preferences.theme, preferences.lock_minutes = language, theme, 0
                shell = Shell(app, database.path, still_clock(), preferences, place / "device", face)
                for width, height in SIZES:
                    folder = out / f"{language}-{theme}-{width}"
                    folder.mkdir(parents=True, exist_ok=True)
                    count += _take_pages(shell, database, folder, (width, height), wanted)
                shell.tasks.close()
        database.close()
    return count


def _take_pages(shell: Shell, database: Database, folder: Path, size: tuple[int, int], wanted: set[str]) -> int:
    count = 0
    for shot in all_shots():
        if wanted and shot.name not in wanted:
            continue
        window = shell.enter(database)
        window.resize(*size)
        while window.page() is None:
            settle(10)
        settle(30)
        widget = shot.show(Studio(shell, window, database))
        for _pause in range(2):  # what the first work brings may begin a second, such as the paper beside a form
            settle(150)
            while shell.tasks.busy:
                settle(20)
        settle()
        widget.grab().save(str(folder / f"{shot.name}.png"))
        for other in QApplication.topLevelWidgets():
            other.hide()
        shell.leave()
        settle(10)
        count += 1
    return count


def main() -> int:
    """Take the pictures; names after OUT take only those, `papers` being the name of all papers."""
    if len(sys.argv) < 2:
        sys.stderr.write("usage: python -m tests.screenshots OUT [NAME…]\n")
        return 2
    out, wanted = Path(sys.argv[1]), set(sys.argv[2:])
    count = take_all(out, wanted - {"papers"}) if wanted != {"papers"} else 0
    if not wanted or "papers" in wanted:
        count += sum(take_papers(out, language) for language in LANGUAGES)
    sys.stdout.write(f"{count} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
