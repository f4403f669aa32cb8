"""Knowledge of a dossier: a version vector, replica id → number of its last write that is known."""

from collections.abc import Mapping

from model.exchange.stamps import Dot

Vector = Mapping[str, int]


def knows(vector: Vector, dot: Dot) -> bool:
    """Whether the write is among those known."""
    return vector.get(dot[0], 0) >= dot[1]


def covers(one: Vector, other: Vector) -> bool:
    """Whether `one` knows every write that `other` knows."""
    return all(one.get(replica, 0) >= seq for replica, seq in other.items())


def beyond(one: Vector, other: Vector) -> dict[str, int]:
    """The replicas of which `one` knows more than `other`, each with the last write that `other` knows."""
    return {replica: other.get(replica, 0) for replica, seq in one.items() if seq > other.get(replica, 0)}
