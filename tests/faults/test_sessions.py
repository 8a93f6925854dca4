"""Sessions that end, that never began, and the password once more (R13–R16, S2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from showroom.errors import Denied, PasswordAsked
from showroom.exchange.exporting import export_tally_of_day, export_traffic_log
from showroom.models.act import Act
from showroom.rules.duties import SENSITIVE, Duty, Role
from showroom.services import (
    desk as desk_module,
)
from showroom.services import (
    drafts,
    own_secrets,
    recovery,
    staff,
    traffic_log,
)
from showroom.services.desk import Desk
from showroom.services.sign_in import switch_by_pin
from showroom.services.staff import NewStaff
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    CONSULTANT,
    FRONT_DESK,
    MANAGER,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    acts,
    last_act,
    lines_of,
    log_of,
    refused,
    register_walk_in,
    staff_id,
)

from .at_the_door import PIN, WRONG, later

# --- sessions that end, and those that never began (R13, R14, R15, S2) -----------------------------------


def test_who_is_put_out_is_denied_at_the_next_call_and_the_words_are_kept(showroom: Showroom) -> None:
    session = showroom.signs_in(RECEPTIONIST)
    drafts.keep(session, "traffic_log", {"guest_name": "张伟"})
    showroom.disables(RECEPTIONIST)
    with pytest.raises(Denied) as denied:
        register_walk_in(session, "张伟")
    assert denied.value.code == "E-SESSION-OVER"
    (note,) = lines_of(last_act())
    assert (note.table_name, last_act().actor_id) == ("denied", None)
    assert f'"claimed":{session.staff}' in note.after
    with pytest.raises(Denied):
        log_of(session)
    left = showroom.person(RECEPTIONIST)
    staff.come_back(showroom.administrator, left.staff, left.revision, "back-again-2026")
    with pytest.raises(Denied):
        register_walk_in(session, "张伟")
    assert drafts.found(showroom.signs_in(RECEPTIONIST, "back-again-2026"), "traffic_log").texts == {
        "guest_name": "张伟"
    }


@pytest.mark.parametrize("what", ["role", "password", "own password"])
def test_other_rights_or_another_password_end_every_session_at_the_next_call(
    showroom: Showroom, what: str
) -> None:
    here, there = showroom.signs_in(RECEPTIONIST), showroom.signs_in(RECEPTIONIST)
    if what == "role":
        showroom.changes_role(RECEPTIONIST, Role.SHOWROOM_MANAGER)
    elif what == "password":
        staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), "a-new-password-2026")
    else:
        own_secrets.change_own_password(here, PASSWORD, "a-new-password-2026")
        register_walk_in(here, "王丽")
        here = there
    for ended in (here, there):
        assert (ended.roles(), ended.holds()) == (frozenset(), False)
        with pytest.raises(Denied):
            log_of(ended)


def forged(showroom: Showroom) -> Iterator[tuple[str, Desk]]:
    """Desks that somebody who writes a script would try, on somebody else's rights."""
    own = showroom.signs_in(CONSULTANT)
    manager = staff_id(MANAGER)
    yield "made by hand", Desk(showroom.store, showroom.clock, manager, "刘建国", MANAGER, FRONT_DESK)
    yield (
        "with a guessed session",
        Desk(showroom.store, showroom.clock, manager, "刘建国", MANAGER, FRONT_DESK, session="1" * 32),
    )
    yield "one's own under another name", replace(own, staff=manager)
    yield "one's own at another desk", replace(own, desk="back office")
    yield (
        "with what the store keeps of a session",
        replace(own, staff=manager, session=Act.select(Act.token).where(Act.actor == manager).get().token),
    )
    yield "of nobody", replace(own, staff=None)
    yield "of somebody who is not there", replace(own, staff=4711)
    changed = replace(own)
    changed.user, changed.name, changed.staff = MANAGER, "刘建国", manager
    yield "changed while it is open", changed


FORBIDDEN: tuple[Callable[[Desk], object], ...] = (
    lambda desk: register_walk_in(desk, "张伟", "13912345678"),
    log_of,
    staff.people,
    lambda desk: staff.add(desk, NewStaff("intruder", "某人", PASSWORD, (Role.ADMINISTRATOR,))),
    lambda desk: export_traffic_log(desk, THURSDAY),
    recovery.renew,
)


