"""A dossier's content as the line of a file: replicas become places in the line's own list."""

from collections.abc import Mapping

from model.exchange.books import Replicas
from model.exchange.codec import PlainLine, encode_line
from model.exchange.content import Content
from model.exchange.shapes import AckLine, Block, DossierLine, Slice, Tomb
from model.store.ids import RowId

Vector = Mapping[RowId, int]


def dossier_line(
    dossier: RowId, kind: str, base: Vector, know: Vector, content: Content, replicas: Replicas
) -> PlainLine:
    """What is new in a dossier since `base`, with all that is known of it."""
    ids = sorted({*base, *know, *(replicas.ids[number] for number in _numbers_in(content))})
    place = {replicas.numbers[replica]: at for at, replica in enumerate(ids) if replica in replicas.numbers}
    blocks = [
        Block(
            table,
            list(fields),
            list(groups),
            [[row_id, rev, t, place[replica], seq, *values] for row_id, rev, t, replica, seq, values in rows],
        )
        for (table, fields, groups), rows in content.blocks.items()
    ]
    slices = [
        Slice(
            one.table,
            one.subject,
            one.month,
            one.stamp[0],
            one.stamp[1],
            place[one.stamp[2]],
            one.stamp[3],
            one.sha256.hex(),
            list(one.fields),
            [list(column) for column in zip(*one.rows, strict=True)],
        )
        for one in content.slices
    ]
    tombs = [
        Tomb(
            tomb.table,
            tomb.row_id,
            tomb.stamp[0],
            tomb.stamp[1],
            place[tomb.stamp[2]],
            tomb.stamp[3],
            [(place[replica], seq) for replica, seq in tomb.seen],
        )
        for tomb in content.tombs
    ]
    line = DossierLine(
        dossier,
        kind,  # type: ignore[arg-type]
        ids,
        [base.get(replica, 0) for replica in ids],
        [know.get(replica, 0) for replica in ids],
        blocks,
        slices,
        tombs,
    )
    rows = sum(len(block.rows) for block in blocks) + len(tombs)
    return encode_line(line, rows=rows, slices=len(slices), dossiers=1)


def ack_line(
    known: Mapping[RowId, Vector],
    owner: RowId | None,
    released: list[RowId],
    names: dict[RowId, str],
    tokens: dict[RowId, list[tuple[int, str]]],
) -> PlainLine:
    """What is known of all shared dossiers."""
    ids = sorted(replicas_in(known))
    dossiers = [(dossier, [vector.get(replica, 0) for replica in ids]) for dossier, vector in sorted(known.items())]
    return encode_line(AckLine(ids, dossiers, owner, released, names, tokens))


def replicas_in(known: Mapping[RowId, Vector]) -> set[RowId]:
    """Every replica that any of these vectors names."""
    return {replica for vector in known.values() for replica in vector}


def vectors_of(line: AckLine) -> dict[RowId, dict[RowId, int]]:
    """What an acknowledgement says, a dossier."""
    return {
        dossier: {replica: seq for replica, seq in zip(line.replicas, seqs, strict=False) if seq}
        for dossier, seqs in line.dossiers
    }


def base_of(line: DossierLine) -> dict[RowId, int]:
    """What the sender believed this store to know."""
    return {replica: seq for replica, seq in zip(line.replicas, line.base, strict=False) if seq}


def know_of(line: DossierLine) -> dict[RowId, int]:
    """All that the sender knows of the dossier."""
    return {replica: seq for replica, seq in zip(line.replicas, line.know, strict=False) if seq}


def _numbers_in(content: Content) -> set[int]:
    numbers = {row[3] for rows in content.blocks.values() for row in rows}
    numbers |= {one.stamp[2] for one in content.slices}
    for tomb in content.tombs:
        numbers.add(tomb.stamp[2])
        numbers |= {replica for replica, _seq in tomb.seen}
    return numbers
