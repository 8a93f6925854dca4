"""A window that is lied to about rights, and two administrators who put each other out (S5, S6)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from showroom.errors import ShowroomError
from showroom.keys import CARD, DUTY_PLAN, LIST, REGISTER, ROW, SHEET, STRIP, TODAY, Key, shortcuts
from showroom.models.act import Act, ActLine
from showroom.models.staff import Staff
from showroom.models.store import Store, two_connections_are_safe
from showroom.rules.duties import ALLOWED, HOUSE_DUTIES, Duty, Role
from showroom.services import desk as desk_module
from showroom.services import staff
from showroom.services.staff import NewStaff
from showroom.ui import entering, present
from showroom.ui.go_to import GoTo
from showroom.ui.look.dialog import Dialog
from showroom.ui.window import Window
from tests.faults.racing import SECOND, Race
from tests.journeys.at_the_window import labels, press, shell, sign_in
from tests.journeys.conftest import look, morning, open_window, pdf, window
from tests.people import (
    ADMINISTRATOR,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    USER_OF,
    Showroom,
    clock_of_the_morning,
    comes_in,
    make_showroom,
    register_walk_in,
)

__all__ = ["look", "morning", "open_window", "pdf", "window"]

# --- the window is lied to (S5) --------------------------------------------------------------------------

EVERY_DUTY = frozenset(Duty) - HOUSE_DUTIES
# Keys of one place each: pressed on every page, wherever the pen is.
OF_A_PLACE = [
    key for group in (STRIP, SHEET, ROW, LIST, REGISTER, CARD, TODAY, DUTY_PLAN) for key in group.keys
]
# They take the page or the person away; the page keys are pressed one by one, locking last of all.
APART = ("page", "lock", "go_to", "larger", "smaller", "usual_size")


@pytest.fixture
def deceived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is disabled, hidden or left out: every page is made as if everybody might do everything."""
    monkeypatch.setattr(entering, "entered", lambda desk: (desk, desk.roles(), EVERY_DUTY))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window told of errors, instead of a dialog that waits."""
    said: list[str] = []
    monkeypatch.setattr(present, "tell", lambda _parent, error: said.append(error.code))
    return said


@pytest.fixture
def busy_hand(look: object) -> Iterator[QTimer]:
    """Whatever dialog opens gets words and a yes, whatever menu opens is shut."""

    def answer() -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
            return
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog):
            return
        for field in dialog.findChildren(QLineEdit):
            field.setText("登记重复")
        buttons = [one for one in dialog.findChildren(QPushButton) if one.isEnabled() and one.isVisible()]
        buttons[-1].click() if buttons else dialog.close()

    hand = QTimer(interval=2)
    hand.timeout.connect(answer)
    hand.start()
    yield hand
    hand.stop()


def key_strokes(keys: list[Key]) -> list[str]:
    return [stroke for key in keys for stroke in key.keys]


def presses_everything(window: Window, monkeypatch: pytest.MonkeyPatch) -> int:
    """Every key on every page with something written, and every entry of Go to; how many were pressed."""
    frame = shell(window)
    frame.news.watch.stop()
    anywhere = key_strokes([key for key in shortcuts() if key.verb not in APART])
    pressed = 0
    for place in list(frame._by_key):
        frame.show_log()
        frame.top.strip.setText("张伟 13900001111 朗逸")
        for stroke in (*anywhere, *key_strokes(OF_A_PLACE)):
            frame.show_page(place)
            press(stroke)
            pressed += 1
    entries = goals_of(window, monkeypatch)
    for number in range(entries):
        monkeypatch.setattr(GoTo, "chosen_goal", lambda goto, one=number: goto._goals[one])
        if window.shell is None:
            break
        press("Ctrl+K")
        pressed += 1
    return pressed


def goals_of(window: Window, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many entries Go to has without a word typed."""
    found: list[int] = []
    monkeypatch.setattr(GoTo, "chosen_goal", lambda goto: found.append(len(goto._goals)))
    press("Ctrl+K")
    return found[0]


def done_by(user: str, since: int) -> set[Duty]:
    """What somebody did since that act, denials apart."""
    denied = ActLine.select(ActLine.act).where(ActLine.table_name == "denied")
    acts = Act.select(Act.duty).join(Staff).where(Staff.user == user, Act.id > since, Act.id.not_in(denied))
    return {Duty(act.duty) for act in acts}


def last_sequence() -> int:
    return int(Act.select().order_by(Act.id.desc()).get().id)


