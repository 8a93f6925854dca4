"""A thousand kills during saves: what was acknowledged is there, nothing is half or asked (A1–A3, A9).

Each child works through the real services: it registers guests, receives them again, corrects, removes,
undoes, closes the day, and goes on with the card: a follow-up with its appointment and its step of the
level, an order with its steps, a cancelled one, a corrected contact. It acknowledges each call after it
returned. It is killed at a random moment; what it was just doing is tried again by the next child under the
same token. Sabotaged children are the controls.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from showroom import cli
from showroom.errors import Clash, Unavailable
from showroom.models import store as store_module
from showroom.models.act import Act
from showroom.models.base import database
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import CardMove, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.services import acts, follow_up, sales_order, traffic_day, traffic_log
from showroom.services.check import findings
from showroom.services.desk import Desk
from showroom.services.work import Work
from tests.faults.dying import Child, Say, die, halves, posix, tokens
from tests.people import (
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    clock_of_the_morning,
    correct,
    register_walk_in,
    remove,
)
from tests.sales import ORDER, WHY

pytestmark = posix

KILLS, LOOK_EVERY = 1000, 50
STEPS, DAYS = 12, 6
INSIDE = 10
FIRST_DAY = date(2000, 1, 1)
MEMORY = Path("/dev/shm")
COMPLETE = {"received_by": "陈涛", "level": "B", "left": "23:00"}
NEARER = {"said": "周末来定", "level": "A", "criteria": ("purchase_time_fixed",)}
COMES = {"kind": "visit", "day": THURSDAY + timedelta(2), "time": None, "car": None}

Sabotage = Callable[[], None]


def honest() -> None:
    """The program as it is."""


# -- what a child does --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deed:
    """One thing done at the desk: which, of which child; its token follows from that."""

    run: int
    step: int

    @property
    def token(self) -> str:
        return f"k{self.run}-{self.step}"

    def of_the_day(self, step: int) -> Deed:
        """Another deed of the same day."""
        return Deed(self.run, self.step - self.step % STEPS + step)

    def is_of_the_day_of(self, other: Deed) -> bool:
        return (self.run, self.step // STEPS) == (other.run, other.step // STEPS)

    def do(self, desk: Desk, seller: Desk) -> None:
        """Through the real service, under its own token."""
        day = FIRST_DAY + timedelta(self.run % KILLS * DAYS + self.step // STEPS)
        phone = f"139{(self.run * DAYS + self.step // STEPS) % 10**8:08d}"
        first, again, taken_off, spoken, ordered = (self.of_the_day(step) for step in (0, 1, 3, 8, 9))
        deeds: tuple[Callable[[], object], ...] = (
            lambda: register_walk_in(desk, "王女士", phone, day=day, token=self.token, **COMPLETE),
            lambda: register_walk_in(desk, "王女士", phone, day=day, token=self.token, **COMPLETE),
            lambda: correct(desk, first.row, first.revision(), token=self.token, area="滨江"),
            lambda: remove(desk, again.row, revision=1, token=self.token),
            lambda: acts.undo(desk, taken_off.token, new_token=self.token),
            lambda: correct(desk, first.row, first.revision(), token=self.token, guest_name="王丽"),
            lambda: traffic_day.set_weather(desk, day, "晴", token=self.token),
            lambda: traffic_day.close(desk, day, token=self.token),
            lambda: follow_up.log(seller, first.card, NEARER, fixed=COMES, token=self.token),
            lambda: sales_order.place(seller, first.card, ORDER, token=self.token),
            lambda: sales_order.cancel(seller, ordered.order, 1, WHY, token=self.token),
            lambda: follow_up.correct(seller, spoken.contact, 1, {"said": "周日来定"}, token=self.token),
        )
        deeds[self.step % STEPS]()

    @property
    def row(self) -> int:
        """The row that was registered by this deed."""
        return self._made("entry")

    @property
    def card(self) -> int:
        """The card that this deed opened for its guest."""
        return int(Prospect.get(Prospect.customer == TrafficEntry.get_by_id(self.row).customer_id).id)

    @property
    def contact(self) -> int:
        """The contact that was logged by this deed."""
        return self._made("follow_up")

    @property
    def order(self) -> int:
        """The order that was placed by this deed."""
        return self._made("order")

    def _made(self, what: str) -> int:
        return int(json.loads(Act.get(Act.token == self.token).result)[what])

    def revision(self) -> int:
        return int(TrafficEntry.get_by_id(self.row).revision)


def work_through(path: Path, deeds: list[Deed], say: Say, sabotage: Sabotage) -> None:
    """The child: one desk, all these deeds, a word after each."""
    sabotage()
    with Store(path) as store:
        showroom = Showroom(store, clock_of_the_morning())
        for deed in deeds:
            deed.do(showroom.reception, showroom.consultant)
            say(deed.token)


@dataclass
class Counter:
    """Somebody who keeps killing the desk, and remembers what was acknowledged."""

    store: Path
    dice: random.Random
    sabotage: Sabotage = honest
    first_run: int = 0
    acknowledged: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    unsure: list[Deed] = field(default_factory=list)
    runs: int = 0
    silent: int = 0
    killed: int = 0

    def kill_once(self) -> None:
        """One child, killed half a millisecond to 30 ms after it began or after its first word."""
        self.runs += 1
        new = [Deed(self.first_run + self.runs, step) for step in range(STEPS * DAYS)]
        deeds = self.unsure + new
        child = Child(lambda say: work_through(self.store, deeds, say, self.sabotage))
        if self.runs % 4:
            child.hears()
        child.is_killed_after(self.dice.uniform(0.0005, 0.030))
        said, status = child.ends()
        self.killed += status == -signal.SIGKILL
        self.silent += not said
        self.acknowledged.update(said)
        self.tried.update(deed.token for deed in deeds)
        # What it was doing when it died, and what is left of that day.
        self.unsure = [deed for deed in deeds[len(said) :] if deed.is_of_the_day_of(deeds[len(said)])]

    def look(self) -> None:
        """Everything that must be true whenever the store is opened again."""
        with Store(self.store) as store:
            assert findings(store) == []
            assert halves() == []
            assert self.lost() == set()
            there = [token for token in tokens() if token.startswith("k")]
            assert len(there) == len(set(there))
            assert set(there) <= self.tried
            for made, steps in MADE_BY.items():
                wanted = sum(steps.count(step_of(token)) for token in there)
                assert made.select().count() == wanted, (
                    f"one token made two of {made.__name__}, or half of one"
                )

    def lost(self) -> set[str]:
        """Tokens that were acknowledged and are not in the store."""
        return self.acknowledged - set(tokens())


def step_of(token: str) -> int:
    """Which deed of its day has this token."""
    return int(token.partition("-")[2]) % STEPS


# Which deeds make how many of each: what belongs to one act is there together, or none of it.
MADE_BY: Mapping[Any, tuple[int, ...]] = {
    TrafficEntry: (0, 1),
    Prospect: (0,),
    FollowUp: (8,),
    Appointment: (8,),
    CardMove: (8, 9, 10),
    SalesOrder: (9,),
    OrderStep: (9,) * 6,
}


@pytest.fixture
def shop(new_showroom: Path, tmp_path: Path) -> Path:
    """A store of its own that is closed: no connection may cross the fork."""
    return copied(new_showroom, tmp_path / "shop.db")


@pytest.fixture
def shop_in_memory(new_showroom: Path, tmp_path: Path) -> Iterator[Path]:
    """The same where a sync costs nothing, if there is such a place: a kill leaves what is in memory."""
    if not MEMORY.is_dir():
        yield copied(new_showroom, tmp_path / "shop.db")
        return
    with TemporaryDirectory(dir=MEMORY, prefix="showroom-") as folder:
        yield copied(new_showroom, Path(folder) / "shop.db")


def copied(store: Path, to: Path) -> Path:
    to.write_bytes(store.read_bytes())
    to.chmod(0o600)
    return to


# -- A1 -----------------------------------------------------------------------------------------------


def kill(shop: Path, dice: random.Random, kills: int, first_run: int = 0) -> Counter:
    counter = Counter(shop, dice, first_run=first_run)
    for one in range(1, kills + 1):
        counter.kill_once()
        if one % LOOK_EVERY == 0:
            counter.look()
    assert len(counter.acknowledged) > kills, "hardly anything was acknowledged: the kills proved nothing"
    assert counter.killed > kills * 0.9, "most children had finished before their kill"
    assert 0 < counter.silent < kills / 2, "no kill came before the first answer, or nearly all did"
    return counter


def test_a_thousand_kills_lose_nothing_and_leave_nothing_half(
    shop_in_memory: Path, dice: random.Random
) -> None:
    counter = kill(shop_in_memory, dice, KILLS)
    done = {step_of(token) for token in counter.acknowledged}
    assert done == set(range(STEPS)), "some kinds of deeds were never reached"


@pytest.mark.long
def test_twenty_thousand_kills(new_showroom: Path, tmp_path: Path, dice: random.Random) -> None:
    for thousand in range(20):
        kill(copied(new_showroom, tmp_path / f"{thousand}.db"), dice, KILLS)


def acknowledge_too_early() -> None:
    """Sabotage: each word is said before its deed is done."""
    Deed.do = _late(Deed.do)  # type: ignore[method-assign]


def _late(really_do: Callable[[Deed, Desk, Desk], None]) -> Callable[[Deed, Desk, Desk], None]:
    waiting: list[Deed] = []

    def do(deed: Deed, desk: Desk, seller: Desk) -> None:
        waiting.append(deed)
        if len(waiting) > 1:
            really_do(waiting.pop(0), desk, seller)

    return do


def commit_row_by_row() -> None:
    """Sabotage: every row is committed by itself."""
    really_add = Work.add

    def alone(work: Work, model: Any, **values: Any) -> int:
        new = really_add(work, model, **values)
        database.commit()
        database.begin()
        return new

    Work.add = alone  # type: ignore[method-assign]


def test_the_control_that_acknowledges_too_early_is_caught(shop: Path, dice: random.Random) -> None:
    counter = Counter(shop, dice, acknowledge_too_early)
    for _kill in range(5):
        counter.kill_once()
        counter.unsure = []
    with Store(shop):
        assert counter.lost()


def test_the_control_that_saves_halves_is_caught(shop: Path, dice: random.Random) -> None:
    counter = Counter(shop, dice, commit_row_by_row)
    for _kill in range(60):
        counter.kill_once()
        counter.unsure = []
        with Store(shop):
            if halves():
                return
    pytest.fail("sixty kills between the rows of an act and none was noticed")


# -- A2: between the commit and the acknowledgement ------------------------------------------------------


def killed_before_it_could_say_so(shop: Path) -> None:
    """Somebody is registered; the process dies right after the commit."""

    def register(_say: Say) -> None:
        Desk._announce = die  # type: ignore[method-assign]
        with Store(shop) as store:
            register_walk_in(
                Showroom(store, clock_of_the_morning()).reception, "王女士", "13812345678", token="t"
            )

    said, status = Child(register).ends()
    assert (said, status) == ([], -signal.SIGKILL)


def test_what_was_saved_and_not_acknowledged_is_there_and_a_repeat_finds_it(shop: Path) -> None:
    killed_before_it_could_say_so(shop)
    with Store(shop) as store:
        desk = Showroom(store, clock_of_the_morning()).reception
        again = register_walk_in(desk, "王女士", "13812345678", token="t")
        assert again.repeated
        assert (again.number, TrafficEntry.select().count()) == (1, 1)
        assert findings(store) == halves() == []


def test_the_control_a_repeat_without_the_token_is_a_second_row(shop: Path) -> None:
    killed_before_it_could_say_so(shop)
    with Store(shop) as store:
        register_walk_in(Showroom(store, clock_of_the_morning()).reception, "王女士", "13812345678")
        assert TrafficEntry.select().count() == 2


def test_the_command_acknowledges_only_what_is_saved(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`register --lines -` dies between a commit and its ACK; the same lines again make no second rows."""
    monkeypatch.setenv("SHOWROOM_PASSWORD", PASSWORD)
    lines = tmp_path / "lines.txt"
    lines.write_text("".join(f"t{n}\t客人 139{n:08d} 朗逸 2人\n" for n in range(6)), encoding="utf-8")
    killed = _command(shop, lines, dies_after=4)
    assert killed == (["ACK t0", "ACK t1", "ACK t2"], -signal.SIGKILL)
    with Store(shop):
        assert TrafficEntry.select().count() == 4
    assert _command(shop, lines) == ([f"ACK t{n}" for n in range(6)], 0)
    with Store(shop) as store:
        assert TrafficEntry.select().count() == 6
        assert findings(store) == halves() == []


