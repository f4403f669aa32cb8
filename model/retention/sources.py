"""What falls due by the calendar: bundles, agreements, birthdays, holidays, promises and credit reviews."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, extract, func, or_, select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement, InstalledProduct
from model.credit.newest import newest_reviews, worst_events
from model.customers.records import Contact, Customer
from model.decision_maps.records import BuyingRole
from model.members.records import Member
from model.months import months_after
from model.needs.records import Promise
from model.retention.birthdays import birthday_due, birthday_of, next_birthday
from model.retention.calendars import WorkCalendar, holiday_runs
from model.retention.due_dates import payment_due, stage_due
from model.retention.tasks import FOLD_DAYS, Wanted
from model.retention.warnings import RuleSetting

_FOLD = timedelta(days=FOLD_DAYS)
_SLACK = timedelta(days=4)
"""Months differ in length: SQL takes a few days more, the rule decides."""


def live_customer() -> ColumnElement[bool]:
    """Customers that are looked after: neither lost nor merged into another.

    Written so that no index serves `merged_into`: almost every customer has none there, and the planner would go
    through all of them first instead of through the few rows that fall due.
    """
    return and_(Customer.status != "lost", func.coalesce(Customer.merged_into, "") == "")


def facts_of(**facts: object) -> str:
    """The figures of a task's sentence as canonical JSON text."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _months(setting: RuleSetting) -> tuple[int, ...]:
    return tuple(sorted((value for value in setting.params.values() if value > 0), reverse=True))


def bundles(session: Session, today: date, setting: RuleSetting) -> Iterator[Wanted]:
    """Our products whose bundle ends, each with the reminder in force."""
    months = _months(setting)
    product = InstalledProduct
    rows = session.execute(
        select(product.id, product.customer_id, product.offering_name, product.bundle_end)
        .join(Customer, Customer.id == product.customer_id)
        .where(live_customer(), product.operator == "mobile")
        .where(product.bundle_end <= months_after(today, max(months, default=0)) + _SLACK)
    )
    for id, customer, name, end in rows:
        stage = stage_due(end, months, today) if end else None
        if end and stage:
            facts = facts_of(product=name, end=end.isoformat(), months=stage.months)
            period = f"{end:%Y-%m}:{stage.months}"
            yield Wanted("bundle_expiry", "bundle_expiry", customer, id, period, stage.due, 2, facts, end + _FOLD)


def member_bundles(session: Session, today: date, setting: RuleSetting) -> Iterator[Wanted]:
    """Members whose bundles end: one task a customer and month, not one a member; ends long past are no news."""
    months = _months(setting)
    end, year, month = Member.bundle_end, extract("year", Member.bundle_end), extract("month", Member.bundle_end)
    rows = session.execute(
        select(Member.customer_id, year, month, func.min(end), func.count())
        .join(Customer, Customer.id == Member.customer_id)
        .where(live_customer(), Member.status != "left")
        .where(end > today - _FOLD, end <= months_after(today, max(months, default=0)) + _SLACK)
        .group_by(Member.customer_id, year, month)
    )
    for customer, in_year, in_month, first, count in rows:
        stage = stage_due(first, months, today) if first else None
        if stage:
            turn = f"{int(in_year):04d}-{int(in_month):02d}"
            facts = facts_of(count=count, month=turn, months=stage.months)
            period = f"members:{turn}:{stage.months}"
            yield Wanted("bundle_expiry", "member_bundles", customer, customer, period, stage.due, 2, facts)


def agreements(session: Session, today: date, setting: RuleSetting) -> Iterator[Wanted]:
    """Agreements that end, each with the reminder in force."""
    months = _months(setting)
    rows = session.execute(
        select(Agreement.id, Agreement.customer_id, Agreement.number, Agreement.valid_to)
        .join(Customer, Customer.id == Agreement.customer_id)
        .where(live_customer(), Agreement.valid_to <= months_after(today, max(months, default=0)) + _SLACK)
    )
    for id, customer, number, end in rows:
        stage = stage_due(end, months, today) if end else None
        if end and stage:
            facts = facts_of(number=number, end=end.isoformat(), months=stage.months)
            period = f"{end:%Y-%m}:{stage.months}"
            yield Wanted("agreement_expiry", "agreement_expiry", customer, id, period, stage.due, 2, facts, end + _FOLD)


