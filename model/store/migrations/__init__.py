"""Numbered changes of the schema; the store's version is the last one it has had (`PRAGMA user_version`)."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from model.store.migrations import m0001_first

MIGRATIONS: Final[tuple[tuple[int, Callable[[Connection], None]], ...]] = ((1, m0001_first.upgrade),)
"""In order; a released one is never changed."""

LATEST: Final = MIGRATIONS[-1][0]
