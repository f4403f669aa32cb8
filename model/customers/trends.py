"""What a row of monthly figures says."""

from collections.abc import Sequence


def falling_months(figures: Sequence[int]) -> int:
    """How many months running, up to the last one, each figure was under the one before."""
    count = 0
    for before, after in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        if after >= before:
            break
        count += 1
    return count
