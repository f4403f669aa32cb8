"""A command line on a store of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.app import main
from tests.builders import PASSPHRASE, make_store


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh store, closed, whose passphrase stands in the environment."""
    monkeypatch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(tmp_path / "device"))
    database = make_store(tmp_path)
    database.close()
    return database.path


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on the store, on the day of the tests."""

    def command(*words: object, before: tuple[str, ...] = ()) -> Ran:
        code = main(["--store", str(store), "--today", "2026-11-22", *before, *map(str, words)])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ran(code, out, err)

    return command
