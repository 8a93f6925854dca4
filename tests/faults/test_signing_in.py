"""Guessing and spraying, one answer for all of it, everybody locked out (R1–R4)."""

from __future__ import annotations

import contextlib
import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from showroom.errors import Refused
from showroom.models.act import Act
from showroom.models.staff import DeskSignIn, SignInLock
from showroom.rules import passwords, pins
from showroom.rules.duties import Duty
from showroom.services import (
    own_secrets,
    recovery,
    sign_in_locks,
)
from showroom.services.desk import Desk
from showroom.services.sign_in import switch_by_pin
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    FRONT_DESK,
    OTHER_CONSULTANT,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    refused,
)

from .at_the_door import PIN, WRONG, code_of, damages, later, tries


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What argon2 was really asked to compare with, in order: what a try costs."""
    asked: list[str] = []

    class Counted(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            asked.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "hasher", Counted(time_cost=1, memory_cost=8, parallelism=1))
    return asked


# --- one answer, one price (R1) --------------------------------------------------------------------------


WAYS = ("wrong", "unknown", "gone", "damaged")


def fails_in_every_way(showroom: Showroom) -> dict[str, str]:
    """The sentence of each way of not coming in."""
    showroom.disables(OTHER_CONSULTANT)
    damages(showroom, CLERK, password_hash="")
    told = {}
    for way, user, password in zip(
        WAYS,
        (RECEPTIONIST, "nobody", OTHER_CONSULTANT, CLERK),
        (WRONG, WRONG, PASSWORD, PASSWORD),
        strict=True,
    ):
        with pytest.raises(Refused) as refusal:
            showroom.signs_in(user, password)
        told[way] = refusal.value.code + refusal.value.sentence()
    return told


def test_every_way_of_failing_is_told_alike_and_costs_one_comparison(
    showroom: Showroom, compared: list[str]
) -> None:
    assert len(set(fails_in_every_way(showroom).values())) == 1
    assert len(compared) == len(WAYS), "a way that compares nothing is answered sooner"
    assert {one.split("$")[1:4][0] for one in compared} == {"argon2id"}


def test_the_control_without_a_nobody_is_answered_sooner(
    showroom: Showroom, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    really = passwords.matches

    def naive(kept: str, typed: str) -> bool:
        return passwords.is_sound(kept) and really(kept, typed)

    monkeypatch.setattr(passwords, "nobodys_hash", lambda _hasher: "")
    monkeypatch.setattr(passwords, "matches", naive)
    damages(showroom, CLERK, password_hash="")
    assert [tries(showroom, user) for user in ("nobody", CLERK)] == ["E-SIGN-IN"] * 2
    assert compared == []


# --- guessing (R2) ---------------------------------------------------------------------------------------


def test_the_lock_doubles_to_four_hours_and_outlives_restarts_and_clocks(showroom: Showroom) -> None:
    """Each round: five wrong ones, the program is started anew, the clock is set back a day."""
    store, clock = showroom.store, showroom.clock
    for turn, minutes in enumerate((15, 30, 60, 120, 240, 240)):
        # Each time from another desk: after twenty a desk would wait by itself.
        told = [tries(showroom, RECEPTIONIST, desk=f"desk {turn}") for _try in range(5)]
        assert told == ["E-SIGN-IN"] * 5
        begun = clock.at
        store.close()
        store.open()
        assert tries(showroom, RECEPTIONIST, PASSWORD) == "E-LOCKED"
        clock.at = begun - timedelta(days=1)
        assert tries(showroom, RECEPTIONIST, PASSWORD) == "E-LOCKED"
        clock.at = begun + timedelta(minutes=minutes, seconds=-1)
        assert tries(showroom, RECEPTIONIST, PASSWORD) == "E-LOCKED"
        clock.at = begun + timedelta(minutes=minutes)
    assert tries(showroom, RECEPTIONIST, PASSWORD) == ""
    assert Act.select().where(Act.duty == Duty.FAIL_SIGN_IN).count() == 6 * 5


def test_the_control_that_believes_the_clock_forgets_the_lock(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "effective_now", lambda now, _last: now)
    monkeypatch.setattr(
        sign_in_locks, "_minutes_left", lambda _house, _digest: 0 if showroom.clock.today() < THURSDAY else 15
    )
    for _try in range(5):
        tries(showroom, RECEPTIONIST)
    later(showroom, days=-1)
    assert tries(showroom, RECEPTIONIST, PASSWORD) == ""


def guesses_side_by_side(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch, count: int, right: int
) -> list[str]:
    """So many tries of one name that have all passed the lock before the first is counted."""
    waiting = threading.Barrier(count)
    really = passwords.matches

    def together(kept: str, typed: str) -> bool:
        with contextlib.suppress(threading.BrokenBarrierError):
            waiting.wait(5)
        if typed == PASSWORD:
            wrong_ones_counted.wait(5)
        return really(kept, typed)

    monkeypatch.setattr(passwords, "matches", together)
    told: list[str] = []
    wrong_ones_counted = threading.Event()

    def guess(number: int) -> None:
        try:
            told.append(tries(showroom, RECEPTIONIST, PASSWORD if number == right else WRONG))
            if len(told) == count - 1:
                wrong_ones_counted.set()
        finally:
            showroom.store.database.close()

    workers = [threading.Thread(target=guess, args=(number,)) for number in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return told


def test_guesses_side_by_side_all_count_and_the_right_one_comes_too_late(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve programs that asked for the lock before any had failed: it holds for the one who was right."""
    told = guesses_side_by_side(showroom, monkeypatch, count=12, right=11)
    assert sorted(told) == ["E-LOCKED"] + ["E-SIGN-IN"] * 11
    lock = SignInLock.get(SignInLock.name_digest == passwords.name_digest(RECEPTIONIST))
    assert (lock.times_locked, lock.failures) == (2, 1), "every one of them was counted"


