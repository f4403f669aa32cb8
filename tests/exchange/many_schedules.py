"""Schedules by number, as many as wanted: `python -m tests.exchange.many_schedules FIRST COUNT [STEPS] [FOLDER]`.

A memory disk as FOLDER (/dev/shm) spares the waiting for syncs. Every schedule that fails is named with its number, so
that `random_day` with that seed plays it again; the last line says how many ran, their steps, and how many failed.
"""

import random
import sys
import tempfile
import traceback
from pathlib import Path

from tests.exchange.schedules import World, build_template
from tests.exchange.test_schedules import random_day


def play(template: Path, folder: Path, seed: int, steps: int) -> None:
    """One schedule from the template to its end."""
    world = World(template, folder)
    try:
        random_day(world, random.Random(seed), steps)
        world.finish()
    finally:
        world.close()


def main(first: int, count: int, steps: int = 40, place: str | None = None) -> int:
    """Play schedules one after the other; returns how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory(dir=place) as folder:
        template = Path(folder) / "template"
        template.mkdir()
        build_template(template)
        for number, seed in enumerate(range(first, first + count), start=1):
            with tempfile.TemporaryDirectory(dir=folder) as stage:
                try:
                    play(template, Path(stage), seed, steps)
                except AssertionError:
                    failed += 1
                    print(f"schedule {seed} failed", traceback.format_exc(limit=-2), flush=True)
            if number % 50 == 0:
                print(f"{number} of {count} played, {failed} failed", flush=True)
    print(f"{count} schedules of {steps} steps from {first} on: {failed} failed", flush=True)
    return failed


if __name__ == "__main__":
    first_seed, how_many, *rest = sys.argv[1:]
    length = int(rest[0]) if rest else 40
    sys.exit(min(main(int(first_seed), int(how_many), length, rest[1] if len(rest) > 1 else None), 1))
