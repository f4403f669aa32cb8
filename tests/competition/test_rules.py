"""What a tactic means: its war, its shipped answer, what begins when a contract ends."""

from datetime import date

import pytest

from model.competition.flows import UNKNOWN, operator_named
from model.competition.openings import attack_day
from model.competition.rules import RIVALS, SHIPPED_SCRIPTS, WAR_OF, WHOLE_MOVE_TACTICS
from model.enumerations import ENUMERATIONS


def test_every_tactic_has_a_war_and_a_shipped_answer() -> None:
    tactics = set(ENUMERATIONS["competitor_tactic"])
    assert set(WAR_OF) == set(SHIPPED_SCRIPTS) == tactics
    assert set(WAR_OF.values()) <= set(ENUMERATIONS["competitor_war"])
    assert set(WHOLE_MOVE_TACTICS) <= tactics
    assert "mobile" not in RIVALS


@pytest.mark.parametrize(
    ("text", "operator"),
    [("电信", "telecom"), ("转中国联通", "unicom"), ("telecom", "telecom"), ("广电", "broadnet"), ("移动", "mobile"),
     ("虚商", "other"), ("", UNKNOWN), ("  未知 ", UNKNOWN)],
)  # fmt: skip
def test_where_someone_went_is_understood_as_it_is_written(text: str, operator: str) -> None:
    assert operator_named(text) == operator


@pytest.mark.parametrize(
    ("ends", "begin"),
    [(date(2027, 4, 30), date(2027, 2, 28)), (date(2026, 12, 1), date(2026, 11, 22)),
     (date(2027, 1, 22), date(2026, 11, 22))],
)  # fmt: skip
def test_a_contract_is_attacked_two_months_before_its_end_and_never_in_the_past(ends: date, begin: date) -> None:
    assert attack_day(ends, date(2026, 11, 22)) == begin
