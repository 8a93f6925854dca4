"""Undo and redo: what was done goes away whole, and never what somebody else stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from showroom import language
from showroom.errors import Denied, Refused
from showroom.models.act import Act
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones
from showroom.rules.duties import UNDOABLE, Duty, Role
from showroom.services import acts, changes, check, customer, deeds, follow_up, traffic_log
from showroom.services.desk import Changed
from tests.people import (
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    correct,
    last_act,
    lines_of,
    log_of,
    redo,
    register_guest_who_leaves_nothing,
    register_walk_in,
    remove,
    restore,
    row_of,
    statements,
    undo,
)
from tests.people import acts as count_acts

Done = Callable[[Showroom], Any]


def _live() -> dict[str, list[tuple[Any, ...]]]:
    """All that staff see of guests: the live rows of every table, without their revisions."""
    return {
        table._meta.table_name: [
            tuple(value for key, value in row.__data__.items() if key != "revision")
            for row in table.select().where(table.removed_at.is_null()).order_by(table.id)
        ]
        for table in (Customer, Phone, Prospect, TrafficEntry)
    }


def _registers(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="A", token="it")


def _registers_one_we_know(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "赵敏", "13700001111", token="it")


def _corrects(showroom: Showroom) -> None:
    correct(showroom.reception, 1, guest_name="赵敏敏", phone="13700002222", note="周末再来", token="it")


def _corrects_whose_visit_it_is(showroom: Showroom) -> None:
    correct(showroom.reception, 1, phone="13600003333", guest_name="孙悦", token="it")


def _removes(showroom: Showroom) -> None:
    remove(showroom.reception, 1, token="it")


def _restores(showroom: Showroom) -> None:
    restore(showroom.reception, 2, token="it")


DOINGS = (
    _registers,
    _registers_one_we_know,
    _corrects,
    _corrects_whose_visit_it_is,
    _removes,
    _restores,
)


@pytest.fixture
def morning(showroom: Showroom) -> Showroom:
    """赵敏 and 孙悦 are on the log; 钱进, row 2, is in the bin. Somebody else's work stands beside it."""
    register_walk_in(showroom.reception, "赵敏", "13700001111")
    register_walk_in(showroom.reception, "钱进", "13500004444")
    register_walk_in(showroom.reception, "孙悦", "13600003333")
    remove(showroom.reception, 2)
    return showroom


# --- what is done, goes away whole -----------------------------------------------------------------------


@pytest.mark.parametrize("do", DOINGS)
def test_undo_puts_back_all_that_the_act_changed(morning: Showroom, do: Done) -> None:
    before = _live()
    do(morning)
    done = _live()
    assert done != before, "the control: it did something"
    undone = acts.undo(morning.reception, "it")
    assert _live() == before
    assert check.findings(morning.store) == []
    assert not undone.redo
    again = acts.undo(morning.reception, undone.token)
    assert _live() == done
    assert check.findings(morning.store) == []
    assert again.redo
    acts.undo(morning.reception, again.token)
    assert _live() == before
    assert check.findings(morning.store) == []


def test_a_registration_undone_is_gone_from_the_log_with_all_it_opened(showroom: Showroom) -> None:
    _registers(showroom)
    undo(showroom.reception)
    assert log_of(showroom.reception).rows == ()
    assert _live() == {"customer": [], "phone": [], "prospect": [], "traffic_entry": []}
    assert TrafficEntry.select().count() == 1, "it is still in the store, with its history"