def test_the_control_that_asks_for_the_lock_only_before_lets_the_late_one_in(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    really = sign_in_locks.refuse_locked

    def once_each(house: Desk, user: str) -> None:
        asked.append(1)
        if len(asked) <= 12:
            really(house, user)

    monkeypatch.setattr(sign_in_locks, "refuse_locked", once_each)
    assert "" in guesses_side_by_side(showroom, monkeypatch, count=12, right=11)


def test_wrong_pins_side_by_side_all_count(showroom: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who type a wrong PIN at once: before, the second clashed and was not counted."""
    here = showroom.signs_in(RECEPTIONIST)
    own_secrets.set_pin(here, PIN, PASSWORD)
    both = threading.Barrier(2)
    really = passwords.matches

    def together(kept: str, typed: str) -> bool:
        both.wait(5)
        return really(kept, typed)

    monkeypatch.setattr(passwords, "matches", together)
    told: list[str] = []

    def guess() -> None:
        told.append(
            code_of(lambda: switch_by_pin(showroom.store, showroom.clock, RECEPTIONIST, "9182", FRONT_DESK))
        )
        showroom.store.database.close()

    workers = [threading.Thread(target=guess) for _two in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert told == ["E-PIN", "E-PIN"]
    given = DeskSignIn.get(DeskSignIn.staff == here.staff, DeskSignIn.desk == FRONT_DESK)
    assert given.wrong_pins == 2 < pins.TRIES


# --- spraying (R3) ---------------------------------------------------------------------------------------


def sprays(showroom: Showroom, names: int, every: timedelta = timedelta(seconds=40)) -> list[str]:
    """One common password at many names, from one desk."""
    told = []
    for number in range(names):
        told.append(tries(showroom, f"name{number:02}", "Spring-2026!", "back office"))
        showroom.clock.at += every
    return told


def test_fifty_names_from_one_desk_are_slowed_down_after_twenty(showroom: Showroom) -> None:
    told = sprays(showroom, 50)
    assert told[:20] == ["E-SIGN-IN"] * 20
    assert "E-DESK-WAITS" in told[20:]
    # Five minutes after every twenty: at one try in forty seconds that is seven.
    assert told.count("E-DESK-WAITS") >= 7


def test_a_waiting_desk_waits_after_a_restart_and_a_clock_set_back_and_others_do_not(
    showroom: Showroom,
) -> None:
    sprays(showroom, 20, every=timedelta())
    showroom.store.close()
    showroom.store.open()
    assert tries(showroom, RECEPTIONIST, PASSWORD, "back office") == "E-DESK-WAITS"
    later(showroom, hours=-3)
    assert tries(showroom, RECEPTIONIST, PASSWORD, "back office") == "E-DESK-WAITS"
    assert tries(showroom, RECEPTIONIST, PASSWORD, FRONT_DESK) == ""
    later(showroom, hours=3, minutes=5)
    assert tries(showroom, RECEPTIONIST, PASSWORD, "back office") == ""


def test_the_control_without_the_desks_count_is_never_slowed_down(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "DESK_TRIES", 10_000)
    assert sprays(showroom, 50) == ["E-SIGN-IN"] * 50


# --- everybody locked out (R4) ---------------------------------------------------------------------------


def test_the_recovery_code_lets_a_locked_administrator_in_once(showroom: Showroom) -> None:
    code = recovery.renew(showroom.administrator)
    for _try in range(5):
        tries(showroom, ADMINISTRATOR)
    assert tries(showroom, ADMINISTRATOR, PASSWORD) == "E-LOCKED"

    def recovers(with_code: str, password: str) -> str:
        return recovery.recover(
            showroom.store, showroom.clock, ADMINISTRATOR, with_code, password, FRONT_DESK
        )

    following = recovers(code, "four birds on a wire")
    assert tries(showroom, ADMINISTRATOR, "four birds on a wire") == ""
    with refused("E-RECOVERY"):
        recovers(code, "three birds on a wire")
    assert recovers(following, "two birds on a wire")