def _command(store: Path, lines: Path, dies_after: int = 0) -> tuple[list[str], int]:
    """The real command over its own standard input and output, in a child."""
    reader, writer = os.pipe()

    def run(_say: Say) -> None:
        os.dup2(os.open(lines, os.O_RDONLY), 0)
        os.dup2(writer, 1)
        sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        if dies_after:
            traffic_log.register_visit = _dying(traffic_log.register_visit, dies_after)
        cli.run(["register", "--store", str(store), "--as", RECEPTIONIST, "--lines", "-"])

    child = Child(run)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answers:
        said = answers.read().splitlines()
    return said, child.ends()[1]


def _dying(really_register: Any, after: int) -> Any:
    times: list[int] = []

    def register(*arguments: Any, **options: Any) -> Any:
        done = really_register(*arguments, **options)
        times.append(done.number)
        return die() if len(times) == after else done

    return register


# -- A3: inside the checkpoint --------------------------------------------------------------------------


def tidy_again_and_again(shop: Path, run: int, say: Say) -> None:
    """Guests, then the log is moved into the file; a word before and after each."""
    with Store(shop) as store:
        desk = Showroom(store, clock_of_the_morning()).reception
        for number in range(20):
            for guest in range(6):
                token = f"c{run}-{number}-{guest}"
                register_walk_in(desk, "王女士", f"137{run:04d}{number:02d}{guest:02d}", token=token)
                say(token)
            say("tidies")
            store.tidy()
            say("tidied")


