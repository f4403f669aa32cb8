"""The rules of the house over every Python file, and proof that each rule sees what it should."""

from collections.abc import Callable, Iterator

import pytest

from tests.architecture import checks
from tests.architecture.sources import ROOMS, ROOT, Source, python_sources, room_sources

Check = Callable[[Source], Iterator[str]]

EVERYWHERE: tuple[Check, ...] = (
    checks.too_long,
    checks.vague_name,
    checks.undescribed,
    checks.pumps_events,
    checks.unfinished,
    checks.mocks,
)


@pytest.fixture(scope="module")
def findings() -> dict[Check, list[str]]:
    """What each check finds in the files it is for; each file is parsed once."""
    found: dict[Check, list[str]] = {check: [] for check in (*EVERYWHERE, checks.catches_all)}
    rooms = frozenset(source.path for source in room_sources())
    for source in python_sources():
        for check in EVERYWHERE:
            found[check] += check(source)
        if source.path in rooms:
            found[checks.catches_all] += checks.catches_all(source)
    return found


@pytest.mark.parametrize("check", EVERYWHERE, ids=lambda check: check.__name__)
def test_no_file_breaks_a_rule_of_the_house(findings: dict[Check, list[str]], check: Check) -> None:
    assert not findings[check], "\n".join(findings[check])


def test_only_the_outermost_frames_catch_every_error(findings: dict[Check, list[str]]) -> None:
    found = findings[checks.catches_all]
    assert not found, "\n".join(found)


def test_every_room_and_feature_has_content() -> None:
    empty = [
        folder.relative_to(ROOT).as_posix()
        for room in ROOMS
        for folder in {ROOT / room, *(path.parent for path in (ROOT / room).rglob("__init__.py"))}
        if not any(path.name != "__init__.py" for path in folder.iterdir() if path.name != "__pycache__")
    ]
    assert not empty, f"rooms without content: {sorted(empty)}"


def test_every_folder_of_code_is_a_package() -> None:
    folders = {(ROOT / source.path).parent for source in python_sources() if "/" in source.path}
    missing = [folder.relative_to(ROOT).as_posix() for folder in folders if not (folder / "__init__.py").exists()]
    assert not missing, f"no __init__.py in {sorted(missing)}"


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (checks.too_long, "model/a.py", "x = 1\n" * 401),
        (checks.vague_name, "model/visits/utils.py", ""),
        (checks.vague_name, "gui/helpers/page.py", ""),
        (checks.undescribed, "model/a.py", "x = 1\n"),
        (checks.undescribed, "model/a.py", '"""A."""\n\nclass Visit:\n    x = 1\n'),
        (checks.catches_all, "model/a.py", "try:\n    f()\nexcept Exception:\n    g()\n"),
        (checks.catches_all, "model/a.py", "try:\n    f()\nexcept (OSError, BaseException):\n    g()\n"),
        (checks.catches_all, "model/a.py", "try:\n    f()\nexcept:\n    g()\n"),
        (checks.pumps_events, "gui/a.py", "app.processEvents()\n"),
        (checks.pumps_events, "gui/a.py", "QApplication.instance().quit()\n"),
        (checks.unfinished, "model/a.py", "x = 1  # TO" + "DO more\n"),
        (checks.unfinished, "model/a.py", "def f():\n    raise NotImplementedError\n"),
        (checks.mocks, "tests/a.py", "from unittest.mock import Mock\n"),
        (checks.mocks, "tests/a.py", "from unittest import mock\n"),
        (checks.mocks, "tests/a.py", "import unittest.mock\n"),
    ],
)
def test_a_rule_sees_what_breaks_it(check: Check, path: str, text: str) -> None:
    assert list(check(Source(path, text)))


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (checks.too_long, "model/a.py", "x = 1\n" * 400),
        (checks.vague_name, "model/visits/rules.py", ""),
        (checks.undescribed, "model/a.py", '"""A."""\n\nclass _Visit:\n    x = 1\n'),
        (checks.catches_all, "gui/tasks.py", "try:\n    f()\nexcept Exception:\n    g()\n"),
        (checks.catches_all, "model/a.py", "try:\n    f()\nexcept (OSError, ValueError):\n    g()\n"),
        (checks.catches_all, "model/a.py", "try:\n    f()\nexcept BaseException:\n    close()\n    raise\n"),
        (checks.pumps_events, "gui/app.py", "QApplication.instance()\n"),
        (checks.unfinished, "model/a.py", 'x = "# nothing left"\n'),
        (checks.mocks, "tests/a.py", "from tests.samples import companies\n"),
    ],
)
def test_a_rule_leaves_alone_what_keeps_it(check: Check, path: str, text: str) -> None:
    assert not list(check(Source(path, text)))
