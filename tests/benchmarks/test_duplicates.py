"""Finding possible duplicates among 36,000 customers, against bare rapidfuzz over as many pairs."""

import time
from itertools import islice
from pathlib import Path

import pytest
from rapidfuzz import fuzz
from sqlalchemy import select

from model.customers.duplicates import find_duplicates
from model.customers.records import Customer
from tests.benchmarks.test_search import CUSTOMERS, fill
from tests.builders import make_store

PAIRS = 250_000


@pytest.mark.benchmark
def test_possible_duplicates_of_a_city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = make_store(tmp_path)
    fill(database)
    with database.read() as session:
        start = time.perf_counter()
        names = list(session.scalars(select(Customer.name)))
        for first, second in islice(((a, b) for a in names for b in names[:10]), PAIRS):
            fuzz.ratio(first, second)
        floor = time.perf_counter() - start
        start = time.perf_counter()
        pairs = find_duplicates(session)
        ours = time.perf_counter() - start
    database.close()
    assert all(pair.first_id != pair.second_id for pair in pairs)
    with capsys.disabled():
        print(f"\nduplicates of {CUSTOMERS:,}: {len(pairs)} pairs in {ours:.1f} s")
        print(f"bare rapidfuzz over {PAIRS:,} pairs {floor:.1f} s: {ours / floor:.1f}×")
