"""The decision-maker map on paper (PDF, A4 or A3), as a picture (SVG, PNG) and as a table of its people (xlsx)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from model.decision_maps.picture import Picture, draw_map, label_of
from model.decision_maps.queries import MapSheet
from model.decision_maps.scores import MapScores, scores_of
from model.decision_maps.sentences import LIGHTS, gap_sentence, names_of, next_step, share_sentence
from model.errors import UserError
from reports.document import Block, Bullets, Document, Facts, Figure, Heading, Lead, NewPage, Run, Table, TableColumn
from reports.drawing import Drawing
from reports.drawing_png import write_png
from reports.drawing_svg import write_svg
from reports.excel import Column, Kind, Sheet, write_workbook
from reports.imprint import Imprint
from reports.map_drawing import centred, drawing_of, tiles_of
from reports.pdf import write_pdf
from reports.pdf_page import MARGIN, page_size
from resources.i18n import N_, _

SMALLEST_SCALE: Final = 0.42
"""Points a pixel below which a card could no longer be read: the map goes on several pages instead."""
TILE_SCALE: Final = 0.5
_LARGEST_SCALE: Final = 0.8
_HEAD_AND_FOOT: Final = 172.0
_TITLE_HEIGHT: Final = 76.0
_LEAD_HEIGHT: Final = 64.0
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
    """The paper: the point, the map on one page or on tiles, then, for ourselves, the gaps and the people."""
    frame = Document(heading_of(paper), paper.sheet.customer_name, (), landscape=True, a3=paper.a3)
    blocks: list[Block] = []
    scores = scores_of(picture.state, paper.sheet.grade, paper.sheet.boss_project)
    if not paper.public:
        blocks.append(Lead(_lead(scores, picture)))
    blocks += _figures(drawing_of(picture), page_size(frame), _TITLE_HEIGHT + (0.0 if paper.public else _LEAD_HEIGHT))
    if not paper.public:
        blocks += [NewPage(), *_gap_blocks(scores, picture), *_people_blocks(paper, picture)]
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


def _figures(drawing: Drawing, page: tuple[float, float], above: float) -> list[Block]:
    """The whole map on one page where its cards stay readable, else cut into tiles from left to right."""
    width, height = page[0] - 2 * MARGIN, page[1] - _HEAD_AND_FOOT
    scale = min(width / drawing.width, (height - above) / drawing.height, _LARGEST_SCALE)
    if scale >= SMALLEST_SCALE:
        whole = tiles_of(drawing, drawing.width, drawing.height, scale)[0]
        return [Figure(centred(whole, width))]
    tiles = tiles_of(drawing, width / TILE_SCALE, (height - above) / TILE_SCALE, TILE_SCALE)
    blocks: list[Block] = []
    for number, tile in enumerate(tiles, start=1):
        blocks += [NewPage()] if number > 1 else []
        blocks += [Figure(tile)]
    return blocks


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