def kills_inside_the_checkpoint(shop: Path, dice: random.Random, runs: int) -> tuple[set[str], int]:
    """What was acknowledged, and how many kills came while the log was being moved: on a slow disk few do."""
    acknowledged: set[str] = set()
    inside = 0
    for run in range(runs):
        if inside == INSIDE:
            break
        child = Child(lambda say, run=run: tidy_again_and_again(shop, run, say))
        child.says("tidies")
        child.is_killed_after(dice.uniform(0, 0.002))
        said, _status = child.ends()
        inside += said[-1] == "tidies"
        acknowledged |= set(said) - {"tidies", "tidied"}
    return acknowledged, inside


def test_a_kill_inside_the_checkpoint_loses_nothing_and_asks_nothing(shop: Path, dice: random.Random) -> None:
    acknowledged, inside = kills_inside_the_checkpoint(shop, dice, 200)
    assert inside == INSIDE, "hardly any kill came while the log was being moved: they proved nothing"
    with Store(shop) as store:
        assert acknowledged <= set(tokens())
        assert findings(store) == halves() == []


def test_the_control_a_start_that_throws_the_log_away_loses_saves(shop: Path) -> None:
    """What the killed one left beside the file is no rubbish."""
    killed_before_it_could_say_so(shop)
    shop.with_name(f"{shop.name}-wal").unlink()
    shop.with_name(f"{shop.name}-shm").unlink()
    with Store(shop):
        assert "t" not in tokens()