@pytest.mark.parametrize("role", Role)
def test_whatever_is_pressed_in_a_window_that_hides_nothing_only_what_is_allowed_is_done(
    window: Window,
    morning: Showroom,
    deceived: None,
    told: list[str],
    busy_hand: QTimer,
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
) -> None:
    user = USER_OF[role]
    register_walk_in(morning.reception, "李强", "13711112222", received_by="李娜")
    sign_in(window, Staff.get(Staff.user == user).name)
    assert {"traffic_log", "settings", "duty_plan"} <= shell(window)._by_key.keys(), "it is not lied to"
    since = last_sequence()
    assert presses_everything(window, monkeypatch) > 150
    assert done_by(user, since) <= ALLOWED[role]
    if Duty.READ_TRAFFIC_LOG in ALLOWED[role]:
        assert Duty.REGISTER_VISIT in done_by(user, since), "hardly anything was done: it proved nothing"
    else:
        assert "E-DENIED" in told
        if window.shell is not None:
            assert not window.shell.log.model.entries
            assert not any("1371111" in words or "李强" in words for words in labels(window.shell))


def test_the_control_where_the_services_believe_the_window(
    window: Window,
    morning: Showroom,
    deceived: None,
    told: list[str],
    busy_hand: QTimer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = USER_OF[Role.CUSTOMER_SERVICE_CLERK]
    register_walk_in(morning.reception, "李强", "13711112222")
    monkeypatch.setattr(desk_module.Desk, "duties", lambda _desk: EVERY_DUTY)
    sign_in(window, "何洁")
    since = last_sequence()
    shell(window).news.watch.stop()
    shell(window).show_log()
    shell(window).top.strip.setText("张伟 13900001111 朗逸")
    press("Ctrl+S")
    assert not done_by(user, since) <= ALLOWED[Role.CUSTOMER_SERVICE_CLERK]


# --- the last administrator (S6) -------------------------------------------------------------------------


@pytest.fixture
def two_administrators(tmp_path: Path) -> Path:
    """A store with two, closed, to be copied for each race."""
    if sys.platform == "win32" or not two_connections_are_safe():
        pytest.fail("two processes cannot be raced here: needs fork, and SQLite of 3.51.3 on")
    path = make_showroom(tmp_path / "two.db")
    with Store(path) as store:
        desk = comes_in(store, clock_of_the_morning(), ADMINISTRATOR)
        staff.add(desk, NewStaff(SECOND, "副管", PASSWORD, (Role.ADMINISTRATOR, Role.RECEPTIONIST)))
    return path


def races(path: Path, how: str, count: int) -> list[Race]:
    """So many races, forked by a process that has never opened a store: no connection crosses a fork."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.racing", str(path), how, str(count)],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return [Race(*json.loads(line)) for line in done.stdout.splitlines()]


REFUSED = {"leave": {"E-LAST-ADMIN"}, "demote": {"E-SESSION-OVER", "E-DENIED"}}


def one_always_stays(path: Path, count: int) -> None:
    for how, refusals in REFUSED.items():
        run = races(path, how, count)
        assert len(run) == count
        for one in run:
            assert one.answers.count("done") == 1, one
            assert set(one.answers) - {"done"} <= refusals, one
            assert (one.administrators, one.findings) == (1, [])


def test_two_who_put_each_other_out_leave_one(two_administrators: Path) -> None:
    one_always_stays(two_administrators, 10)


@pytest.mark.long
def test_two_hundred_times(two_administrators: Path) -> None:
    one_always_stays(two_administrators, 100)


@pytest.mark.parametrize("how", REFUSED)
def test_the_control_that_does_not_ask_within_the_transaction_is_left_with_nobody(
    two_administrators: Path, how: str
) -> None:
    (run,) = races(two_administrators, f"{how} unasked", 1)
    assert (run.answers, run.administrators) == (["done", "done"], 0)


def test_the_only_one_is_never_demoted_disabled_or_deleted(showroom: Showroom) -> None:
    """Nobody is deleted at all; the other two are refused by name."""
    me = showroom.person(ADMINISTRATOR)
    for attempt in (
        lambda: staff.leave(showroom.administrator, me.staff, me.revision, THURSDAY),
        lambda: showroom.changes_role(ADMINISTRATOR, Role.RECEPTIONIST),
    ):
        with pytest.raises(ShowroomError) as refused:
            attempt()
        assert refused.value.code == "E-LAST-ADMIN"
    assert not [name for name in dir(staff) if "delete" in name or "erase" in name]
    assert showroom.person(RECEPTIONIST).active