def test_of_several_changes_of_a_row_in_one_act_the_first_before_stands_again(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", note="看朗逸")
    before = _live()
    with showroom.reception.work(Duty.CORRECT_VISIT, "it") as work:
        work.edit(TrafficEntry, 1, 1, note="看帕萨特")
        work.edit(TrafficEntry, 1, 2, note="看途观", colour="白")
    acts.undo(showroom.reception, "it")
    assert _live() == before


def test_the_number_of_an_undone_last_row_is_given_again(showroom: Showroom) -> None:
    _registers(showroom)
    undo(showroom.reception)
    assert register_walk_in(showroom.reception, "李强").number == 1


def test_a_row_between_others_leaves_its_number_empty(showroom: Showroom) -> None:
    first = register_walk_in(showroom.reception, "王丽")
    register_walk_in(showroom.reception, "李强")
    remove(showroom.reception, first.entry)
    assert [row.number for row in log_of(showroom.reception).rows] == [2]
    assert register_walk_in(showroom.reception, "张伟").number == 3


def test_a_row_that_comes_back_takes_the_next_number_when_its_own_was_given(showroom: Showroom) -> None:
    _registers(showroom)
    undo(showroom.reception)
    register_walk_in(showroom.manager, "李强")
    redo(showroom.reception)
    assert log_of(showroom.reception).rows[0].guest_name == "李强"
    assert [row.number for row in log_of(showroom.reception).rows] == [1, 2]


def test_an_undone_correction_leaves_no_mark_on_the_sheet(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", note="看朗逸")
    correct(showroom.reception, 1, note="看帕萨特")
    assert [one.before for one in row_of(showroom.reception, 1).corrections] == ["看朗逸"]
    undo(showroom.reception)
    assert row_of(showroom.reception, 1).corrections == ()
    redo(showroom.reception)
    assert [one.before for one in row_of(showroom.reception, 1).corrections] == ["看朗逸"]


def test_two_undos_in_a_row_take_back_the_last_two_acts(showroom: Showroom) -> None:
    _registers(showroom)
    correct(showroom.reception, 1, note="周末再来")
    first, second = undo(showroom.reception), undo(showroom.reception)
    assert (first.deed.duty, second.deed.duty) == (Duty.CORRECT_VISIT, Duty.REGISTER_VISIT)
    assert log_of(showroom.reception).rows == ()
    assert acts.last_undoable(showroom.reception) is None
    redo(showroom.reception)
    assert row_of(showroom.reception, 1).note == ""
    redo(showroom.reception)
    assert row_of(showroom.reception, 1).note == "周末再来"
    assert acts.last_redoable(showroom.reception) is None
    assert check.findings(showroom.store) == []


def test_something_new_ends_the_redo(showroom: Showroom) -> None:
    _registers(showroom)
    undone = undo(showroom.reception)
    assert acts.last_redoable(showroom.reception) is not None
    register_walk_in(showroom.reception, "李强")
    assert acts.last_redoable(showroom.reception) is None
    acts.undo(showroom.reception, undone.token)
    assert len(log_of(showroom.reception).rows) == 2, "by its token it can still be redone"


def test_the_same_token_undoes_once(showroom: Showroom) -> None:
    _registers(showroom)
    first = acts.undo(showroom.reception, "it", new_token="undo-1")
    before = count_acts()
    again = acts.undo(showroom.reception, "it", new_token="undo-1")
    assert count_acts() == before
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.token, again.deed, again.redo) == (first.token, first.deed, first.redo)


def test_the_tables_are_told_here_and_to_other_windows(showroom: Showroom) -> None:
    _registers(showroom)
    sequence = changes.last_sequence()
    told: list[Changed] = []
    showroom.reception.listeners.append(told.append)
    undo(showroom.reception)
    expected = Changed(frozenset({"customer", "phone", "prospect", "traffic_entry"}))
    assert told == [expected]
    assert changes.since(sequence) == (sequence + 1, expected)


# --- what cannot be undone, and why ----------------------------------------------------------------------


def _refused(showroom: Showroom, code: str, token: str = "it") -> str:
    """The sentence; nothing was changed."""
    before, number = _live(), count_acts()
    with pytest.raises(Refused) as refused:
        acts.undo(showroom.reception, token)
    assert refused.value.code == code
    assert (_live(), count_acts()) == (before, number)
    return refused.value.sentence()


def test_a_row_that_somebody_changed_since_is_not_undone(showroom: Showroom) -> None:
    _registers(showroom)
    showroom.on(THURSDAY, 10, 15)
    correct(showroom.manager, 1, note="老客户介绍")
    sentence = _refused(showroom, "E-NEWER")
    assert "刘建国" in sentence
    assert "2026-03-05 10:15" in sentence
    assert "更正第 1 行（王丽）" in sentence


def test_the_control_his_own_later_change_is_undone_first(showroom: Showroom) -> None:
    _registers(showroom)
    correct(showroom.reception, 1, note="老客户介绍")
    _refused(showroom, "E-NEWER")
    undo(showroom.reception)
    acts.undo(showroom.reception, "it")
    assert log_of(showroom.reception).rows == ()


def test_what_somebody_took_back_himself_stands_in_nobodys_way(showroom: Showroom) -> None:
    _registers(showroom)
    correct(showroom.manager, 1, note="老客户介绍")
    undo(showroom.manager)
    redo(showroom.manager)
    _refused(showroom, "E-NEWER")
    undo(showroom.manager)
    acts.undo(showroom.reception, "it")
    assert log_of(showroom.reception).rows == ()


def test_a_later_visit_of_the_customer_keeps_his_registration(showroom: Showroom) -> None:
    _registers(showroom)
    register_walk_in(showroom.on(THURSDAY, 11, 5).consultant, "", "13812345678")
    sentence = _refused(showroom, "E-DEPENDS")
    assert "陈涛" in sentence
    assert "11:05" in sentence
    assert "登记第 2 行（王丽）" in sentence
    undo(showroom.consultant)
    acts.undo(showroom.reception, "it")
    assert Customer.select().where(Customer.removed_at.is_null()).count() == 0


def test_a_row_corrected_onto_the_customer_keeps_him_too(showroom: Showroom) -> None:
    register_guest_who_leaves_nothing(showroom.reception)
    _registers(showroom)
    correct(showroom.manager, 1, phone="13812345678")
    assert "更正第 1 行" in _refused(showroom, "E-DEPENDS")


def test_somebody_elses_act_is_not_undone(showroom: Showroom) -> None:
    register_walk_in(showroom.consultant, "王丽", token="it")
    assert "陈涛" in _refused(showroom, "E-NOT-YOURS")
    acts.undo(showroom.consultant, "it")


def test_what_was_undone_is_not_undone_twice(showroom: Showroom) -> None:
    _registers(showroom)
    undone = undo(showroom.reception)
    _refused(showroom, "E-UNDONE")
    acts.undo(showroom.reception, undone.token)
    _refused(showroom, "E-UNDONE", undone.token)


def test_prints_and_acts_that_changed_nothing_are_not_undone(showroom: Showroom) -> None:
    traffic_log.record_print(showroom.reception, THURSDAY, extended=False, blank=False, token="it")
    _refused(showroom, "E-NOT-UNDOABLE")
    register_walk_in(showroom.reception, "王丽", note="看车")
    undo(showroom.reception)
    _refused(showroom, "E-NO-ACT", "never")


def test_a_denial_is_nothing_to_undo(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        register_walk_in(showroom.administrator, "王丽")
    showroom.changes_role("guoyu", Role.RECEPTIONIST, Role.ADMINISTRATOR)
    assert last_act().duty == Duty.KEEP_STAFF
    denial = Act.get(Act.duty == Duty.REGISTER_VISIT)
    assert acts.last_undoable(showroom.administrator) is None
    with pytest.raises(Refused) as refused:
        acts.undo(showroom.administrator, denial.token)
    assert refused.value.code == "E-NOT-UNDOABLE"


def test_a_correction_that_changed_nothing_is_passed_over(showroom: Showroom) -> None:
    _registers(showroom)
    correct(showroom.reception, 1, level="A")
    found = acts.last_undoable(showroom.reception)
    assert found is not None
    assert found.duty == Duty.REGISTER_VISIT


def test_a_number_that_opened_another_file_since_does_not_come_back_twice(showroom: Showroom) -> None:
    _registers(showroom)
    undone = undo(showroom.reception)
    register_walk_in(showroom.on(THURSDAY, 11).manager, "王丽", "138 1234 5678")
    assert "刘建国" in _refused(showroom, "E-NEWER", undone.token)
    undo(showroom.manager)
    acts.undo(showroom.reception, undone.token)
    assert [phone.key for phone in Phone.select().where(Phone.removed_at.is_null())] == ["13812345678"]


def test_a_family_that_shares_the_number_does_not_stand_in_the_way(showroom: Showroom) -> None:
    register_walk_in(showroom.manager, "王强", "13812345678")
    register_walk_in(showroom.reception, "王丽", "13812345678", another_person="一家人", token="it")
    undo(showroom.reception)
    redo(showroom.reception)
    assert Phone.select().where(Phone.removed_at.is_null()).count() == 2


def test_where_all_was_given_again_nothing_comes_back(showroom: Showroom) -> None:
    _registers(showroom)
    number = Phone.get()
    with showroom.reception.work(Duty.CORRECT_VISIT, "off") as work:
        work.remove(Phone, number.id, number.revision)
    with showroom.reception.work(Duty.CORRECT_VISIT) as work:
        customer.add_numbers(work, number.customer_id, phones.read("13812345678"))
    before = _live()
    acts.undo(showroom.reception, "off")
    assert _live() == before
    assert check.findings(showroom.store) == []


def test_a_visit_does_not_come_back_without_its_customer(showroom: Showroom) -> None:
    register_walk_in(showroom.manager, "王丽", "13812345678")
    register_walk_in(showroom.reception, "", "13812345678", token="it")
    undone = undo(showroom.reception)
    undo(showroom.on(THURSDAY, 11).manager)
    assert "刘建国" in _refused(showroom, "E-NEWER", undone.token)
    redo(showroom.manager)
    redo(showroom.reception)
    assert len(log_of(showroom.reception).rows) == 2


# --- rights ----------------------------------------------------------------------------------------------


def test_who_may_no_longer_do_it_may_not_undo_it(showroom: Showroom) -> None:
    _registers(showroom)
    showroom.changes_role(RECEPTIONIST, Role.CUSTOMER_SERVICE_CLERK)
    before = _live()
    assert acts.last_undoable(showroom.reception) is None
    with pytest.raises(Denied):
        acts.undo(showroom.reception, "it")
    assert _live() == before
    assert [line.table_name for line in lines_of(last_act())] == ["denied"]


def test_the_right_to_what_the_act_did_is_asked_beside_the_right_to_undo(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    _registers(showroom)
    before = _live()
    with monkeypatch.context() as taken:
        held = showroom.reception.duties() - {Duty.REGISTER_VISIT}
        taken.setattr(type(showroom.reception), "duties", lambda _desk: held)
        with pytest.raises(Denied) as denied:
            acts.undo(showroom.reception, "it")
    assert denied.value.values["duty"] == Duty.REGISTER_VISIT
    assert _live() == before
    assert last_act().duty == Duty.REGISTER_VISIT
    acts.undo(showroom.reception, "it")


# --- what the menu says ----------------------------------------------------------------------------------


def test_the_menu_names_the_act_in_both_languages(showroom: Showroom) -> None:
    _registers(showroom)
    found = acts.last_undoable(showroom.reception)
    assert found is not None
    assert (found.token, found.duty, found.at) == ("it", Duty.REGISTER_VISIT, showroom.clock.local())
    assert str(found.deed) == "登记第 1 行（王丽）"
    language.use(language.ENGLISH)
    assert str(found.deed) == "registered row 1 (王丽)"
    undo(showroom.reception)
    again = acts.last_redoable(showroom.reception)
    assert again is not None
    assert (again.token, str(again.deed)) == (last_act().token, "registered row 1 (王丽)")


def test_a_guest_without_a_name_is_told_by_the_row(showroom: Showroom) -> None:
    register_guest_who_leaves_nothing(showroom.reception)
    found = acts.last_undoable(showroom.reception)
    assert found is not None
    assert str(found.deed) == "登记第 1 行"


def test_a_number_in_the_name_stays_hidden(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽 13812345678")
    found = acts.last_undoable(showroom.reception)
    assert found is not None
    assert "13812345678" in found.deed.guest, "the control"
    assert "12345" not in str(found.deed)


def test_undo_is_of_this_desk_and_of_today(showroom: Showroom) -> None:
    _registers(showroom)
    assert acts.last_undoable(showroom.manager) is None
    elsewhere = showroom.signs_in(RECEPTIONIST)
    elsewhere.desk = "back office"
    assert acts.last_undoable(elsewhere) is None
    showroom.on(THURSDAY + timedelta(days=1))
    assert acts.last_undoable(showroom.reception) is None
    acts.undo(showroom.reception, "it")
    assert acts.last_redoable(showroom.reception) is not None


def test_what_was_done_on_a_card_names_the_customer(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    follow_up.log(showroom.consultant, Prospect.get().id, {"said": "周六带太太来看"})
    found = acts.last_undoable(showroom.consultant)
    assert found is not None
    assert str(found.deed) == "登记跟进（王丽）"
    undo(showroom.consultant)
    assert not FollowUp.select().where(FollowUp.removed_at.is_null()).exists()
    again = acts.last_redoable(showroom.consultant)
    assert again is not None
    assert again.deed == found.deed


def test_every_row_of_a_card_leads_to_its_customer() -> None:
    """What has a card, an order or a customer and is not the log is found by whoever tells of its act."""
    named = {table._meta.table_name for table in deeds._OF_CUSTOMERS}
    assert named >= {"follow_up", "appointment", "quote", "sales_order", "order_step", "prospect", "customer"}
    assert "traffic_entry" not in named


def test_every_act_that_can_be_undone_has_its_words() -> None:
    assert deeds._WORDS.keys() >= UNDOABLE - {Duty.UNDO}


def test_finding_what_to_undo_costs_the_same_after_many_acts(showroom: Showroom) -> None:
    _registers(showroom)
    few = statements(showroom, lambda: acts.last_undoable(showroom.reception))
    for _one in range(5):
        register_walk_in(showroom.reception, "李强")
        undo(showroom.reception)
    assert statements(showroom, lambda: acts.last_undoable(showroom.reception)) == few <= 5
