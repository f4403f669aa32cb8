"""Long work off the window's thread."""

import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.tasks import Progress, Task, Tasks
from model.errors import UserError


def test_a_job_runs_on_the_worker_and_its_result_arrives_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[int, int]] = []
    here = threading.get_ident()
    tasks.run(lambda progress: threading.get_ident(), lambda there: told.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != here
    assert told[0][1] == here
    assert not tasks.busy


def _note(order: list[int], number: int, progress: Progress) -> None:
    order.append(number)


def test_jobs_run_one_after_the_other(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    done: list[int] = []
    for number in range(5):
        tasks.run(partial(_note, order, number), lambda _none: done.append(1))
    qtbot.waitUntil(lambda: len(done) == 5)
    assert order == [0, 1, 2, 3, 4]


class _Label(QLabel):
    def show_words(self, words: str) -> None:
        self.setText(words)


def test_a_result_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    go, asked, done = threading.Event(), _Label(), []
    tasks.run(lambda progress: str(go.wait()), asked.show_words)
    tasks.run(lambda progress: None, lambda _none: done.append(1))
    delete(asked)
    go.set()
    with capture_exceptions() as raised:
        qtbot.waitUntil(lambda: bool(done))
    assert not raised
    assert not tasks.busy


def _refuse(progress: Progress) -> None:
    raise UserError("磁盘已满。")


def test_a_sentence_for_the_person_goes_to_the_one_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []
    tasks.run(_refuse, lambda _none: told.append("done"), lambda error: told.append(error.sentence))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["磁盘已满。"]


def test_a_sentence_nobody_asked_for_goes_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.run(_refuse, lambda _none: None)
    assert failed.args[1].sentence == "磁盘已满。"


def test_a_bug_in_a_job_is_raised_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    def broken(progress: Progress) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        with qtbot.waitSignal(tasks.finished):
            tasks.run(broken, lambda _none: None)
        qtbot.wait(20)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_a_cancelled_job_ends_at_its_next_step(qtbot: QtBot, tasks: Tasks) -> None:
    reached = threading.Event()
    steps: list[int] = []

    def endless(progress: Progress) -> None:
        for step in range(10_000_000):
            reached.set()
            progress.report(step, 10_000_000, "")
            steps.append(step)

    done: list[Any] = []
    with qtbot.waitSignal(tasks.cancelled):
        task = tasks.run(endless, done.append, writes=True)
        assert reached.wait(5)
        task.progress.cancel()
    assert not done
    assert len(steps) < 10_000_000


def test_progress_arrives_and_the_last_step_always_does(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, int, str]] = []

    def listen(task: Task) -> None:
        task.progressed.connect(lambda done, total, text: seen.append((done, total, text)))

    tasks.started.connect(listen)

    def job(progress: Progress) -> None:
        for step in range(1, 101):
            progress.report(step, 100, f"第 {step} 行")

    with qtbot.waitSignal(tasks.finished):
        tasks.run(job, lambda _none: None)
    assert seen[-1] == (100, 100, "第 100 行")
    assert len(seen) < 100


def test_editing_is_off_while_any_job_writes(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[bool] = []
    tasks.writing_changed.connect(told.append)
    done: list[int] = []
    tasks.run(lambda progress: 1, done.append, writes=True)
    tasks.run(lambda progress: 2, done.append, writes=True)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert told == [True, True, True, False]


@pytest.mark.parametrize("total", [0, 7])
def test_a_report_of_any_length_is_taken(total: int) -> None:
    told: list[tuple[int, int, str]] = []
    Progress(lambda *step: told.append(step)).report(7, total, "x")
    assert told == [(7, total, "x")]
