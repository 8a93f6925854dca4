"""The bin: a row leaves the log with what it alone had opened, for a reason, and comes back whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest
from peewee import ForeignKeyField

from showroom import language
from showroom.errors import Denied, Invalid, Refused
from showroom.models.base import Record
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import DELIVERED, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones
from showroom.rules.duties import Duty
from showroom.services import acts, check, customer, dependents
from tests.people import (
    CONSULTANT,
    THURSDAY,
    Showroom,
    bin_of,
    correct,
    last_act,
    log_of,
    redo,
    register_guest_who_leaves_nothing,
    register_walk_in,
    remove,
    restore,
    statements,
    undo,
)
from tests.people import acts as count_acts


def _on_file(table: Any) -> int:
    return int(table.select().where(table.removed_at.is_null()).count())


def _files() -> tuple[int, int, int]:
    """How many customers, numbers and wishes there are."""
    return _on_file(Customer), _on_file(Phone), _on_file(Prospect)


# --- off the log -----------------------------------------------------------------------------------------


def test_a_row_goes_with_the_customer_it_had_opened(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    done = register_walk_in(showroom.reception, "孙悦", "13600003333 / 13600003334")
    assert remove(showroom.reception, done.entry) == 2
    assert [row.guest_name for row in log_of(showroom.reception).rows] == ["王丽"]
    assert _files() == (1, 1, 1)
    assert check.findings(showroom.store) == []


def test_a_row_that_was_seen_before_it_changed_is_not_removed(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    correct(showroom.manager, done.entry, note="老客户介绍")
    with pytest.raises(Refused) as refused:
        remove(showroom.reception, done.entry, revision=1)
    assert (refused.value.code, "刘建国" in refused.value.sentence()) == ("E-NEWER", True)
    assert len(log_of(showroom.reception).rows) == 1
    remove(showroom.reception, done.entry, revision=2)
    assert log_of(showroom.reception).rows == ()


@pytest.mark.parametrize("reason", ["", " ", "错", " 错 "])
def test_a_reason_is_asked(showroom: Showroom, reason: str) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    before = count_acts()
    with pytest.raises(Invalid) as refused:
        remove(showroom.reception, done.entry, reason)
    assert (refused.value.problems[0].field, count_acts()) == ("reason", before)
    remove(showroom.reception, done.entry, "错行")


def test_a_row_that_is_gone_is_not_removed_or_corrected_again(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    remove(showroom.reception, done.entry)
    for again in (
        lambda: remove(showroom.reception, 1),
        lambda: correct(showroom.reception, 1, 2, note="改"),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code == "E-ROW-GONE"


def test_the_number_of_the_last_row_is_given_again(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    remove(showroom.reception, done.entry)
    assert register_walk_in(showroom.reception, "李强").number == 1


def test_the_same_token_removes_and_restores_once(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    assert remove(showroom.reception, done.entry, token="off") == 2
    assert remove(showroom.reception, done.entry, token="off") == 2
    assert restore(showroom.reception, done.entry, token="on") == 3
    assert restore(showroom.reception, done.entry, token="on") == 3
    assert TrafficEntry.get_by_id(done.entry).revision == 3


def test_a_customer_with_another_visit_stays(showroom: Showroom) -> None:
    first = register_walk_in(showroom.reception, "王丽", "13812345678")
    second = register_walk_in(showroom.reception, "", "13812345678")
    remove(showroom.reception, first.entry)
    assert _files() == (1, 1, 1)
    remove(showroom.reception, second.entry)
    assert _files() == (0, 0, 0), "nothing of him is left on the log"
    restore(showroom.reception, second.entry)
    restore(showroom.reception, first.entry)
    assert (len(log_of(showroom.reception).rows), _files()) == (2, (1, 1, 1))


def test_a_customer_who_was_on_file_before_stays(showroom: Showroom) -> None:
    with showroom.reception.work(Duty.REGISTER_VISIT) as work:
        customer.open_file(work, phones.read("13812345678"), "王丽", "")
    done = register_walk_in(showroom.reception, "", "13812345678")
    assert _files() == (1, 1, 1)
    remove(showroom.reception, done.entry)
    assert _files() == (1, 1, 0)


class TeaCard(Record):
    """A table of days to come that points to customers."""

    customer: Any = ForeignKeyField(Customer, backref="+")


@pytest.fixture
def tea_cards(showroom: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    showroom.store.database.create_tables([TeaCard])
    monkeypatch.setitem(cast(dict[str, Any], dependents.RECORDS), "tea_card", TeaCard)


@pytest.mark.usefixtures("tea_cards")
def test_what_any_table_holds_of_a_customer_keeps_him_on_file(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678", token="it")
    with showroom.manager.work(Duty.CORRECT_VISIT) as work:
        card = work.add(TeaCard, customer=Customer.get().id)
    with pytest.raises(Refused) as refused:
        acts.undo(showroom.reception, "it")
    assert (refused.value.code, "刘建国" in refused.value.sentence()) == ("E-DEPENDS", True)
    remove(showroom.reception, done.entry)
    assert _files() == (1, 1, 1)
    undo(showroom.reception)
    with showroom.manager.work(Duty.CORRECT_VISIT) as work:
        work.remove(TeaCard, card, 1)
    remove(showroom.reception, done.entry)
    assert _files() == (0, 0, 0), "the control"


def test_the_wish_and_the_number_a_known_customer_brought_go_alone(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", purpose="维修保养")
    known = int(Customer.get().id)
    bought = register_walk_in(showroom.reception, "王丽", "13912345678", purpose="看车", known=known)
    assert _files() == (1, 2, 1)
    remove(showroom.reception, bought.entry)
    assert _files() == (1, 1, 0)
    restore(showroom.reception, bought.entry)
    assert _files() == (1, 2, 1)


def test_a_number_given_again_meanwhile_does_not_come_back_twice(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    known = int(Customer.get().id)
    second = register_walk_in(showroom.reception, "王丽", "13912345678", known=known)
    remove(showroom.reception, second.entry)
    register_walk_in(showroom.reception, "王丽", "13912345678", known=known)
    restore(showroom.reception, second.entry)
    assert len(log_of(showroom.reception).rows) == 3
    assert _files() == (1, 2, 1)


def test_a_wish_opened_again_meanwhile_does_not_come_back_beside_it(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", purpose="维修保养")
    first = register_walk_in(showroom.reception, "", "13812345678", purpose="看车")
    remove(showroom.reception, first.entry)
    register_walk_in(showroom.reception, "", "13812345678", purpose="看车")
    restore(showroom.reception, first.entry)
    assert len(log_of(showroom.reception).rows) == 3
    assert _files() == (1, 1, 1)


def test_the_wish_stays_while_another_visit_was_for_it(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", purpose="维修保养")
    first = register_walk_in(showroom.reception, "", "13812345678", purpose="看车")
    register_walk_in(showroom.reception, "", "13812345678", purpose="看车")
    remove(showroom.reception, first.entry)
    assert _files() == (1, 1, 1)


def test_a_customer_who_has_his_car_stays_on_file(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678")
    wish = Prospect.get()
    with showroom.reception.work(Duty.CORRECT_VISIT) as work:
        work.edit(Prospect, wish.id, wish.revision, state=DELIVERED, delivered_on=THURSDAY)
    remove(showroom.reception, done.entry)
    assert _files() == (1, 1, 1)


# --- whose rows ------------------------------------------------------------------------------------------


def test_a_consultant_removes_rows_of_his_guests_and_rows_he_wrote(showroom: Showroom) -> None:
    received = register_walk_in(showroom.reception, "王丽", received_by="陈涛")
    assigned = register_walk_in(showroom.reception, "李强", assigned="陈涛")
    wrote = register_walk_in(showroom.consultant, "赵敏", received_by="李娜", assigned="李娜")
    for done in (received, assigned, wrote):
        remove(showroom.consultant, done.entry)
        restore(showroom.consultant, done.entry)


def test_a_consultant_leaves_the_rows_of_others(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", received_by="陈涛")
    with pytest.raises(Denied) as denied:
        remove(showroom.other_consultant, done.entry)
    assert "李娜" in denied.value.sentence()
    assert (last_act().duty, last_act().actor_id) == (Duty.REMOVE_ANY_VISIT, showroom.other_consultant.staff)
    assert len(log_of(showroom.reception).rows) == 1
    remove(showroom.manager, done.entry)
    with pytest.raises(Denied):
        restore(showroom.other_consultant, done.entry)
    assert log_of(showroom.reception).rows == ()


# --- in the bin ------------------------------------------------------------------------------------------


def test_the_bin_tells_who_when_and_why(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", arrived="9:05")
    register_walk_in(showroom.consultant, "李强")
    remove(showroom.on(THURSDAY, 10, 20).manager, 1, "与第 2 行重复")
    undo(showroom.on(THURSDAY, 10, 30).consultant)
    undone, removed = bin_of(showroom.reception)
    assert (removed.number, removed.guest, removed.phones) == (1, "王丽", ("138 1234 5678",))
    assert (removed.day, f"{removed.arrived:%H:%M}", removed.revision) == (THURSDAY, "09:05", 2)
    assert (removed.deed.by, f"{removed.deed.at:%H:%M}", removed.why) == ("刘建国", "10:20", "与第 2 行重复")
    assert (undone.guest, undone.deed.by, undone.why) == ("李强", "陈涛", "撤销：登记第 2 行（李强）")
    language.use(language.ENGLISH)
    assert undone.why == "undid: registered row 2 (李强)"
    assert [one.number for one in bin_of(showroom.reception, THURSDAY + timedelta(days=1))] == []


def test_a_removal_done_again_keeps_its_reason(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽")
    remove(showroom.reception, 1, "登记错行")
    undo(showroom.reception)
    assert bin_of(showroom.reception) == ()
    redo(showroom.reception)
    assert [one.why for one in bin_of(showroom.reception)] == ["登记错行"]


@pytest.mark.parametrize(("user", "seen"), [(CONSULTANT, "138 1234 5678"), ("lina", "138****5678")])
def test_a_number_in_the_bin_is_masked_as_on_the_log(showroom: Showroom, user: str, seen: str) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    remove(showroom.reception, 1)
    assert [one.phones for one in bin_of(showroom.desk(user))] == [(seen,)]


def test_the_bin_costs_the_same_number_of_statements_however_full(showroom: Showroom) -> None:
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            done = register_walk_in(showroom.reception, "王丽", f"139000{number:05d}")
            remove(showroom.reception, done.entry)

    fill(0, 1)
    one = statements(showroom, lambda: bin_of(showroom.reception))
    fill(1, 12)
    assert len(bin_of(showroom.reception)) == 12
    assert statements(showroom, lambda: bin_of(showroom.reception)) == one >= 4


# --- and back --------------------------------------------------------------------------------------------


def test_a_row_comes_back_with_what_went_with_it(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", note="看朗逸")
    before = log_of(showroom.manager).rows[0]
    remove(showroom.reception, 1)
    assert restore(showroom.on(THURSDAY + timedelta(days=3)).manager, 1) == 3
    (row,) = log_of(showroom.manager).rows
    assert (row.number, row.phones, row.note, row.corrections) == (1, before.phones, "看朗逸", ())
    assert _files() == (1, 1, 1)
    assert bin_of(showroom.manager) == ()
    assert check.findings(showroom.store) == []


def test_an_undone_registration_can_be_taken_out_of_the_bin(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    undone = undo(showroom.reception)
    restore(showroom.manager, 1)
    assert (len(log_of(showroom.reception).rows), _files()) == (1, (1, 1, 1))
    with pytest.raises(Refused) as refused:
        acts.undo(showroom.reception, undone.token)
    assert "恢复第 1 行（王丽）" in refused.value.sentence()


def test_a_row_does_not_come_back_beside_a_newer_file_of_the_same_number(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    remove(showroom.reception, 1)
    register_walk_in(showroom.on(THURSDAY, 11).manager, "王丽", "13812345678")
    with pytest.raises(Refused) as refused:
        restore(showroom.reception, 1)
    assert (refused.value.code, "刘建国" in refused.value.sentence()) == ("E-NEWER", True)
    assert _files() == (1, 1, 1)
    remove(showroom.manager, 2)
    restore(showroom.reception, 1)


def test_a_row_does_not_come_back_to_a_customer_who_is_gone(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    second = register_walk_in(showroom.reception, "", "13812345678")
    remove(showroom.reception, second.entry)
    remove(showroom.manager, 1)
    assert _files() == (0, 0, 0)
    with pytest.raises(Refused) as refused:
        restore(showroom.reception, second.entry)
    assert "删除第 1 行" in refused.value.sentence()
    restore(showroom.manager, 1)
    restore(showroom.reception, second.entry)
    assert _files() == (1, 1, 1)


def test_what_is_on_the_log_or_changed_since_seen_is_not_restored(showroom: Showroom) -> None:
    register_guest_who_leaves_nothing(showroom.reception)
    with pytest.raises(Refused) as refused:
        restore(showroom.reception, 1)
    assert refused.value.code == "E-ROW-BACK"
    remove(showroom.reception, 1)
    restore(showroom.manager, 1)
    remove(showroom.manager, 1, "确是误记")
    with pytest.raises(Refused) as refused:
        restore(showroom.reception, 1, revision=2)
    assert refused.value.code == "E-NEWER"