# -- A9: one desk stands still ------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked store is waited for a twentieth of a second instead of five."""
    monkeypatch.setattr(store_module, "BUSY_MS", 50)
    monkeypatch.setitem(store_module.REQUIRED_PRAGMAS, "busy_timeout", 50)


@pytest.fixture
def row(shop: Path) -> int:
    """A row two desks have in view."""
    with Store(shop) as store:
        return register_walk_in(Showroom(store, clock_of_the_morning()).reception, "王女士").entry


def keep_correcting(shop: Path, row: int, blindly: bool, say: Say) -> None:
    """A desk that corrects one cell again and again, each time the row as it last saw it."""
    if blindly:
        Work._refuse_clash = lambda *_anything: None  # type: ignore[method-assign, assignment]
    with Store(shop) as store:
        desk = Showroom(store, clock_of_the_morning()).reception
        seen = 1
        for number in range(100_000):
            time.sleep(0.003)  # the person reads
            with suppress(Unavailable):
                try:
                    seen = correct(desk, row, seen, token=f"a{number}", note=f"甲 {number}")
                    say(f"saved {number}")
                except Clash:
                    seen = int(TrafficEntry.get_by_id(row).revision)


def overwritten(shop: Path, row: int, dice: random.Random, *, blindly: bool, rounds: int = 40) -> int:
    """How often a desk that stood still for a while wrote over what the other one had saved meanwhile."""
    child = Child(partial(keep_correcting, shop, row, blindly))
    child.says("saved 0")
    saved = 0
    with Store(shop) as store:
        other = Showroom(store, clock_of_the_morning()).consultant
        for one in range(rounds):
            time.sleep(dice.uniform(0.0005, 0.010))
            child.stands_still()
            # Where it stopped with the lock in its hand, the other is told so, and nothing is saved.
            with suppress(Unavailable):
                seen = int(TrafficEntry.get_by_id(row).revision)
                correct(other, row, seen, token=f"b{one}", note=f"乙 {one}")
                saved += 1
            child.goes_on()
        child.is_killed_after(0.010)
        child.ends()
        assert saved > rounds / 8, "the other desk hardly came to write: this proved nothing"
        assert findings(store) == halves() == []
        order = [token for token in tokens() if token[0] in "ab" and token[1:].isdigit()]
    # Its next try after the other one's save has to be a clash, so one of its numbers is missing there.
    ours = [int(token[1:]) for token in order if token[0] == "a"]
    without_a_clash = {number for number in ours if number - 1 in ours}
    after_the_other = {
        int(after[1:]) for before, after in pairwise(order) if before[0] == "b" and after[0] == "a"
    }
    return len(without_a_clash & after_the_other)


