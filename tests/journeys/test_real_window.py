"""The main story in a real window on a virtual screen, not offscreen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.sample_store import add_field_work, make_sample_store

STEPS = ("the gate stands", "the window stands", "the customer is found", "the customer is open", "all is read")


@contextmanager
def virtual_screen() -> Iterator[str]:
    """An X server without a screen; its display name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_the_story_is_played_in_a_real_window(tmp_path: Path) -> None:
    database = make_sample_store(tmp_path)
    add_field_work(database)
    database.close()
    picture = tmp_path / "window.png"
    with virtual_screen() as display:
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.real_window", str(database.path), str(picture)],
            env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(STEPS) <= set(done.stdout.splitlines())
    with Image.open(picture) as image:
        assert image.size == (1440, 900)
        assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50, "the window is blank"