def test_a_forged_desk_may_do_nothing_and_each_try_is_an_act(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    drafts.keep(showroom.manager, "traffic_log", {"guest_name": "李强"})
    tried = 0
    for how, desk in forged(showroom):
        for do in FORBIDDEN:
            before = acts()
            with pytest.raises(Denied):
                do(desk)
            assert acts() == before + 1, how
            assert last_act().actor_id is None, f"{how}: nobody is blamed who was not there"
            tried += 1
        assert drafts.found(desk, "traffic_log").empty
    assert tried == 8 * len(FORBIDDEN)
    assert len(log_of(showroom.manager).rows) == 1


def test_the_control_without_the_session_a_forged_desk_does_it_all(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights asked of the person alone, as they were: whoever names the manager is the manager."""
    manager = staff_id(MANAGER)
    monkeypatch.setattr(
        desk_module.Desk,
        "roles",
        lambda desk: frozenset({Role.SHOWROOM_MANAGER} if desk.staff == manager else {}),
    )
    desk = Desk(showroom.store, showroom.clock, manager, "刘建国", MANAGER, FRONT_DESK)
    assert register_walk_in(desk, "张伟").number == 1


def test_nobody_deletes_himself_and_a_name_is_nobodys_twice(showroom: Showroom) -> None:
    for typed in ("GuoYu", "ＧＵＯＹＵ", " guoyu ", "guo\u200byu"):
        with refused("E-USER-TAKEN"):
            staff.add(showroom.administrator, NewStaff(typed, "某人", PASSWORD, (Role.RECEPTIONIST,)))
    me = showroom.person(ADMINISTRATOR)
    with refused("E-LAST-ADMIN"):
        staff.leave(showroom.administrator, me.staff, me.revision, THURSDAY)
    staff.change(showroom.administrator, me.staff, me.revision, name="郭小宇", roles=me.roles)
    assert showroom.person(ADMINISTRATOR).user == ADMINISTRATOR, "a user name is never changed"


# --- the password once more (R16) ------------------------------------------------------------------------


def sensitive_deeds(showroom: Showroom) -> dict[str, Callable[[Desk], object]]:
    """What an unlocked desk is not enough for."""
    reception = showroom.person(RECEPTIONIST)
    return {
        "people": lambda desk: staff.add(
            desk, NewStaff(f"new{acts()}", "新人", PASSWORD, (Role.RECEPTIONIST,))
        ),
        "roles": lambda desk: staff.change(
            desk, reception.staff, reception.revision, name="周小敏", roles=reception.roles
        ),
        "somebody's password": lambda desk: staff.set_password(desk, staff_id(CLERK), "chosen-by-another"),
        "recovery code": recovery.renew,
    }


@pytest.mark.parametrize("what", ["people", "roles", "somebody's password", "recovery code"])
def test_what_is_sensitive_asks_for_the_password_after_ten_minutes(showroom: Showroom, what: str) -> None:
    deed = sensitive_deeds(showroom)[what]
    desk = showroom.signs_in(ADMINISTRATOR)
    later(showroom, minutes=10)
    before = acts()
    with pytest.raises(PasswordAsked):
        deed(desk)
    assert acts() == before, "nothing was changed, and nothing denied"
    with refused("E-OLD-PASSWORD"):
        own_secrets.confirm(desk, WRONG)
    with pytest.raises(PasswordAsked):
        deed(desk)
    own_secrets.confirm(desk, PASSWORD)
    later(showroom, minutes=9, seconds=59)
    deed(desk)


def test_a_clock_that_was_set_back_and_a_pin_make_no_password_fresh(showroom: Showroom) -> None:
    own_secrets.set_pin(showroom.signs_in(ADMINISTRATOR), PIN, PASSWORD)
    later(showroom, minutes=30)
    switched = switch_by_pin(showroom.store, showroom.clock, ADMINISTRATOR, PIN, FRONT_DESK)
    with pytest.raises(PasswordAsked):
        recovery.renew(switched)
    later(showroom, days=-1)
    with pytest.raises(PasswordAsked):
        recovery.renew(switched)


def test_the_files_with_guests_ask_and_the_paper_of_the_day_never_does(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    desk = showroom.signs_in(RECEPTIONIST)
    later(showroom, hours=3)
    traffic_log.record_print(desk, THURSDAY, extended=True, blank=False)
    export_tally_of_day(desk, THURSDAY)
    with pytest.raises(PasswordAsked):
        export_traffic_log(desk, THURSDAY)
    own_secrets.confirm(desk, PASSWORD)
    for _copy in range(3):
        later(showroom, minutes=3)
        assert export_traffic_log(desk, THURSDAY), "asked once in ten minutes, not for every copy"
    guests = {
        Duty.EXPORT_TRAFFIC_LOG,
        Duty.EXPORT_TRACKING_SHEET,
        Duty.EXPORT_LEVEL_GRID,
        Duty.EXPORT_DAILY_REPORT,
    }
    assert {Duty.KEEP_STAFF, *guests} == SENSITIVE


def test_five_wrong_ones_at_an_open_desk_lock_the_name(showroom: Showroom) -> None:
    desk = showroom.signs_in(ADMINISTRATOR)
    later(showroom, minutes=11)
    for _try in range(5):
        with refused("E-OLD-PASSWORD"):
            own_secrets.confirm(desk, WRONG)
    with refused("E-LOCKED"):
        own_secrets.confirm(desk, PASSWORD)


def test_the_control_without_the_question_an_open_desk_is_enough(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = showroom.signs_in(ADMINISTRATOR)
    later(showroom, hours=3)
    monkeypatch.setattr(desk_module, "SENSITIVE", frozenset())
    assert recovery.renew(desk)
