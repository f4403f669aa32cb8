"""No file of the project names a package index or a place on somebody's machine, and the pins are whole."""

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT, project_files

# Written in pieces, so that this file does not hold what it looks for.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.",
    "--index" + "-url",
    "mirrors." + "aliyun",
    "tuna." + "tsinghua",
)
PLACES = re.compile(r"(?<![\w.)}>*:/-])/(?:wo" r"rk|tm" r"p|ro" r"ot|ho" r"me|Us" r"ers)/\w|[A-Z]:\\Us" r"ers\\")
TEXT_KINDS = frozenset(
    {
        ".py",
        ".md",
        ".toml",
        ".txt",
        ".po",
        ".cfg",
        ".ini",
        ".yml",
        ".yaml",
        ".sh",
        ".svg",
        ".qss",
        ".css",
        ".json",
        ".csv",
        "",
    }
)


def words_found(text: str) -> list[str]:
    """The forbidden words of a text, and the places on a machine it names."""
    return [host for host in HOSTS if host in text] + PLACES.findall(text)


def test_no_file_names_a_package_index_or_a_place_on_a_machine() -> None:
    findings = []
    for path in project_files():
        if path.suffix in TEXT_KINDS:
            found = words_found(path.read_text(encoding="utf-8", errors="replace"))
            findings += [f"{path.relative_to(ROOT)}: {word}" for word in found]
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize(
    "text", ["see https://" + HOSTS[0] + "/x", 'open("/tm' + 'p/a")', "in /ho" + "me/x", "C:\\Us" + "ers\\x"]
)
def test_a_forbidden_word_is_found(text: str) -> None:
    assert words_found(text)


@pytest.mark.parametrize("text", ["model/work_log/rules.py", "tests/tmp_path", "https://lucide.dev/work/x", "a/tmp/b"])
def test_an_ordinary_path_passes(text: str) -> None:
    assert not words_found(text)


def test_every_dependency_is_pinned_with_hashes() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = settings["project"]["dependencies"] + settings["dependency-groups"]["dev"]
    names = {normal(re.split(r"[<>=!~ \[]", line)[0]) for line in wanted}
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = {normal(name): tail for name, tail in re.findall(r"^([\w.-]+)==([^\n]*)", pins, re.MULTILINE)}
    assert not names - pinned.keys()
    assert all(tail.endswith("\\") for tail in pinned.values())
    assert pins.count("--hash=sha256:") >= len(pinned)


def normal(name: str) -> str:
    """A package's name as package tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
