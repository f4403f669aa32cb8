"""Golden layouts: charts kept as text together with the places their cards had when somebody last looked at them.

`python -m tests.decision_maps.golden_layouts` lays the kept charts out anew and writes the files again; look at the
difference (and at the maps) before keeping it. `--new` also makes charts that are not kept yet.
"""

import sys
from pathlib import Path

from model.decision_maps.layout import arrange
from model.decision_maps.places import Place
from tests.decision_maps.charts import Chart, chart_of

FOLDER = Path(__file__).parent / "golden"
GOLDEN_SIZES = (8, 18, 40, 85)


def path_of(size: int) -> Path:
    """Where the chart of so many people is kept."""
    return FOLDER / f"{size:03d}_people.txt"


def read_golden(path: Path) -> tuple[Chart, dict[str, Place]]:
    """A kept chart and its places: lines are `person manager x y` (manager `-` for none) and `link person person`."""
    people: list[str] = []
    lines: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    places: dict[str, Place] = {}
    for words in map(str.split, path.read_text(encoding="utf-8").splitlines()):
        if words[0] == "link":
            links.append((words[1], words[2]))
            continue
        person, manager, x, y = words
        people.append(person)
        places[person] = Place(int(x), int(y))
        if manager != "-":
            lines.append((person, manager))
    return Chart(tuple(people), tuple(lines), tuple(links)), places


def golden_text(chart: Chart, places: dict[str, Place]) -> str:
    """The text a chart and its places are kept as."""
    manager = dict(chart.lines)
    rows = [f"{one} {manager.get(one, '-')} {places[one].x} {places[one].y}" for one in chart.people]
    return "\n".join([*rows, *(f"link {one} {other}" for one, other in chart.links)]) + "\n"


def write_golden(new: bool) -> list[Path]:
    """Write every kept chart with its places of today; returns the files that are different now."""
    FOLDER.mkdir(exist_ok=True)
    changed = []
    for size in GOLDEN_SIZES:
        path = path_of(size)
        if not path.exists() and not new:
            continue
        chart = read_golden(path)[0] if path.exists() else chart_of(size)
        text = golden_text(chart, arrange(chart.people, chart.lines, chart.links))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for written in write_golden("--new" in sys.argv[1:]):
        sys.stdout.write(f"{written.name}\n")
