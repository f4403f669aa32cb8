"""Which tasks stand: the same ones on every store, in every run."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from model.retention.tasks import CLOSED, DONE, FOLD_DAYS, OPEN, KeptTask, TaskPlan, Wanted, plan_tasks, task_id

TODAY = date(2026, 11, 22)
due_days = st.dates(TODAY - timedelta(days=400), TODAY)
wanted_tasks = st.builds(
    Wanted,
    st.sampled_from(["bundle_expiry", "visit_due"]),
    st.just("bundle_expiry"),
    st.just("c"),
    st.sampled_from(["s1", "s2", "s3", "s4"]),
    st.sampled_from(["2026-11", "2026-12"]),
    due_days,
    st.just(1),
    st.just("{}"),
    st.none() | due_days,
)


def apply(plan: TaskPlan, kept: dict[str, KeptTask]) -> dict[str, KeptTask]:
    after = dict(kept)
    for id, one in (plan.make | plan.change | plan.reopen).items():
        after[id] = KeptTask(OPEN, one.due, one.facts)
    for id in plan.close:
        after[id] = after[id]._replace(status=CLOSED)
    return after


def wanted(source: str, due: date, period: str = "2026-12") -> Wanted:
    return Wanted("bundle_expiry", "bundle_expiry", "c", source, period, due, 2)


@given(st.lists(wanted_tasks), st.randoms())
def test_a_second_run_in_any_order_changes_nothing(tasks: list[Wanted], random: object) -> None:
    tasks = list({task_id(one): one for one in tasks}.values())
    first = apply(plan_tasks(tasks, {}, TODAY), {})
    random.shuffle(tasks)  # type: ignore[attr-defined]
    second = plan_tasks(tasks, first, TODAY)
    assert (second.make, second.change, second.reopen, second.close) == ({}, {}, {}, [])


@given(st.lists(wanted_tasks), st.lists(wanted_tasks))
def test_whatever_stood_before_the_open_tasks_are_those_wanted_now(before: list[Wanted], now: list[Wanted]) -> None:
    before = [one._replace(fold_after=None) for one in before]
    now = [one._replace(fold_after=None) for one in now]
    kept = apply(plan_tasks(before, {}, TODAY), {})
    after = apply(plan_tasks(now, kept, TODAY), kept)
    assert {id for id, one in after.items() if one.status == OPEN} == {task_id(one) for one in now}


def test_a_moved_end_moves_the_task_and_a_vanished_one_closes_it() -> None:
    one = wanted("s", TODAY)
    kept = {task_id(one): KeptTask(OPEN, TODAY, "{}")}
    moved = one._replace(due=TODAY - timedelta(days=3))
    assert plan_tasks([moved], kept, TODAY).change == {task_id(one): moved}
    assert plan_tasks([], kept, TODAY).close == [task_id(one)]


def test_what_a_person_ended_stays_ended_and_what_the_program_closed_comes_back() -> None:
    one = wanted("s", TODAY)
    assert plan_tasks([one], {task_id(one): KeptTask(DONE, TODAY, "{}")}, TODAY) == TaskPlan()
    assert plan_tasks([one], {task_id(one): KeptTask(CLOSED, TODAY, "{}")}, TODAY).reopen == {task_id(one): one}


def test_a_first_import_folds_what_is_long_overdue_into_one_line_a_kind() -> None:
    old = TODAY - timedelta(days=FOLD_DAYS)
    tasks = [wanted(f"s{n}", old - timedelta(days=n))._replace(fold_after=TODAY - timedelta(days=1)) for n in range(40)]
    tasks += [wanted("fresh", TODAY)._replace(fold_after=TODAY), wanted("never", old - timedelta(days=99))]
    plan = plan_tasks(tasks, {}, TODAY)
    lines = sorted(plan.make.values(), key=lambda one: one.rule)
    assert [(one.rule, one.facts) for one in lines] == [
        ("bundle_expiry", "{}"),
        ("bundle_expiry", "{}"),
        ("folded", '{"count":40}'),
    ]
    assert lines[2].due == old


def test_a_task_that_grows_old_while_it_stands_is_never_folded() -> None:
    one = wanted("s", TODAY - timedelta(days=99))._replace(fold_after=TODAY - timedelta(days=60))
    assert plan_tasks([one], {task_id(one): KeptTask(OPEN, one.due, "{}")}, TODAY) == TaskPlan()
