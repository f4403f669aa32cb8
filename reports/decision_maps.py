"""The decision-maker map on paper (PDF, A4 or A3), as a picture (SVG, PNG) and as a table of its people (xlsx)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from model.decision_maps.picture import Picture, draw_map
from model.decision_maps.queries import MapSheet
from model.decision_maps.scores import MapScores, scores_of
from model.decision_maps.sentences import LIGHTS, gap_sentence, names_of, next_step, share_sentence
from model.errors import UserError
from model.labels import label_of
from reports.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Lead,
    NewPage,
    Paragraph,
    Run,
    Table,
    TableColumn,
)
from reports.drawing import Drawing
from reports.drawing_png import write_png
from reports.drawing_svg import write_svg
from reports.excel import Column, Kind, Sheet, write_workbook
from reports.imprint import Imprint
from reports.map_drawing import drawing_of
from reports.map_tiles import LARGEST_SCALE, Part, centred, overview, part_drawing, parts_of, whole
from reports.pdf import write_pdf
from reports.pdf_page import MARGIN, page_size
from resources.i18n import N_, _

SMALLEST_SCALE: Final = 0.42
"""Points a pixel below which a card could no longer be read: the map goes on several pages in parts instead."""
_HEAD_AND_FOOT: Final = 172.0
_CAPTION_HEIGHT: Final = 30.0
_TITLE_HEIGHT: Final = 76.0
_LEAD_HEIGHT: Final = 64.0
_BESIDE: Final = (
    (N_("left: part {number}"), 0, -1),
    (N_("right: part {number}"), 0, 1),
    (N_("above: part {number}"), -1, 0),
    (N_("below: part {number}"), 1, 0),
)
"""N_() words for the part that lies so many rows and columns on."""
_JUDGED: Final = (N_("Buying role"), N_("Attitude"), N_("Influence"), N_("Coverage"))


@dataclass(frozen=True)
class MapPaper:
    """What to print: the map, its day, who made the paper, how large, and whether a customer will see it."""

    sheet: MapSheet
    day: date
    imprint: Imprint | None
    a3: bool = False
    public: bool = False


def write_map(path: Path, paper: MapPaper) -> None:
    """Write the map in the form that the ending of the file asks for: .pdf, .svg, .png or .xlsx.

    Raises `UserError` for another ending, an empty map, or a file that cannot be written.
    """
    picture = draw_map(paper.sheet, paper.day, public=paper.public)
    if not picture.faces:
        raise UserError(_("Nobody is on this map yet; there is nothing to print."))
    ending = path.suffix.lower()
    if ending == ".pdf":
        write_pdf(path, map_document(paper, picture))
    elif ending == ".svg":
        write_svg(path, drawing_of(picture))
    elif ending == ".png":
        write_png(path, drawing_of(picture))
    elif ending == ".xlsx":
        write_workbook(path, [people_sheet(paper, picture)], None if paper.public else paper.imprint)
    else:
        raise UserError(_("A map is written as .pdf, .svg, .png or .xlsx; choose one of these endings."))


def map_document(paper: MapPaper, picture: Picture) -> Document:
    """The paper: the point, the map on one page or in parts, and, for ourselves, the gaps and the people."""
    frame = Document(heading_of(paper), paper.sheet.customer_name, (), landscape=True, a3=paper.a3)
    scores = scores_of(picture.state, paper.sheet.grade, paper.sheet.boss_project)
    lead, gaps, people = [Lead(_lead(scores, picture))], _gap_blocks(scores, picture), _people_blocks(paper, picture)
    width, height = page_size(frame)
    room = width - 2 * MARGIN, height - _HEAD_AND_FOOT
    blocks: list[Block] = (
        _figures(drawing_of(picture), room, [], [])
        if paper.public
        else [*_figures(drawing_of(picture), room, lead, gaps), *people]
    )
    return Document(
        heading_of(paper),
        paper.sheet.customer_name,
        blocks,
        subtitle=f"{paper.day:%Y-%m-%d}",
        number=paper.sheet.group_code,
        imprint=None if paper.public else paper.imprint,
        landscape=True,
        a3=paper.a3,
    )


def heading_of(paper: MapPaper) -> str:
    """What the paper calls itself: before a customer it is no map of who decides."""
    return _("Organisation chart") if paper.public else _("Decision-maker map")


def people_sheet(paper: MapPaper, picture: Picture) -> Sheet:
    """Everyone on the map, one row a person."""
    columns = [Column(_("Name"), width=16), Column(_("Title"), width=18), Column(_("Department"), width=16)]
    if not paper.public:
        columns += [Column(_(words), width=14) for words in _JUDGED]
        columns += [Column(_("Evidence"), width=10), Column(_("Judged on"), Kind.DATE)]
    columns += [Column(_("Reports to"), width=16)]
    if not paper.public:
        columns += [Column(_("Communication style"), width=14), Column(_("Our counterpart"), width=18)]
    name = _("People on the map")
    return Sheet(name, columns, _rows(paper, picture), title=f"{paper.sheet.customer_name} {paper.day:%Y-%m-%d}")


def _figures(drawing: Drawing, room: tuple[float, float], lead: Sequence[Block], gaps: Sequence[Block]) -> list[Block]:
    """The whole map below the title where its cards stay readable so, else on a page of its own, else in parts."""
    width, height = room
    below = height - _TITLE_HEIGHT - (_LEAD_HEIGHT if lead else 0.0)
    after = [NewPage(), *gaps] if gaps else []
    across = min(width / drawing.width, LARGEST_SCALE)
    if min(across, below / drawing.height) >= SMALLEST_SCALE:
        return [*lead, Figure(centred(whole(drawing, min(across, below / drawing.height)), width)), *after]
    if gaps and min(across, height / drawing.height) >= SMALLEST_SCALE:
        alone = Figure(centred(whole(drawing, min(across, height / drawing.height)), width))
        return [*lead, *gaps, NewPage(), alone, NewPage()]
    parts, scale = parts_of(drawing, width, height - _CAPTION_HEIGHT)
    blocks = [*lead, Figure(centred(overview(drawing, parts, width, below), width))]
    for number, part in enumerate(parts):
        figure = Figure(part_drawing(drawing, part, scale))
        blocks += [NewPage(), Paragraph([_caption(parts, number)], muted=True), figure]
    return [*blocks, *after]


def _caption(parts: Sequence[Part], number: int) -> str:
    """Which part it is, and where the map goes on."""
    part = parts[number]
    spots = {(one.row, one.column): at for at, one in enumerate(parts, start=1)}
    words = [_("Part {number} of {count}").format(number=number + 1, count=len(parts))]
    for text, row, column in _BESIDE:
        beside = spots.get((part.row + row, part.column + column))
        if beside is not None:
            words.append(_(text).format(number=beside))
    return " · ".join(words)


def _lead(scores: MapScores, picture: Picture) -> list[str | Run]:
    gaps = "；".join(gap_sentence(gap, picture.state.people) for gap in scores.gaps[:3])
    first = _("Completeness {percent} %, {light}.").format(percent=scores.completeness, light=_(LIGHTS[scores.light]))
    return [Run(first, bold=True), f" {gaps}" if gaps else ""]


def _gap_blocks(scores: MapScores, picture: Picture) -> list[Block]:
    facts = Facts(
        [
            (_("Departments met"), share_sentence(scores.horizontal)),
            (_("Levels met"), share_sentence(scores.vertical)),
        ]
    )
    people = picture.state.people
    lines = [_join(gap_sentence(gap, people), next_step(gap)) for gap in scores.gaps] or [_("Nothing is missing.")]
    return [Heading(_("Gaps and next steps")), facts, Bullets(lines)]


def _join(gap: str, step: str) -> str:
    return _("{gap}: {step}").format(gap=gap, step=step)


def _people_blocks(paper: MapPaper, picture: Picture) -> list[Block]:
    sheet = people_sheet(paper, picture)
    rows = [["" if value is None else _cell(value) for value in row] for row in sheet.rows]
    return [Heading(_("People on the map")), Table([TableColumn(column.heading) for column in sheet.columns], rows)]


def _cell(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _rows(paper: MapPaper, picture: Picture) -> list[Sequence[str | date | None]]:
    state = picture.state
    managers: dict[str, list[str]] = {}
    for line in state.lines.standing:
        if line.reports:
            managers.setdefault(line.source, []).append(line.target)
    facing: dict[str, list[str]] = {}
    for row in paper.sheet.counterparts:
        facing.setdefault(row.person, []).append(row.our_name)
    found: list[Sequence[str | date | None]] = []
    for key, person in state.people.items():
        above = names_of(managers.get(key, []), state.people)
        front: list[str | date | None] = [person.name, person.title, person.department]
        if paper.public:
            found.append([*front, above])
            continue
        ours = "、".join(facing.get(key, []))
        style = label_of("communication_style", person.communication_style)
        found.append([*front, *_judged(picture, key), above, style, ours])
    return found


def _judged(picture: Picture, person: str) -> list[str | date | None]:
    judgements = picture.state.of(person)
    if not judgements:
        return ["", "", "", "", "", None]
    latest = judgements[0]
    return [
        "、".join(label_of("buying_role", one.role) for one in judgements if one.role),
        label_of("attitude", latest.attitude),
        label_of("influence", latest.influence),
        label_of("coverage", latest.coverage),
        label_of("evidence", latest.evidence),
        latest.judged_on if latest.judged_on.year > 1900 else None,
    ]
