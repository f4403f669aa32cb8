"""A sample customer with a map like the one the design was drawn with; all people are samples."""

from datetime import date, timedelta

from model.decision_maps.actions import LinkDraft, PersonDraft, add_person, link_people
from model.decision_maps.judging import JudgementDraft, face, judge
from model.store.base import RowId
from model.store.database import Database
from tests.builders import TODAY, add_customer

_PEOPLE = (
    # name, title, department, role, attitude, influence, coverage, evidence, days ago, manager
    ("示例总经理", "总经理", "", "decider", "supporter", "inner_circle", "multiple", "confirmed", 10, ""),
    ("示例财务总监", "财务总监", "财务部", "approver", "non_supporter", "inside", "brief", "assumed", 80, "示例总经理"),
    (
        "示例信息主任",
        "信息主任",
        "信息中心",
        "influencer",
        "neutral",
        "inside",
        "in_depth",
        "confirmed",
        2,
        "示例总经理",
    ),
    ("示例采购经理", "采购部经理", "采购部", "buyer", "champion", "inside", "multiple", "confirmed", 23, "示例总经理"),
    ("示例会计主管", "会计主管", "财务部", "gatekeeper", "", "outside", "none", "assumed", 256, "示例财务总监"),
    ("示例网管", "网管工程师", "信息中心", "user", "supporter", "outside", "multiple", "confirmed", 2, "示例信息主任"),
    ("安全负责人？", "", "", "influencer", "", "", "", "assumed", 2, "示例信息主任"),
)


def make_sample_map(database: Database) -> tuple[RowId, dict[str, RowId]]:
    """The customer's id and the ids of its people by name."""
    customer = add_customer(database, "2710010001", "临江精密机械有限公司（示例）", company_grade="A")
    people: dict[str, RowId] = {}
    with database.write("Sample map") as session:
        for name, title, department, *_rest in _PEOPLE:
            people[name] = add_person(session, PersonDraft(customer, name, title, department))
        session.flush()
        for name, _title, _department, role, attitude, influence, coverage, evidence, ago, manager in _PEOPLE:
            day = TODAY - timedelta(days=ago)
            values = {"attitude": attitude, "influence": influence, "coverage": coverage, "evidence": evidence}
            judge(session, JudgementDraft(people[name], values, role=role), day)
            if manager:
                link_people(session, LinkDraft(customer, people[name], people[manager], "solid"), date(2026, 2, 1))
        for source, target, kind in (
            ("示例采购经理", "示例网管", "influences"),
            ("示例财务总监", "示例信息主任", "conflicts"),
        ):
            link_people(session, LinkDraft(customer, people[source], people[target], kind), date(2026, 6, 1))
        face(session, people["示例财务总监"], "示例支撑经理", "credible_source", "problem_solver")
    return customer, people
