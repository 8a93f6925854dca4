"""What another window, a command or another desk did is seen once, table by table."""

from __future__ import annotations

from contextlib import suppress

from showroom.errors import Denied
from showroom.models.store import Store
from showroom.services import changes
from showroom.services.desk import Changed
from tests.people import Showroom, acts, correct, register_walk_in


def test_what_others_did_since_is_told(showroom: Showroom) -> None:
    before = changes.last_sequence()
    assert before == acts()
    register_walk_in(showroom.reception, "王丽", "13812345678")
    correct(showroom.reception, 1, note="周末再来")
    newest, changed = changes.since(before)
    assert newest == before + 2
    assert changed == Changed(frozenset({"customer", "phone", "prospect", "traffic_entry"}))


def test_what_a_desk_was_told_of_its_own_acts_is_left_out(showroom: Showroom) -> None:
    before = changes.last_sequence()
    heard: list[Changed] = []
    showroom.reception.listeners.append(heard.append)
    register_walk_in(showroom.reception, "王丽", "13812345678")
    correct(showroom.manager, 1, note="周末再来")
    assert len(heard) == 1, "another desk tells its own listeners"
    newest, changed = changes.since(before, showroom.reception.told)
    assert (newest, changed) == (before + 2, Changed(frozenset({"traffic_entry"})))
    assert showroom.reception.told == set(), "they are told of once"
    assert showroom.manager.told == set(), "nobody listens there"
    _newest, everything = changes.since(before)
    assert "phone" in everything.tables, "the control"


def test_nothing_new_is_nothing_changed(showroom: Showroom) -> None:
    newest = changes.last_sequence()
    assert changes.since(newest) == (newest, Changed(frozenset()))


def test_a_denial_changes_no_table(showroom: Showroom) -> None:
    before = changes.last_sequence()
    with suppress(Denied):
        register_walk_in(showroom.administrator, "王丽")
    assert changes.since(before) == (before + 1, Changed(frozenset()))


def test_it_costs_one_statement_while_nothing_happens(showroom: Showroom) -> None:
    newest = changes.last_sequence()
    seen: list[object] = []
    showroom.store.database.query_hooks.append(seen.append)
    changes.since(newest)
    showroom.store.database.query_hooks.remove(seen.append)
    assert len(seen) == 1


def test_an_empty_store_is_at_the_beginning(showroom: Showroom) -> None:
    from showroom.services import first_start

    path = showroom.store.path.with_name("empty.db")
    first_start.make_store(path)
    with Store(path):
        assert changes.last_sequence() == 0