def birthdays(session: Session, today: date, setting: RuleSetting, calendar: WorkCalendar) -> Iterator[Wanted]:
    """Birthdays of key people: those in a buying role, or everybody where no role is known yet."""
    lead = setting.params["lead_days"]
    in_role = exists().where(BuyingRole.contact_id == Contact.id)
    any_role = exists().where(BuyingRole.customer_id == Contact.customer_id)
    rows = session.execute(
        select(Contact.id, Contact.customer_id, Contact.birthday, Contact.birthday_calendar, Contact.birthday_leap_rule)
        .join(Customer, Customer.id == Contact.customer_id)
        .where(live_customer(), Contact.status == "active", Contact.merged_into.is_(None), Contact.birthday != "")
        .where(or_(in_role, ~any_role))
    )
    days: dict[tuple[str, str, str], tuple[date, date] | None] = {}
    for id, customer, text, kind, leap_rule in rows:
        key = (text[-5:], kind, leap_rule)
        if key not in days:
            days[key] = _birthday(text, kind, leap_rule, today, lead, calendar)
        found = days[key]
        if found and found[1] <= today:
            facts = facts_of(day=found[0].isoformat(), calendar=kind, lead=lead)
            yield Wanted("birthday", "birthday", customer, id, f"{found[0]:%Y}", found[1], 1, facts)


def _birthday(
    text: str, kind: str, leap_rule: str, today: date, lead: int, calendar: WorkCalendar
) -> tuple[date, date] | None:
    birthday = birthday_of(text, kind, leap_rule)
    if birthday is None:
        return None
    day = next_birthday(birthday, today)
    return day, birthday_due(day, lead, calendar)


def holiday_payments(session: Session, today: date, setting: RuleSetting, calendar: WorkCalendar) -> Iterator[Wanted]:
    """One list before each public holiday: who pays for the whole group, or is not known to pay otherwise."""
    for run in holiday_runs(today + timedelta(days=1), today + timedelta(days=40), calendar):
        due = payment_due(run, setting.params["working_days"], calendar)
        if due > today:
            continue
        count = session.scalar(
            select(func.count()).select_from(Customer).where(live_customer(), Customer.payer_type != "individual")
        )
        if count:
            rule = "holiday_payment_preliminary" if run.preliminary else "holiday_payment"
            facts = facts_of(holiday=run.names[0], first=run.first.isoformat(), count=count)
            source = f"holiday:{run.first:%Y}:{run.names[0]}"
            yield Wanted("holiday_payment", rule, None, source, "", due, 2, facts)


def promises(session: Session, today: date, setting: RuleSetting) -> Iterator[Wanted]:
    """Open promises from the day before they fall due."""
    rows = session.execute(
        select(Promise.id, Promise.customer_id, Promise.due_on)
        .join(Customer, Customer.id == Promise.customer_id)
        .where(live_customer(), Promise.state == "open")
        .where(Promise.due_on <= today + timedelta(days=setting.params["lead_days"]))
    )
    for id, customer, due in rows:
        if due:
            facts = facts_of(due=due.isoformat())
            yield Wanted("promise_due", "promise_due", customer, id, "", due, 3, facts)


def credit_reviews(session: Session, today: date) -> Iterator[Wanted]:
    """Customers whose newest credit review is due again, or that broke their word or cheated since it."""
    newest = newest_reviews()
    rows = session.execute(
        select(newest.c.id, newest.c.customer_id, newest.c.next_review)
        .join(Customer, Customer.id == newest.c.customer_id)
        .where(live_customer(), newest.c.next_review <= today)
    )
    for id, customer, due in rows:
        yield Wanted("credit_review", "credit_review", customer, id, "", due, 1, facts_of(due=due.isoformat()))
    worst = worst_events(newest, today)
    broken = session.execute(
        select(worst.c.customer_id, worst.c.since, worst.c.kind)
        .join(Customer, Customer.id == worst.c.customer_id)
        .where(live_customer())
    )
    for customer, day, kind in broken:
        facts = facts_of(event=kind, day=day.isoformat())
        yield Wanted("credit_review", "credit_event", customer, customer, f"event:{day.isoformat()}", day, 2, facts)
