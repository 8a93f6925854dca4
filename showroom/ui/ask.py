"""The only way from a page to the services: one worker, one connection, answers in the window's thread.

Nothing below knows of it. In tests, and where only one connection is safe, it answers at once. What the
services want the password for once more waits here until it is given, and is asked again as it was (R16).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import PasswordAsked, ShowroomError, Unavailable
from showroom.language import mark
from showroom.models.store import Store
from showroom.ui.long_work import LongWork, show_line, take_line_away

Answer = TypeVar("Answer")
Failed = Callable[[ShowroomError], None]

# (who asks, how it goes on once the password was given, what happens when it was not: why, None for Esc)
Prove = Callable[[QWidget, Callable[[], None], Callable[[ShowroomError | None], None]], None]

WAIT_SHOWN_AFTER_MS = 300
CLOSING_SECONDS = 5


@dataclass(frozen=True)
class _Question:
    """What a page asked, and who takes the answer."""

    owner: QWidget
    job: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Failed | None
    work: LongWork | None = None


class Ask(QObject):
    """Runs one job after another beside the window. `failed` tells of errors nobody else took.

    `prove` asks whoever is signed in for the password; without it such a refusal is one like any other.
    """

    failed = Signal(object)
    _done = Signal(object, object)

    def __init__(self, store: Store, *, inline: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._closed = False
        # Whether something that was asked was still not done when closing had waited long enough.
        self.hung = False
        self.prove: Prove | None = None
        self._worker = None if inline else ThreadPoolExecutor(1, thread_name_prefix="showroom-ask")
        # Whose questions are not answered yet. One timer for all: one for each question costs a
        # key press a millisecond.
        self._waiting: dict[Future[Any], _Question] = {}
        self._wait = QTimer(self, singleShot=True, interval=WAIT_SHOWN_AFTER_MS)
        self._wait.timeout.connect(self._show_wait)
        self._done.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def __call__(
        self,
        owner: QWidget,
        job: Callable[[], Answer],
        then: Callable[[Answer], None],
        failed: Failed | None = None,
        work: LongWork | None = None,
    ) -> None:
        """Do `job`, then give its answer to `then` while `owner` still exists.

        A bug in `job` reaches the hooks, and `failed` as well: what waits for the answer must not wait
        for ever, and what was typed comes back. A job that takes long tells `work` how far it is, and raises
        `Stopped` when it says so: it is shown over `owner`, with a way to cancel.
        """
        self._put(_Question(owner, job, then, failed, work))

    def _put(self, question: _Question) -> None:
        if self._closed:
            return
        if question.work is not None:
            question.work.begin()
        if self._worker is None:
            self._inline(question)
            return
        future = self._worker.submit(question.job)
        self._waiting[future] = question
        self._wait.start()
        future.add_done_callback(lambda done: self._done.emit(done, question))

    def _inline(self, question: _Question) -> None:
        is_bug = True
        try:
            answer = question.job()
            is_bug = False
        except ShowroomError as error:
            is_bug = False
            self._refused(question, error)
        else:
            question.then(answer)
        finally:
            if is_bug and question.failed is not None:
                question.failed(_bug())

    def _show_wait(self) -> None:
        """So long after the newest question something is still not answered."""
        for future, question in self._waiting.items():
            if future.done() or not shiboken6.isValid(question.owner):
                continue
            if question.work is not None:
                show_line(question.owner, question.work)
            else:
                question.owner.setCursor(Qt.CursorShape.BusyCursor)

    def _answer(self, future: Future[Any], question: _Question) -> None:
        self._waiting.pop(future, None)
        owner = question.owner
        # What is answered after closing is done, but nobody is there any more to be shown it.
        if self._closed or not shiboken6.isValid(owner):
            return
        if owner.testAttribute(Qt.WidgetAttribute.WA_SetCursor):
            owner.unsetCursor()
        if question.work is not None and not self._goes_on(question.work):
            take_line_away(owner)
        error = future.exception()
        if error is None:
            question.then(future.result())
        elif isinstance(error, ShowroomError):
            self._refused(question, error)
        else:
            if question.failed is not None:
                question.failed(_bug())
            raise error

    def _goes_on(self, work: LongWork) -> bool:
        """Whether something more of it was asked for."""
        return any(one.work is work for one in self._waiting.values())

    def _refused(self, question: _Question, error: ShowroomError) -> None:
        if isinstance(error, PasswordAsked) and self.prove is not None:
            self.prove(
                question.owner, lambda: self._put(question), lambda why: self._give_up(question, why or error)
            )
        else:
            self._tell(question, error)

    def _give_up(self, question: _Question, error: ShowroomError) -> None:
        """Whoever pressed Esc knows; only a form that waits for its answer is told."""
        if question.failed is not None or not isinstance(error, PasswordAsked):
            self._tell(question, error)

    def _tell(self, question: _Question, error: ShowroomError) -> None:
        if question.failed is not None:
            question.failed(error)
        else:
            self.failed.emit(error)

    def close(self) -> None:
        """Finish what was asked, close the worker's connection; a hung disk holds us five seconds at most."""
        if self._worker is None or self._closed:
            return
        self._closed = True
        for question in self._waiting.values():
            if question.work is not None:
                question.work.stop()
        try:
            last = self._worker.submit(self._store.close)
        except RuntimeError:
            # Python is going already, and has waited for the worker.
            return
        self._worker.shutdown(wait=False)
        try:
            last.exception(timeout=CLOSING_SECONDS)
        except TimeoutError:
            self.hung = True


def _bug() -> Unavailable:
    """What whoever asked is told of a bug; the hooks tell the rest."""
    return Unavailable(
        "E-BUG",
        mark(
            "Something went wrong inside the program while this was being done. What you typed is still "
            "here. Look whether it was done before you try again."
        ),
    )