@pytest.mark.usefixtures("impatient")
def test_a_desk_that_stood_still_never_writes_over_the_other(
    shop: Path, row: int, dice: random.Random
) -> None:
    assert overwritten(shop, row, dice, blindly=False) == 0


@pytest.mark.usefixtures("impatient")
def test_the_control_a_desk_that_does_not_look_writes_over_the_other(
    shop: Path, row: int, dice: random.Random
) -> None:
    assert overwritten(shop, row, dice, blindly=True)


@pytest.mark.usefixtures("impatient")
def test_a_desk_that_stands_still_inside_a_save_makes_the_others_wait_and_then_goes_on(
    shop: Path, row: int
) -> None:
    def stop_inside(say: Say) -> None:
        really_finish = Work.finish

        def finish(work: Work) -> None:
            os.kill(os.getpid(), signal.SIGSTOP)
            really_finish(work)

        Work.finish = finish  # type: ignore[method-assign]
        with Store(shop) as store:
            correct(Showroom(store, clock_of_the_morning()).reception, row, 1, note="周末再来")
        say("saved")

    child = Child(stop_inside)
    child.has_stopped()
    with Store(shop) as store:
        other = Showroom(store, clock_of_the_morning()).consultant
        with pytest.raises(Unavailable) as busy:
            correct(other, row, 1, note="下周再来")
        assert busy.value.code == "E-DB-BUSY"
        assert TrafficEntry.get_by_id(row).note == ""
        child.goes_on()
        assert child.ends() == (["saved"], 0)
        with pytest.raises(Clash):
            correct(other, row, 1, note="下周再来")
        assert TrafficEntry.get_by_id(row).note == "周末再来"
