"""The demonstration showroom: the same data for the same wishes, whole, and closed to nobody in it."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from showroom.clock import SetClock
from showroom.errors import Unavailable
from showroom.models.act import Act
from showroom.models.customer import Customer
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services import demo, rotation, traffic_day, traffic_log_day
from showroom.services.check import findings
from showroom.services.sign_in import sign_in
from tests.people import THURSDAY, clock_of_the_morning, log_of, register_walk_in
from tests.untouched import untouched

UNTIL = date(2026, 3, 4)


def _make(path: Path, **wishes: object) -> tuple[demo.Account, ...]:
    return demo.make(path, **{"until": UNTIL, "days": 5} | wishes)


def _dump(path: Path) -> list[object]:
    """Every row of every table that lies in the file, but the day on which the schema was laid down."""
    connection = sqlite3.connect(path)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        names = sorted(name for (name,) in tables if "migrat" not in name)
        return [(name, row) for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    finally:
        connection.close()


@pytest.fixture
def clock() -> SetClock:
    return clock_of_the_morning()


def test_the_same_seed_day_and_size_give_the_same_data(tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        _make(tmp_path / name)
    assert _dump(tmp_path / "one.db") == _dump(tmp_path / "two.db")
    assert len(_dump(tmp_path / "one.db")) > 100


@pytest.mark.parametrize("other", [{"seed": 2}, {"until": UNTIL - timedelta(days=1)}, {"days": 6}])
def test_another_seed_day_or_length_gives_others(tmp_path: Path, other: dict[str, object]) -> None:
    _make(tmp_path / "one.db")
    _make(tmp_path / "two.db", **other)
    assert _dump(tmp_path / "one.db") != _dump(tmp_path / "two.db")


def test_it_is_whole_and_ends_on_the_day_asked_for(tmp_path: Path) -> None:
    _make(tmp_path / "demo.db", days=30)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]
    with Store(tmp_path / "demo.db") as store:
        assert findings(store) == []
        days = {row.day for row in TrafficEntry.select(TrafficEntry.day)}
        assert days == {UNTIL - timedelta(days=back) for back in range(30)}


def test_acts_carry_the_simulated_instants(tmp_path: Path) -> None:
    _make(tmp_path / "demo.db")
    with Store(tmp_path / "demo.db"):
        last = Act.select().order_by(Act.id.desc()).get()
        assert (last.at.date(), last.duty, last.actor_id is not None) == (UNTIL, "register_visit", True)
        assert all(act.at.date() >= UNTIL - timedelta(days=4) for act in Act.select())


def test_every_account_can_sign_in_and_stands_on_one_line(tmp_path: Path, clock: SetClock) -> None:
    accounts = _make(tmp_path / "demo.db")
    with Store(tmp_path / "demo.db") as store:
        for account in accounts:
            desk = sign_in(store, clock, account.user, account.password, "")
            assert account.role in desk.roles()
    lines = demo.accounts_note(accounts)
    assert len(lines) == len(accounts) == 10
    assert all(len(line.split(" ")) == 4 and line.startswith("ACCOUNT ") for line in lines)


def test_the_morning_goes_on_where_the_demo_ends(tmp_path: Path, clock: SetClock) -> None:
    accounts = _make(tmp_path / "demo.db", until=clock.today())
    with Store(tmp_path / "demo.db") as store:
        desk = sign_in(store, clock, accounts[0].user, accounts[0].password, "")
        rows = log_of(desk).rows
        assert register_walk_in(desk, "王丽", "13812345678").number == len(rows) + 1
        assert findings(store) == []


def test_a_token_of_the_demo_is_answered_like_any_other(tmp_path: Path, clock: SetClock) -> None:
    accounts = _make(tmp_path / "demo.db", until=clock.today())
    with Store(tmp_path / "demo.db") as store:
        desk = sign_in(store, clock, accounts[0].user, accounts[0].password, "")
        rows = TrafficEntry.select().count()
        first = Act.select().where(Act.duty == Duty.REGISTER_VISIT).order_by(Act.id).first()
        done = register_walk_in(desk, "王丽", token=first.token)
        assert (done.entry, done.number, done.repeated) == (1, 1, True)
        assert TrafficEntry.select().count() == rows


def test_it_takes_nobodys_place(tmp_path: Path) -> None:
    (tmp_path / "demo.db").write_bytes(b"the real one")
    with untouched(tmp_path), pytest.raises(Unavailable):
        _make(tmp_path / "demo.db")


def test_an_interrupted_one_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(done: int, _all: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _make(tmp_path / "demo.db", progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    _make(tmp_path / "demo.db", progress=lambda done, all_: told.append((done, all_)))
    assert told == [(day, 5) for day in range(1, 6)]


def test_many_customers_are_made_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(demo.SIZES, "million", demo.Size(parties=9, customers=11_000))
    _make(tmp_path / "demo.db", days=1, size="million")
    with Store(tmp_path / "demo.db") as store:
        count = store.database.execute_sql("SELECT COUNT(DISTINCT key), COUNT(*) FROM phone").fetchone()
        assert count[0] == count[1] >= 11_000
        assert findings(store) == []


def test_ten_consultants_in_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo.SIZES["large"].days == 3653
    monkeypatch.setitem(demo.SIZES, "large", demo.Size(parties=82, days=3, consultants=10))
    accounts = _make(tmp_path / "demo.db", size="large")
    assert sum(account.role == "sales_consultant" for account in accounts) == 10
    with Store(tmp_path / "demo.db") as store:
        assert findings(store) == []


def test_a_name_taken_meanwhile_stays_taken(tmp_path: Path) -> None:
    def take_the_name(_done: int, _all: int) -> None:
        (tmp_path / "demo.db").write_bytes(b"the real one")

    with pytest.raises(Unavailable):
        _make(tmp_path / "demo.db", progress=take_the_name)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]
    assert (tmp_path / "demo.db").read_bytes() == b"the real one"


def test_a_demo_after_one_that_was_killed_is_whole(tmp_path: Path) -> None:
    """A log left beside an unfinished demo is not played into the next one."""
    path = tmp_path / "demo.db"
    for end in ("", "-wal", "-shm"):
        (tmp_path / f"demo.db.demo{end}").write_bytes(b"left by a killed process" * 100)
    demo.make(path, THURSDAY, days=2)
    with Store(path) as store:
        assert not findings(store)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["demo.db"]


def test_its_days_are_closed_complete_and_its_last_morning_is_open(tmp_path: Path, clock: SetClock) -> None:
    accounts = _make(tmp_path / "demo.db", until=clock.today())
    with Store(tmp_path / "demo.db") as store:
        desk = sign_in(store, clock, accounts[0].user, accounts[0].password, "")
        yesterday = traffic_log_day.day(desk, clock.today() - timedelta(days=1))
        today = traffic_log_day.day(desk, clock.today())
        assert (yesterday.closed, traffic_day.missing(yesterday.rows)) == (True, ())
        assert yesterday.weather
        assert [one is not None for one in yesterday.signatures] == [True, True, False]
        assert not today.closed
        assert traffic_day.missing(today.rows)
        there = set(yesterday.on_duty)
        names = {one.code: one.chinese for one in yesterday.lists["staff"]}
        consultants = {line.name for line in rotation.book(desk).rotation.lines}
        receivers = {names[str(row.received_by)] for row in yesterday.rows}
        assert receivers & consultants <= there


def test_who_tells_a_birthday_is_in_its_age_group(tmp_path: Path) -> None:
    _make(tmp_path / "demo.db", days=30)
    spans = {"to_25": (0, 25), "26_35": (26, 35), "36_45": (36, 45), "46_55": (46, 55), "from_56": (56, 120)}
    with Store(tmp_path / "demo.db"):
        told = [(one.birthday, one.age_group) for one in Customer.select() if one.age_group]
    ages = [(UNTIL.year - int(born[:4]), group) for born, group in told if born and born[:4].isdigit()]
    assert len(ages) > 3
    assert [one for one in ages if not spans[one[1]][0] <= one[0] <= spans[one[1]][1]] == []
