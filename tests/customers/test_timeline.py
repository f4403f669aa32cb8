"""What happened at a customer, day by day: the same order in every store."""

from datetime import timedelta

from model.customers.timeline import timeline_of
from model.decision_maps.judging import JudgementDraft, judge
from model.store.database import Database
from tests.builders import TODAY, add_contact, add_customer

NAMES = ("丁（示例）", "丙（示例）", "乙（示例）", "甲（示例）", "戊（示例）", "己（示例）")


def test_judgements_of_one_day_stand_in_the_order_of_their_words(store: Database) -> None:
    customer = add_customer(store)
    people = {name: add_contact(store, customer, name) for name in NAMES}
    with store.write("Judge") as session:
        for day in (TODAY - timedelta(days=1), TODAY):
            for name in NAMES:
                judge(session, JudgementDraft(people[name], {"attitude": "supporter"}, "decider"), day)
    with store.read() as session:
        entries = timeline_of(session, customer)
    said = [(entry.day, entry.words[0]) for entry in entries if entry.entity == "buying_role"]
    assert said == [(day, name) for day in (TODAY, TODAY - timedelta(days=1)) for name in sorted(NAMES)]
