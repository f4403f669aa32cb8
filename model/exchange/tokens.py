"""What tells two stores under one name apart (rule 5): a random token for the writes that each export tells of.

Counting writes is not enough: of two stores copied from one, the one that wrote less may hear nothing above its own
count, and its writes would pass for the other's. Whoever has heard of a store's writes has heard of their token too.
"""

import json
import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from model.exchange.books import Replicas, own_replica
from model.store.ids import RowId

_TOLD = 40
"""Tokens told of a replica at most, the newest: so many exports with new writes may go unanswered."""


def note_export(connection: Connection) -> None:
    """Give the writes since the last export a token; an export that has none to tell of needs none."""
    connection.exec_driver_sql(
        "INSERT INTO replica_token (replica, token, seq) SELECT replica_no, ?, seq FROM replica_state"
        " WHERE seq > coalesce((SELECT max(seq) FROM replica_token WHERE replica = replica_no), 0)",
        (secrets.token_hex(4),),
    )


def tokens_of(connection: Connection, replicas: Iterable[RowId]) -> dict[RowId, list[tuple[int, str]]]:
    """The newest tokens known of these replicas, each with the last write it stands for."""
    found: dict[RowId, list[tuple[int, str]]] = {}
    rows = connection.exec_driver_sql(
        "SELECT id, seq, token FROM (SELECT replica.id AS id, replica_token.seq AS seq, token,"
        " row_number() OVER (PARTITION BY replica ORDER BY replica_token.seq DESC, token) AS place FROM replica_token"
        " JOIN replica ON replica.no = replica WHERE replica.id IN (SELECT value FROM json_each(?)))"
        " WHERE place <= ? ORDER BY id, seq, token",
        (json.dumps(sorted(replicas)), _TOLD),
    )
    for replica, seq, token in rows:
        found.setdefault(replica, []).append((seq, token))
    return found


def hears_of_another(
    connection: Connection, replicas: Replicas, told: Mapping[RowId, Iterable[tuple[int, str]]]
) -> bool:
    """Remember what was told of other stores; whether any of it was told by another store under this one's name."""
    mine = own_replica(connection)
    own = connection.exec_driver_sql(
        "SELECT token FROM replica_token WHERE replica = (SELECT replica_no FROM replica_state)"
    )
    strange = {token for _seq, token in told.get(mine, ())} - set(own.scalars())
    rows = [
        (replicas.number(replica), token, seq)
        for replica, tokens in told.items()
        if replica != mine
        for seq, token in tokens
    ]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO replica_token (replica, token, seq) VALUES (?, ?, ?)", rows)
    return bool(strange)
