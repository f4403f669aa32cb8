"""What the guides name is there: commands, files, pictures, rooms."""

import re

import pytest

from tests.architecture.sources import ROOT

GUIDES = ("README.md", "CONTRIBUTING.md", "docs/assets.md")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def guide(name: str) -> str:
    """The text of a guide."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_make_command_that_a_guide_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", MAKEFILE, re.MULTILINE))
    named = {word for name in GUIDES for word in re.findall(r"(?:`|^)make ([a-z0-9]+)", guide(name), re.MULTILINE)}
    assert {"demo", "test", "run"} <= named <= targets


def test_every_module_that_the_makefile_runs_is_there() -> None:
    modules = re.findall(r"-m (tests[\w.]*|resources[\w.]*|cli[\w.]*|main[\w.]*)", MAKEFILE)
    places = [ROOT / module.replace(".", "/") for module in modules]
    assert modules
    missing = [
        str(place.relative_to(ROOT)) for place in places if not (place.with_suffix(".py").exists() or place.is_dir())
    ]
    assert not missing


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_and_picture_of_a_guide_leads_somewhere(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", guide(name)) if "://" not in link]
    assert not [link for link in links if not (ROOT / name).parent.joinpath(link).exists()]


def test_every_room_that_readme_names_is_there() -> None:
    rooms = re.findall(r"^\| `([\w./]+)` \|", guide("README.md"), re.MULTILINE)
    assert {"model/", "gui/", "main.py"} <= set(rooms)
    assert not [room for room in rooms if not (ROOT / room).exists()]


def test_ci_runs_the_test_command_of_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make test\b", guide("README.md"), re.MULTILINE)
    assert re.search(r"^make test$", script, re.MULTILINE)
