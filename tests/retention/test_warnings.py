"""Early warnings: when a rule speaks."""

import json

import pytest

from model.retention.reasons import why_and_gist
from model.retention.warnings import RULE_BY_CODE, WARNING_RULES, lasting_drop, too_many_left
from resources.i18n import set_language


@pytest.mark.parametrize(
    ("grades", "found"),
    [
        (["A", "B", "B"], (1, "A", "B")),
        (["A", "A", "B"], None),  # one month only
        (["A", "B", "A"], None),  # made good
        (["A", "B", "C"], (1, "A", "C")),
        (["B", "A", "B", "B"], (2, "A", "B")),
        (["A", None, "B", "B"], (1, "A", "B")),
        ([None, "B", "B"], None),
        (["A"], None),
        (["A", "B", None], None),
    ],
)
def test_a_grade_drop_warns_once_it_has_lasted_two_months(
    grades: list[str | None], found: tuple[int, str, str] | None
) -> None:
    assert lasting_drop(grades, 2) == found


@pytest.mark.parametrize(
    ("left", "members", "speaks"),
    [(3, 1000, True), (2, 1000, False), (2, 38, True), (1, 38, False), (1, 19, True), (0, 0, False), (0, 10, False)],
)
def test_leaving_members_warn_by_count_or_by_share(left: int, members: int, speaks: bool) -> None:
    assert too_many_left(left, members, 3, 5) is speaks


def test_every_rule_is_known_by_its_code_and_says_why() -> None:
    assert len(RULE_BY_CODE) == len(WARNING_RULES) == 12
    facts = (
        '{"before":"A","after":"B","month":"2026-09","factors":[["Revenue growth","-12"]],"product":"P","months":2,'
        '"now":"1","left":4,"members":9,"days":30,"where":[],"amount":"1","due":"2026-11-01","operator":"telecom",'
        '"seen":"2026-11-15","tactic":"building_wiring",'
        '"area":"A","count":3,"customers":2,"day":"2026-11-15","roles":["Approver"]}'
    )
    for rule in WARNING_RULES:
        assert "{" not in why_and_gist(rule.code, facts)[0]


@pytest.mark.parametrize(
    ("rule", "facts", "one", "many"),
    [
        ("visit_never", {"grade": "A", "mode": "on_site", "months": 1}, "every 1 month;", "every 2 months;"),
        ("stale_role", {"count": 1, "days": 90, "grade": "A"}, "1 judgement out", "2 judgements out"),
        ("members_leaving", {"left": 1, "members": 1, "days": 1, "where": []}, "1 of 1 member left within 1 day:",
         "2 of 2 members left within 2 days:"),
        ("sighting_run", {"operator": "telecom", "tactic": "erosion", "count": 1, "days": 30, "area": "A",
                          "customers": 1, "seen": "2026-11-01"}, "seen 1 time within 30 days in A at 1 customer,",
         "seen 2 times within 30 days in A at 2 customers,"),
    ],
)  # fmt: skip
def test_a_reason_counts_one_thing_in_the_singular(rule: str, facts: dict[str, object], one: str, many: str) -> None:
    set_language("en")
    assert one in why_and_gist(rule, json.dumps(facts))[0]
    more = {name: 2 if value == 1 else value for name, value in facts.items()}
    assert many in why_and_gist(rule, json.dumps(more))[0]
