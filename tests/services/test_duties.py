"""Who may do what: every service that staff reach, found in the code, tried by every role (S1)."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

import showroom.services
from showroom.errors import Denied, Refused
from showroom.forms.level_grid import LevelGrid
from showroom.forms.plot import Part
from showroom.forms.traffic_log import Place
from showroom.models.act import Act, ActLine
from showroom.models.card_review import CardReview
from showroom.models.customer import Customer
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.rules.calendar import DayKind
from showroom.rules.card_moves import Move
from showroom.rules.duties import ALLOWED, HOUSE_DUTIES, UNDOABLE, Duty, Role
from showroom.rules.level_rules import PRESETS
from showroom.rules.orders import Step
from showroom.rules.periods import Span, holding
from showroom.rules.rotation import State
from showroom.services import acts as acts_service
from showroom.services import (
    appointment,
    calendar,
    campaigns,
    car_models,
    card_flow,
    card_level,
    card_meanwhile,
    card_opening,
    card_review,
    card_sheet,
    consents,
    contact_start,
    contacts,
    customer_card,
    customer_facts,
    customer_file,
    customer_matches,
    customer_merge,
    customers,
    daily_report,
    daily_report_days,
    daily_report_entry,
    daily_report_evening,
    daily_report_review,
    daily_report_seal,
    dashboard,
    demo_cars,
    drafts,
    drive,
    due_list,
    duty_plan,
    evening_sheet,
    expected_guests,
    exports,
    family,
    figures,
    figures_reading,
    follow_up,
    go_to,
    handover,
    handover_cards,
    handover_lists,
    instructions,
    keyed_lines,
    level_grid,
    level_rules,
    lost_analysis,
    lost_figures,
    lost_request_list,
    month_summary,
    morning_sheet,
    order_step,
    own_secrets,
    plots,
    practice,
    privacy,
    prospect,
    quote,
    quote_sheet,
    reactivation,
    recovery,
    reference,
    report_reprints,
    roll_forward,
    rotation,
    sale,
    sales_order,
    same_person,
    saved_views,
    settings,
    sheet_owners,
    showroom_day,
    sign_in,
    staff,
    targets,
    today,
    tracking_sheet,
    trade_in,
    traffic_day,
    traffic_log,
    traffic_log_cards,
    traffic_log_day,
    traffic_tally,
)
from showroom.services.desk import Desk
from showroom.services.staff import NewStaff
from tests.lost import approves, asks_lost, asks_to_sleep, rejects, withdraws
from tests.people import (
    CLERK,
    CONSULTANT,
    FACTS,
    MANAGER,
    OTHER_CONSULTANT,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    USER_OF,
    Showroom,
    acts,
    bin_of,
    correct,
    history_of_row,
    last_act,
    lines_of,
    log_of,
    refused,
    register_walk_in,
    remove,
    restore,
    small_picture,
    staff_id,
    undo,
)
from tests.reports import drawn
from tests.sales import KEYS, WHY, places, step_of

AREA = {"chinese": "余杭", "english": "Yuhang", "also": ""}
CAMPAIGN = {"chinese": "外展", "kind": "display_event", "starts_on": THURSDAY}
DEMO_CAR = {"name": "试驾朗逸", "model": 1, "plate": "浙A12345"}
NEW = NewStaff("xinren", "新人", PASSWORD, (Role.RECEPTIONIST,))

Do = Callable[[Desk], object]


def _own_row(desk: Desk) -> int:
    """A row that this person wrote, where he may write one; else the row of the reception."""
    if desk.may(Duty.REGISTER_VISIT):
        return register_walk_in(desk, "李强", token="own").entry
    return 1


def _row_with_a_number(desk: Desk) -> int:
    """The row of somebody who can have a card, for those who may open one."""
    if desk.may(Duty.OPEN_CARD):
        return register_walk_in(desk, "李强", "13912345678", purpose="维修保养").entry
    return 1


def _restores_own_row(desk: Desk) -> None:
    entry = _own_row(desk)
    if desk.may(Duty.REMOVE_VISIT):
        remove(desk, entry)
    restore(desk, entry)


def _undoes_own_act(desk: Desk) -> None:
    _own_row(desk)
    acts_service.undo(desk, "own")


def _taos_card(desk: Desk) -> dict[int, int]:
    """A card of 陈涛's for 李娜 to receive, where cards may be handed over at all."""
    if desk.may(Duty.HAND_OVER):
        register_walk_in(desk, "李强", "13912345678", received_by="陈涛", level="B")
        return {int(Prospect.get().id): staff_id(OTHER_CONSULTANT)}
    return {1: 1}


def _hands_over(desk: Desk) -> int:
    """A handover that was made, where somebody may make one."""
    return handover.hand_over(desk, staff_id(CONSULTANT), _taos_card(desk), reason="离职").handover


def _ends_a_cover(desk: Desk) -> None:
    days = (THURSDAY, THURSDAY + timedelta(3))
    made = handover.cover(desk, staff_id(CONSULTANT), _taos_card(desk), *days, reason="出差").handover
    handover.end_cover(desk, made)


def _view(desk: Desk) -> int:
    """A view of one's own, for those who may keep one."""
    return saved_views.keep(desk, "prospects", "H 级", {"level": ("H",)}) if desk.may(Duty.KEEP_VIEWS) else 1


def _own(desk: Desk) -> int:
    return desk.staff or 0


def _writes_on_his_report(desk: Desk) -> None:
    row = (None, 1)
    if desk.may(Duty.WRITE_REPORT):
        register_walk_in(desk, "李强", "13912345678", received_by=desk.name, level="B")
        row = daily_report.of(desk, _own(desk), THURSDAY).rows[0].key
    daily_report_entry.write(desk, _own(desk), THURSDAY, *row, "明天再打")


def _handed_in(desk: Desk) -> int:
    """Somebody's own report is handed in, where he may; whose it is."""
    if desk.may(Duty.REVIEW_REPORT):
        daily_report_entry.submit(desk, _own(desk), THURSDAY)
    return _own(desk)


def _signed_report(desk: Desk) -> int:
    if desk.may(Duty.REVIEW_REPORT):
        daily_report_review.review(desk, _handed_in(desk), THURSDAY, {None: "早会讲"})
    return _own(desk)


def _sealed(desk: Desk) -> int:
    if desk.may(Duty.SEAL_REPORT):
        daily_report_seal.seal(desk, _signed_report(desk), THURSDAY, drawn)
    return _own(desk)


def _reprints(desk: Desk) -> None:
    whose = _sealed(desk)
    if desk.may(Duty.PRINT_DAILY_REPORT) and not desk.may(Duty.SEAL_REPORT):
        with refused("E-REPORT-OPEN"):
            daily_report_seal.reprint(desk, whose, THURSDAY)
    else:
        daily_report_seal.reprint(desk, whose, THURSDAY)


def _reads_the_archive(desk: Desk) -> None:
    _sealed(desk)
    if desk.may(Duty.SEAL_REPORT):
        (one,) = report_reprints.sealed_between(desk, THURSDAY, THURSDAY)
    else:
        one = report_reprints.Archived(1, THURSDAY, "gone.pdf", "")
    report_reprints.content_of(desk, one)


def _does_what_he_was_told(desk: Desk) -> None:
    _signed_report(desk)
    told = instructions.open_of(desk) if desk.may(Duty.REVIEW_REPORT) else ()
    if desk.may(Duty.DO_INSTRUCTION) and not told:
        with refused("E-INSTRUCTION-GONE"):
            instructions.done(desk, NOBODY)
    else:
        instructions.done(desk, told[0].instruction if told else 1)


EMPTY_DAY, CLOSED_DAY = date(2026, 3, 3), date(2026, 3, 4)


# Every public service that opens the door or asks for a duty, what it asks for, and how it is called.
def _own_sheet(desk: Desk) -> sheet_owners.Consultant:
    return sheet_owners.Consultant(desk.staff or 0, desk.name)


def _own_grid(desk: Desk) -> LevelGrid:
    return LevelGrid(THURSDAY, THURSDAY, desk.staff or 0, desk.name, "恒远")


MATRIX: dict[str, tuple[Duty, Do]] = {
    "traffic_log.register_visit": (
        Duty.REGISTER_VISIT,
        lambda desk: register_walk_in(desk, "李强", "13912345678"),
    ),
    "traffic_log_corrections.correct_visit": (
        Duty.CORRECT_VISIT,
        lambda desk: correct(desk, 1, note="周末再来"),
    ),
    "traffic_log_bin.remove_visit": (Duty.REMOVE_VISIT, lambda desk: remove(desk, _own_row(desk))),
    "traffic_log_bin.restore_visit": (Duty.RESTORE_VISIT, _restores_own_row),
    "traffic_log_bin.removed": (Duty.SEE_BIN, bin_of),
    "acts.undo": (Duty.UNDO, _undoes_own_act),
    "history.history_of": (Duty.READ_TRAFFIC_LOG, lambda desk: history_of_row(desk, 1)),
    "traffic_log.record_print": (
        Duty.PRINT_TRAFFIC_LOG,
        lambda desk: traffic_log.record_print(desk, THURSDAY, extended=False, blank=False),
    ),
    "traffic_log.record_export": (
        Duty.EXPORT_TRAFFIC_LOG,
        lambda desk: traffic_log.record_export(desk, THURSDAY, extended=False, rows=1),
    ),
    "traffic_tally.of_day": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_tally.of_day(desk, THURSDAY)),
    "traffic_tally.usual": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_tally.usual(desk, THURSDAY)),
    "traffic_tally.of_month": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_tally.of_month(desk, 2026, 3)),
    "traffic_tally.record_print": (
        Duty.PRINT_TRAFFIC_TALLY,
        lambda desk: traffic_tally.record_print(desk, 20260305, blank=False),
    ),
    "traffic_tally.record_export": (
        Duty.EXPORT_TRAFFIC_TALLY,
        lambda desk: traffic_tally.record_export(desk, 202603, rows=31),
    ),
    "traffic_log_day.day": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_log_day.day(desk, THURSDAY)),
    "traffic_log_day.last_day": (Duty.READ_TRAFFIC_LOG, traffic_log_day.last_day),
    "rotation.book": (Duty.READ_TRAFFIC_LOG, rotation.book),
    "rotation.set_state": (
        Duty.SET_ATTENDANCE,
        lambda desk: rotation.set_state(desk, staff_id(CONSULTANT), State.LUNCH),
    ),
    "rotation.all_here": (Duty.SET_ATTENDANCE, rotation.all_here),
    "rotation.plan": (
        Duty.PLAN_DUTY,
        lambda desk: rotation.plan(desk, staff_id(CONSULTANT), THURSDAY, State.OFF),
    ),
    "duty_plan.plan_of_month": (
        Duty.READ_TRAFFIC_LOG,
        lambda desk: duty_plan.plan_of_month(desk, 2026, 3),
    ),
    "duty_plan.fairness": (Duty.READ_TRAFFIC_LOG, lambda desk: duty_plan.fairness(desk, 2026, 3)),
    "rotation.pass_turn": (
        Duty.PASS_TURN,
        lambda desk: rotation.pass_turn(desk, staff_id(CONSULTANT), "开会"),
    ),
    "rotation.take_back": (Duty.PASS_TURN, lambda desk: rotation.take_back(desk, staff_id(CONSULTANT))),
    "rotation.set_order": (Duty.SET_ROTATION, lambda desk: rotation.set_order(desk, ())),
    "traffic_day.set_weather": (
        Duty.SET_WEATHER,
        lambda desk: traffic_day.set_weather(desk, THURSDAY, "晴"),
    ),
    "traffic_day.close": (Duty.CLOSE_DAY, lambda desk: traffic_day.close(desk, EMPTY_DAY)),
    "traffic_day.reopen": (
        Duty.REOPEN_DAY,
        lambda desk: traffic_day.reopen(desk, CLOSED_DAY, "补登"),
    ),
    "traffic_day.sign": (
        Duty.SIGN_DAY,
        lambda desk: traffic_day.sign(desk, CLOSED_DAY, Place.RECEPTION),
    ),
    "customer_matches.matches": (Duty.FIND_CUSTOMER, lambda desk: customer_matches.matches(desk, "", "王丽")),
    "go_to.find": (Duty.FIND_CUSTOMER, lambda desk: go_to.find(desk, "王丽")),
    "customer_card.newest_of": (Duty.READ_CARD, lambda desk: customer_card.newest_of(desk, 1)),
    "customers.ids": (Duty.FIND_CUSTOMER, customers.ids),
    "customers.page": (Duty.FIND_CUSTOMER, lambda desk: customers.page(desk, [1])),
    "customers.visits": (Duty.FIND_CUSTOMER, lambda desk: customers.visits(desk, 1)),
    "staff.add": (Duty.KEEP_STAFF, lambda desk: staff.add(desk, NEW)),
    "staff.people": (Duty.KEEP_STAFF, staff.people),
    "staff.change": (
        Duty.KEEP_STAFF,
        lambda desk: staff.change(desk, 2, 1, name="周敏", roles=(Role.SHOWROOM_MANAGER,)),
    ),
    "staff.set_password": (Duty.KEEP_STAFF, lambda desk: staff.set_password(desk, 2, "a-new-password")),
    "staff.leave": (Duty.KEEP_STAFF, lambda desk: staff.leave(desk, 2, 1, THURSDAY)),
    "staff.come_back": (Duty.KEEP_STAFF, lambda desk: staff.come_back(desk, 2, 1, "a-new-password")),
    "recovery.renew": (Duty.KEEP_STAFF, recovery.renew),
    "own_secrets.change_own_password": (
        Duty.CHANGE_OWN_SECRETS,
        lambda desk: own_secrets.change_own_password(desk, PASSWORD, "a-new-password"),
    ),
    "own_secrets.set_pin": (
        Duty.CHANGE_OWN_SECRETS,
        lambda desk: own_secrets.set_pin(desk, "2580", PASSWORD),
    ),
    "own_secrets.confirm": (Duty.SIGN_IN, lambda desk: own_secrets.confirm(desk, PASSWORD)),
    "own_secrets.clear_pin": (Duty.CHANGE_OWN_SECRETS, own_secrets.clear_pin),
    "settings.keep": (Duty.KEEP_SETTINGS, lambda desk: settings.keep(desk, FACTS)),
    "settings.keep_logo": (Duty.KEEP_SETTINGS, lambda desk: settings.keep_logo(desk, small_picture())),
    "settings.clear_logo": (Duty.KEEP_SETTINGS, settings.clear_logo),
    "reference.entries": (Duty.KEEP_LISTS, lambda desk: reference.entries(desk, "area")),
    "reference.add_item": (Duty.KEEP_LISTS, lambda desk: reference.add_item(desk, "area", AREA)),
    "reference.change_item": (
        Duty.KEEP_LISTS,
        lambda desk: reference.change_item(desk, "area", "xihu", 1, AREA),
    ),
    "reference.move_item": (Duty.KEEP_LISTS, lambda desk: reference.move_item(desk, "area", "xihu", 0)),
    "reference.retire_item": (Duty.KEEP_LISTS, lambda desk: reference.retire_item(desk, "area", "xihu", 1)),
    "reference.use_item": (Duty.KEEP_LISTS, lambda desk: reference.use_item(desk, "area", "xihu", 1)),
    "car_models.models": (Duty.KEEP_LISTS, car_models.models),
    "car_models.add_model": (Duty.KEEP_LISTS, lambda desk: car_models.add_model(desk, {"chinese": "途岳"})),
    "car_models.change_model": (
        Duty.KEEP_LISTS,
        lambda desk: car_models.change_model(desk, 1, 1, {"chinese": "新朗逸"}),
    ),
    "car_models.move_model": (Duty.KEEP_LISTS, lambda desk: car_models.move_model(desk, 1, 1)),
    "car_models.retire_model": (Duty.KEEP_LISTS, lambda desk: car_models.retire_model(desk, 1, 1)),
    "car_models.use_model": (Duty.KEEP_LISTS, lambda desk: car_models.use_model(desk, 1, 1)),
    "demo_cars.cars": (Duty.KEEP_DEMO_CARS, demo_cars.cars),
    "demo_cars.add_car": (Duty.KEEP_DEMO_CARS, lambda desk: demo_cars.add_car(desk, {"name": "试驾途观"})),
    "demo_cars.change_car": (
        Duty.KEEP_DEMO_CARS,
        lambda desk: demo_cars.change_car(desk, 1, 1, {"name": "朗逸红"}),
    ),
    "demo_cars.move_car": (Duty.KEEP_DEMO_CARS, lambda desk: demo_cars.move_car(desk, 1, 1)),
    "demo_cars.retire_car": (Duty.KEEP_DEMO_CARS, lambda desk: demo_cars.retire_car(desk, 1, 1)),
    "demo_cars.use_car": (Duty.KEEP_DEMO_CARS, lambda desk: demo_cars.use_car(desk, 1, 1)),
    "campaigns.campaigns": (Duty.KEEP_CAMPAIGNS, campaigns.campaigns),
    "campaigns.add_campaign": (
        Duty.KEEP_CAMPAIGNS,
        lambda desk: campaigns.add_campaign(desk, CAMPAIGN),
    ),
    "campaigns.change_campaign": (
        Duty.KEEP_CAMPAIGNS,
        lambda desk: campaigns.change_campaign(desk, 1, 1, CAMPAIGN),
    ),
    "campaigns.retire_campaign": (
        Duty.KEEP_CAMPAIGNS,
        lambda desk: campaigns.retire_campaign(desk, 1, 1),
    ),
    "campaigns.use_campaign": (Duty.KEEP_CAMPAIGNS, lambda desk: campaigns.use_campaign(desk, 1, 1)),
    "level_rules.adopt": (
        Duty.KEEP_LEVEL_RULES,
        lambda desk: level_rules.adopt(desk, PRESETS[1], THURSDAY),
    ),
    "calendar.set_day": (
        Duty.KEEP_CALENDAR,
        lambda desk: calendar.set_day(desk, THURSDAY, DayKind.CLOSED),
    ),
    "calendar.clear_day": (Duty.KEEP_CALENDAR, lambda desk: calendar.clear_day(desk, THURSDAY, 1)),
    "prospect.visible_to": (Duty.READ_CARD, prospect.visible_to),
    "expected_guests.expected": (
        Duty.SEE_EXPECTED,
        lambda desk: expected_guests.expected(desk, THURSDAY),
    ),
    "expected_guests.missed": (Duty.SEE_EXPECTED, expected_guests.missed),
    "expected_guests.car_times": (
        Duty.SEE_EXPECTED,
        lambda desk: expected_guests.car_times(desk, THURSDAY),
    ),
    "traffic_log_cards.open_from_row": (
        Duty.OPEN_CARD,
        lambda desk: traffic_log_cards.open_from_row(desk, _row_with_a_number(desk)),
    ),
    "today.today": (Duty.SEE_TODAY, today.today),
    "due_list.whose": (Duty.SEE_TODAY, due_list.whose),
    "sheet_owners.consultants": (Duty.READ_CARD, sheet_owners.consultants),
    "sheet_owners.choice": (Duty.READ_CARD, sheet_owners.choice),
    "sheet_owners.whose": (Duty.READ_CARD, lambda desk: sheet_owners.whose(desk, desk.staff)),
    "tracking_sheet.of": (
        Duty.READ_CARD,
        lambda desk: tracking_sheet.of(desk, desk.staff, THURSDAY, THURSDAY),
    ),
    "tracking_sheet.sheets": (
        Duty.READ_CARD,
        lambda desk: tracking_sheet.sheets(
            desk, [sheet_owners.Consultant(desk.staff or 0, desk.name)], THURSDAY, THURSDAY
        ),
    ),
    "tracking_sheet.last_month": (Duty.READ_CARD, lambda desk: tracking_sheet.last_month(desk, ())),
    "tracking_sheet.record": (
        Duty.EXPORT_TRACKING_SHEET,
        lambda desk: tracking_sheet.record(desk, Duty.EXPORT_TRACKING_SHEET, ()),
    ),
    "saved_views.views": (Duty.KEEP_VIEWS, lambda desk: saved_views.views(desk, "prospects")),
    "saved_views.keep": (
        Duty.KEEP_VIEWS,
        lambda desk: saved_views.keep(desk, "prospects", "H 级", {"level": ("H",)}),
    ),
    "saved_views.rename": (Duty.KEEP_VIEWS, lambda desk: saved_views.rename(desk, _view(desk), 1, "A 级")),
    "saved_views.remove": (Duty.KEEP_VIEWS, lambda desk: saved_views.remove(desk, _view(desk), 1)),
    "sheet_owners.record_print": (
        Duty.PRINT_LEVEL_GRID,
        lambda desk: sheet_owners.record_print(desk, Duty.PRINT_LEVEL_GRID, "prospect", [1]),
    ),
    "sheet_owners.record_drawn": (
        Duty.PRINT_CUSTOMER_CARD,
        lambda desk: sheet_owners.record_drawn(
            desk, Duty.PRINT_CUSTOMER_CARD, exports.next_number(desk.clock), "prospect", [1]
        ),
    ),
    "lost_figures.losses": (Duty.SEE_TODAY, lambda desk: lost_figures.losses(desk, THURSDAY, THURSDAY)),
    "card_flow.rows": (
        Duty.READ_FIGURES,
        lambda desk: card_flow.rows(desk, ["closing"], None, THURSDAY, THURSDAY),
    ),
    "dashboard.of_period": (
        Duty.SEE_TEAM,
        lambda desk: dashboard.of_period(desk, holding(Span.MONTH, THURSDAY)),
    ),
    "dashboard.before": (
        Duty.SEE_TEAM,
        lambda desk: dashboard.before(desk, holding(Span.MONTH, THURSDAY)),
    ),
    "dashboard.late": (Duty.SEE_TEAM, dashboard.late),
    "evening_sheet.of": (
        Duty.PRINT_EVENING_SHEET,
        lambda desk: evening_sheet.of(desk, sheet_owners.consultants(desk), THURSDAY),
    ),
    "evening_sheet.record_print": (
        Duty.PRINT_EVENING_SHEET,
        lambda desk: evening_sheet.record_print(desk, [], THURSDAY, blank=True),
    ),
    "targets.of_months": (Duty.READ_FIGURES, lambda desk: targets.of_months(desk, [THURSDAY])),
    "morning_sheet.of": (
        Duty.PRINT_MORNING_SHEET,
        lambda desk: morning_sheet.of(desk, _own(desk), THURSDAY),
    ),
    "morning_sheet.record_print": (
        Duty.PRINT_MORNING_SHEET,
        lambda desk: morning_sheet.record_print(desk, [], THURSDAY, blank=True),
    ),
    "showroom_day.of_day": (Duty.PRINT_SHOWROOM_DAY, lambda desk: showroom_day.of_day(desk, THURSDAY)),
    "showroom_day.last_day": (Duty.PRINT_SHOWROOM_DAY, showroom_day.last_day),
    "showroom_day.record_print": (
        Duty.PRINT_SHOWROOM_DAY,
        lambda desk: showroom_day.record_print(desk, THURSDAY, blank=False),
    ),
    "month_summary.of_month": (
        Duty.PRINT_MONTH_SUMMARY,
        lambda desk: month_summary.of_month(desk, THURSDAY),
    ),
    "month_summary.last_month": (Duty.PRINT_MONTH_SUMMARY, month_summary.last_month),
    "month_summary.record_print": (
        Duty.PRINT_MONTH_SUMMARY,
        lambda desk: month_summary.record_print(desk, THURSDAY, blank=False),
    ),
    "lost_analysis.of_month": (Duty.PRINT_LOST_LIST, lambda desk: lost_analysis.of_month(desk, THURSDAY)),
    "lost_analysis.last_month": (Duty.PRINT_LOST_LIST, lost_analysis.last_month),
    "lost_analysis.record_print": (
        Duty.PRINT_LOST_LIST,
        lambda desk: lost_analysis.record_print(desk, THURSDAY, blank=False),
    ),
    "daily_report.of": (Duty.READ_REPORT, lambda desk: daily_report.of(desk, _own(desk), THURSDAY)),
    "daily_report.refuse_others": (
        Duty.READ_REPORT,
        lambda desk: daily_report.refuse_others(desk, _own(desk)),
    ),
    "daily_report_days.last_day": (
        Duty.READ_REPORT,
        lambda desk: daily_report_days.last_day(desk, [_own(desk)]),
    ),
    "report_reprints.sealed_between": (
        Duty.SEAL_REPORT,
        lambda desk: report_reprints.sealed_between(desk, THURSDAY, THURSDAY),
    ),
    "report_reprints.content_of": (Duty.SEAL_REPORT, _reads_the_archive),
    "report_reprints.record_reprints": (
        Duty.SEAL_REPORT,
        lambda desk: report_reprints.record_reprints(desk, ()),
    ),
    "daily_report_evening.waiting": (
        Duty.READ_REPORT,
        lambda desk: daily_report_evening.waiting(desk, THURSDAY),
    ),
    "daily_report_evening.badge": (Duty.READ_REPORT, daily_report_evening.badge),
    "daily_report_entry.write": (Duty.WRITE_REPORT, _writes_on_his_report),
    "daily_report_entry.submit": (
        Duty.SUBMIT_REPORT,
        lambda desk: daily_report_entry.submit(desk, _own(desk), THURSDAY),
    ),
    "daily_report_entry.record_print_of": (
        Duty.PRINT_DAILY_REPORT,
        lambda desk: daily_report_entry.record_print_of(desk, [], blank=True),
    ),
    "daily_report_review.send_back": (
        Duty.RETURN_REPORT,
        lambda desk: daily_report_review.send_back(desk, _handed_in(desk), THURSDAY, "写清楚"),
    ),
    "daily_report_review.review": (
        Duty.REVIEW_REPORT,
        lambda desk: daily_report_review.review(desk, _handed_in(desk), THURSDAY, {}),
    ),
    "daily_report_seal.seal": (
        Duty.SEAL_REPORT,
        lambda desk: daily_report_seal.seal(desk, _signed_report(desk), THURSDAY, drawn),
    ),
    "daily_report_seal.seal_day": (
        Duty.SEAL_REPORT,
        lambda desk: daily_report_seal.seal_day(desk, THURSDAY, drawn),
    ),
    "daily_report_seal.draw_again": (
        Duty.SEAL_REPORT,
        lambda desk: daily_report_seal.draw_again(desk, _sealed(desk), THURSDAY, drawn),
    ),
    "daily_report_seal.reprint": (Duty.PRINT_DAILY_REPORT, _reprints),
    "instructions.open_of": (Duty.SEE_TODAY, instructions.open_of),
    "instructions.done": (Duty.DO_INSTRUCTION, _does_what_he_was_told),
    "lost_request_list.pending": (Duty.READ_CARD, lost_request_list.pending),
    "lost_request_list.decided_for": (
        Duty.SEE_TODAY,
        lambda desk: lost_request_list.decided_for(desk, None, THURSDAY),
    ),
    "lost_request_list.instructions": (Duty.SEE_TODAY, lost_request_list.instructions),
    "due_list.to_reassign": (Duty.SEE_TEAM, due_list.to_reassign),
    "handover.hand_over": (Duty.HAND_OVER, _hands_over),
    "handover.cover": (Duty.HAND_OVER, _ends_a_cover),
    "handover.end_cover": (Duty.HAND_OVER, _ends_a_cover),
    "handover.reverse": (
        Duty.HAND_OVER,
        lambda desk: handover.reverse(desk, _hands_over(desk), reason="不走了"),
    ),
    "handover_cards.givers": (Duty.HAND_OVER, handover_cards.givers),
    "handover_cards.preview": (
        Duty.HAND_OVER,
        lambda desk: handover_cards.preview(desk, staff_id(CONSULTANT)),
    ),
    "handover_lists.handovers": (Duty.HAND_OVER, handover_lists.handovers),
    "handover_lists.reversal": (
        Duty.HAND_OVER,
        lambda desk: handover_lists.reversal(desk, _hands_over(desk)),
    ),
    "handover_lists.last_of": (Duty.PRINT_HANDOVER_LIST, lambda desk: handover_lists.last_of(desk, 1)),
    "handover_lists.of_day": (Duty.PRINT_HANDOVER_LIST, handover_lists.of_day),
    "handover_lists.handover_list": (
        Duty.PRINT_HANDOVER_LIST,
        lambda desk: handover_lists.handover_list(desk, _hands_over(desk)),
    ),
    "handover_lists.record_print": (
        Duty.PRINT_HANDOVER_LIST,
        lambda desk: handover_lists.record_print(desk, [1]),
    ),
    "card_sheet.open_cards": (Duty.READ_CARD, card_sheet.open_cards),
    "card_sheet.sheets": (Duty.PRINT_CUSTOMER_CARD, lambda desk: list(card_sheet.sheets(desk, ()))),
    "card_meanwhile.taken_away": (Duty.READ_CARD, lambda desk: card_meanwhile.taken_away(desk, 1)),
    "quote_sheet.blank": (Duty.PRINT_QUOTE, quote_sheet.blank),
    "due_list.due": (Duty.SEE_TODAY, due_list.due),
    "due_list.late_follow_ups": (Duty.SEE_TODAY, due_list.late_follow_ups),
    "figures.of_period": (Duty.READ_FIGURES, lambda desk: figures.of_period(desk, THURSDAY, THURSDAY)),
    "figures.by_day": (Duty.READ_FIGURES, lambda desk: figures.by_day(desk, THURSDAY, THURSDAY)),
    "figures.by_consultant": (
        Duty.READ_FIGURES,
        lambda desk: figures.by_consultant(desk, THURSDAY, THURSDAY),
    ),
    "figures.rows": (Duty.READ_FIGURES, lambda desk: figures.rows(desk, "parties", THURSDAY, THURSDAY)),
    "figures.parts": (Duty.READ_FIGURES, lambda desk: figures.parts(desk, "source", THURSDAY, THURSDAY)),
    "plots.of_period": (Duty.READ_FIGURES, lambda desk: plots.of_period(desk, THURSDAY, THURSDAY)),
    "plots.rows": (
        Duty.READ_FIGURES,
        lambda desk: plots.rows(desk, Part("parties", THURSDAY, THURSDAY)),
    ),
    "figures.panel": (Duty.READ_FIGURES, lambda desk: figures.panel(desk, THURSDAY)),
    "figures.record_export": (
        Duty.EXPORT_FIGURES,
        lambda desk: figures.record_export(desk, THURSDAY, THURSDAY, None, rows=1),
    ),
    "figures_reading.whose": (Duty.READ_FIGURES, figures_reading.whose),
    "targets.of_month": (Duty.READ_FIGURES, lambda desk: targets.of_month(desk, THURSDAY)),
    "targets.set": (Duty.SET_TARGETS, lambda desk: targets.set(desk, {"orders": 12}, THURSDAY)),
    "targets.choose": (
        Duty.SET_TARGETS,
        lambda desk: targets.choose(desk, {"drive_rate": "drive_rate.of_mixed"}),
    ),
    "roll_forward.of_period": (
        Duty.SEE_TODAY,
        lambda desk: roll_forward.of_period(desk, THURSDAY, THURSDAY),
    ),
    "level_grid.of": (Duty.READ_CARD, lambda desk: level_grid.of(desk, _own_sheet(desk), THURSDAY)),
    "level_grid.grids": (Duty.READ_CARD, lambda desk: level_grid.grids(desk, [_own_sheet(desk)], THURSDAY)),
    "level_grid.empty": (Duty.READ_CARD, level_grid.empty),
    "level_grid.record_print_of": (
        Duty.PRINT_LEVEL_GRID,
        lambda desk: level_grid.record_print_of(desk, [_own_grid(desk)], blank=False),
    ),
    "level_grid.record_export": (
        Duty.EXPORT_LEVEL_GRID,
        lambda desk: level_grid.record_export(desk, [_own_grid(desk)]),
    ),
}


@dataclass(frozen=True)
class OnCard:
    """A service on one card: what it asks for, and what reaches the cards of other consultants too.

    `given` is what 陈涛 does on his card first; what it returns is handed to `do`, else the card's id.
    """

    duty: Duty
    others: Duty
    do: Callable[[Desk, Any], object]
    given: Callable[[Desk, int], Any] = lambda _desk, card: card


def reads(duty: Duty, do: Callable[[Desk, Any], object], **given: Any) -> OnCard:
    """Something that shows a card."""
    return OnCard(duty, Duty.READ_ANY_CARD, do, **given)


def writes(duty: Duty, do: Callable[[Desk, Any], object], **given: Any) -> OnCard:
    """Something that writes on a card."""
    return OnCard(duty, Duty.KEEP_ANY_CARD, do, **given)


COMES: dict[str, Any] = {"kind": "visit", "day": THURSDAY, "time": time(9), "car": None}


def _is_expected(desk: Desk, card: int) -> int:
    """Somebody is expected today; the appointment."""
    return appointment.make(desk, card, COMES).appointment


WIFE = {"relation": "spouse", "name": "陈芳"}
AGREED = {"subject": "id_number", "purpose": "上牌", "given_how": "signed"}


def customer_of(card: int) -> int:
    """Whose wish a card is."""
    return int(Prospect.get_by_id(card).customer_id)


def _beside_another_file(desk: Desk, card: int) -> tuple[int, int]:
    """The customer of a card, and a file that is nobody's."""
    with desk.work(Duty.OPEN_CARD) as work:
        return customer_of(card), work.add(Customer, name="王莉", name_key="王莉")


def _in_the_family(desk: Desk, card: int) -> int:
    return family.add(desk, customer_of(card), WIFE)


def _agreed(desk: Desk, card: int) -> int:
    return consents.give(desk, customer_of(card), AGREED)


def _logged(desk: Desk, card: int) -> int:
    """A contact on a card; on nobody's card too, as anybody may."""
    return follow_up.log(desk, card, {"said": "周六带太太来看"}).follow_up


def _keys_in(desk: Desk, card: int) -> None:
    """A line of the plan; a card that is opened today is on nobody's."""
    try:
        keyed_lines.key_in(desk, _own(desk), THURSDAY, card, "1 再打")
    except Refused as told:
        if told.code != "E-LINE-NO-ROW":
            raise


def _reviewed(desk: Desk, card: int) -> int:
    """Words of the manager on a card; who has no right to write them did not."""
    with desk.work(Duty.KEEP_CARD) as work:
        row = {"by": staff_id(MANAGER), "day": THURSDAY, "at": desk.clock.now(), "words": "约先生一起来"}
        return work.add(CardReview, prospect=card, **row)


def _priced(desk: Desk, card: int) -> int:
    """A price was named; the card."""
    quote.add(desk, card, {"price": 118_900_00})
    return card


def _ordered(desk: Desk, card: int) -> int:
    return places(desk, card)


def _signing(desk: Desk, card: int) -> int:
    return int(step_of(places(desk, card), Step.SIGNING).id)


def _lost(desk: Desk, card: int) -> int:
    """A card that was lost."""
    found = prospect.card(card)
    with desk.work(Duty.KEEP_CARD) as work:
        prospect.step(work, desk, found, Move.LOST, state="lost")
    return card


# Every public service on one card, one line each; tried by everybody on 陈涛's card and on nobody's.
ON_CARDS: dict[str, OnCard] = {
    "prospect.readable": reads(Duty.READ_CARD, lambda desk, card: prospect.readable(desk, card)),
    "customer_card.card": reads(Duty.READ_CARD, lambda desk, card: customer_card.card(desk, card)),
    "customer_card.keep": writes(
        Duty.KEEP_CARD,
        lambda desk, card: customer_card.keep(desk, customer_card.card(desk, card), {"budget": "12万"}),
    ),
    "card_level.judge": writes(
        Duty.KEEP_CARD,
        lambda desk, card: card_level.judge(
            desk, card, Prospect.get_by_id(card).revision, level="C", reason="推迟到明年"
        ),
    ),
    "card_opening.open_card": writes(
        Duty.OPEN_CARD,
        lambda desk, card: card_opening.open_card(
            desk, {"another_reason": "另一辆"}, known=customer_of(card)
        ),
    ),
    "lost_request.ask": writes(Duty.ASK_LOST, asks_lost),
    "lost_request.withdraw": writes(Duty.ASK_LOST, withdraws, given=asks_lost),
    "lost_request_list.of_card": reads(Duty.READ_CARD, lost_request_list.of_card),
    "lost_decision.approve": writes(Duty.DECIDE_LOST, approves, given=asks_lost),
    "lost_decision.reject": writes(Duty.DECIDE_LOST, rejects, given=asks_to_sleep),
    "reactivation.reactivate": writes(
        Duty.REACTIVATE_CARD,
        lambda desk, card: reactivation.reactivate(desk, card, reason="又来看车", level="C"),
        given=_lost,
    ),
    "customer_file.readable": reads(
        Duty.READ_CARD, lambda desk, card: customer_file.readable(desk, customer_of(card))
    ),
    "customer_file.of": reads(Duty.READ_CARD, lambda desk, card: customer_file.of(desk, customer_of(card))),
    "customer_facts.keep": writes(
        Duty.KEEP_CARD,
        lambda desk, card: customer_facts.keep(desk, customer_of(card), 1, {"hobbies": "摄影"}),
    ),
    "customer_facts.keep_special": writes(
        Duty.KEEP_CARD,
        lambda desk, card: customer_facts.keep_special(desk, customer_of(card), 1, {"key_account": True}),
    ),
    "customer_facts.reveal_id": reads(
        Duty.SEE_SENSITIVE, lambda desk, card: customer_facts.reveal_id(desk, customer_of(card), "上牌")
    ),
    "go_to.card_to_open": reads(Duty.READ_CARD, lambda desk, card: go_to.card_to_open(desk, card)),
    "customer_merge.compare": writes(
        Duty.MERGE_CUSTOMERS,
        lambda desk, files: customer_merge.compare(desk, *files),
        given=_beside_another_file,
    ),
    "customer_merge.merge": writes(
        Duty.MERGE_CUSTOMERS,
        lambda desk, files: customer_merge.merge(desk, *files, {"name": files[0]}),
        given=_beside_another_file,
    ),
    "same_person.likely": reads(
        Duty.MERGE_CUSTOMERS, lambda desk, card: same_person.likely(desk, customer_of(card))
    ),
    "same_person.tell_apart": writes(
        Duty.TELL_APART,
        lambda desk, files: same_person.tell_apart(desk, *files),
        given=_beside_another_file,
    ),
    "family.add": writes(Duty.KEEP_CARD, lambda desk, card: family.add(desk, customer_of(card), WIFE)),
    "family.change": writes(
        Duty.KEEP_CARD,
        lambda desk, member: family.change(desk, member, 1, {"note": "教师"}),
        given=_in_the_family,
    ),
    "family.remove": writes(
        Duty.KEEP_CARD,
        lambda desk, member: family.remove(desk, member, 1),
        given=_in_the_family,
    ),
    "consents.give": writes(
        Duty.KEEP_CARD, lambda desk, card: consents.give(desk, customer_of(card), AGREED)
    ),
    "consents.withdraw": writes(
        Duty.KEEP_CARD,
        lambda desk, given: consents.withdraw(desk, given, 1),
        given=_agreed,
    ),
    "follow_up.log": writes(
        Duty.LOG_FOLLOW_UP, lambda desk, card: follow_up.log(desk, card, {"said": "周六带太太来看"})
    ),
    "keyed_lines.key_in": writes(Duty.LOG_FOLLOW_UP, _keys_in),
    "appointment.make": writes(Duty.FIX_APPOINTMENT, lambda desk, card: appointment.make(desk, card, COMES)),
    "appointment.change": writes(
        Duty.FIX_APPOINTMENT,
        lambda desk, one: appointment.change(desk, one, 1, {"time": time(10)}),
        given=_is_expected,
    ),
    "appointment.cancel": writes(
        Duty.FIX_APPOINTMENT, lambda desk, one: appointment.cancel(desk, one, 1), given=_is_expected
    ),
    "appointment.tick": reads(
        Duty.TICK_ARRIVAL, lambda desk, one: appointment.tick(desk, one, 1), given=_is_expected
    ),
    "appointment.not_come": reads(
        Duty.TICK_ARRIVAL,
        lambda desk, one: appointment.not_come(desk, one, 1, "临时有事"),
        given=_is_expected,
    ),
    "expected_guests.of_card": reads(Duty.READ_CARD, lambda desk, card: expected_guests.of_card(desk, card)),
    "follow_up.correct": writes(
        Duty.CORRECT_FOLLOW_UP,
        lambda desk, contact: follow_up.correct(desk, contact, 1, {"said": "周日带太太来看"}),
        given=_logged,
    ),
    "follow_up.remove": writes(
        Duty.CORRECT_FOLLOW_UP, lambda desk, contact: follow_up.remove(desk, contact, 1), given=_logged
    ),
    "card_review.write": writes(
        Duty.REVIEW_CARD, lambda desk, card: card_review.write(desk, card, "约先生一起来")
    ),
    "card_review.look_at": writes(Duty.REVIEW_CARD, lambda desk, card: card_review.look_at(desk, card)),
    "card_review.correct": writes(
        Duty.REVIEW_CARD, lambda desk, one: card_review.correct(desk, one, 1, "价格先不松"), given=_reviewed
    ),
    "card_review.remove": writes(
        Duty.REVIEW_CARD, lambda desk, one: card_review.remove(desk, one, 1), given=_reviewed
    ),
    "sale.of_card": reads(Duty.READ_CARD, lambda desk, card: sale.of_card(desk, card)),
    "sale.delivered_before": reads(
        Duty.READ_CARD, lambda desk, card: sale.delivered_before(desk, card, "LSVAA4182E2000001")
    ),
    "drive.record": writes(Duty.RECORD_DRIVE, lambda desk, card: drive.record(desk, card, {"kilometres": 8})),
    "quote.add": writes(Duty.QUOTE, lambda desk, card: quote.add(desk, card, {"price": 118_900_00})),
    "trade_in.value": writes(
        Duty.VALUE_TRADE_IN,
        lambda desk, card: trade_in.value(desk, card, {"vehicle": "捷达 2015", "value": 20_000_00}),
    ),
    "drive.correct": writes(
        Duty.RECORD_DRIVE,
        lambda desk, one: drive.correct(desk, one, 1, {"kilometres": 9}),
        given=lambda desk, card: drive.record(desk, card, {"kilometres": 8}),
    ),
    "quote.correct": writes(
        Duty.QUOTE,
        lambda desk, one: quote.correct(desk, one, 1, {"price": 1_00}),
        given=lambda desk, card: quote.add(desk, card, {"price": 118_900_00}),
    ),
    "trade_in.correct": writes(
        Duty.VALUE_TRADE_IN,
        lambda desk, one: trade_in.correct(desk, one, 1, {"value": 1_00}),
        given=lambda desk, card: trade_in.value(desk, card, {"vehicle": "捷达 2015", "value": 20_000_00}),
    ),
    "sales_order.place": writes(Duty.PLACE_ORDER, lambda desk, card: places(desk, card)),
    "sales_order.change": writes(
        Duty.KEEP_ORDER,
        lambda desk, order: sales_order.change(desk, order, 1, {"colour": "黑"}),
        given=_ordered,
    ),
    "sales_order.cancel": writes(
        Duty.CANCEL_ORDER, lambda desk, order: sales_order.cancel(desk, order, 1, WHY), given=_ordered
    ),
    "sales_order.deliver": writes(
        Duty.DELIVER, lambda desk, order: sales_order.deliver(desk, order, 1, KEYS), given=_ordered
    ),
    "order_step.add": writes(
        Duty.KEEP_ORDER,
        lambda desk, order: order_step.add(desk, order, {"kind": "payment", "amount": 1_000_00}),
        given=_ordered,
    ),
    "order_step.change": writes(
        Duty.KEEP_ORDER,
        lambda desk, step: order_step.change(desk, step, 1, {"note": "带身份证"}),
        given=_signing,
    ),
    "order_step.tick": writes(
        Duty.KEEP_ORDER, lambda desk, step: order_step.tick(desk, step, 1, True), given=_signing
    ),
    "card_meanwhile.since": reads(
        Duty.READ_CARD, lambda desk, card: card_meanwhile.since(desk, customer_card.card(desk, card))
    ),
    "card_sheet.by_number": reads(Duty.READ_CARD, lambda desk, card: card_sheet.by_number(desk, f"{card}")),
    "card_sheet.sheet": reads(Duty.PRINT_CUSTOMER_CARD, lambda desk, card: card_sheet.sheet(desk, card)),
    "quote_sheet.sheet": reads(
        Duty.PRINT_QUOTE, lambda desk, card: quote_sheet.sheet(desk, card), given=_priced
    ),
    "contacts.contacts": reads(Duty.READ_CARD, lambda desk, card: contacts.contacts(desk, card)),
    "contact_start.start": reads(Duty.READ_CARD, lambda desk, card: contact_start.start(desk, card)),
    "contacts.proposal": reads(Duty.READ_CARD, lambda desk, card: contacts.proposal(desk, card, "B")),
}
# What answers everybody about themselves and about nobody else; `Desk` says who that is.
OF_ONESELF: dict[str, Do] = {
    "acts.last_undoable": acts_service.last_undoable,
    "acts.last_redoable": acts_service.last_redoable,
    "drafts.found": lambda desk: drafts.found(desk, "traffic_log"),
    "drafts.keep": lambda desk: drafts.keep(desk, "traffic_log", {"guest_name": "王丽"}),
    "own_secrets.has_pin": own_secrets.has_pin,
    "practice.done": lambda desk: practice.done(desk, 0),
    "privacy.eyes_of": privacy.eyes_of,
    "sign_in.still_valid": sign_in.still_valid,
    "sign_in.password_is_due": sign_in.password_is_due,
    "sign_in.refuse_over": sign_in.refuse_over,
}
# What runs before anybody is signed in, or makes a store of its own: tested where it stands.
OF_THE_HOUSE = {
    "sign_in.sign_in",
    "sign_in.switch_by_pin",
    "sign_in_locks.record_failure",
    "sign_in_locks.refuse_locked",
    "sign_in_locks.refuse_waiting_desk",
    "recovery.recover",
    "first_start.found",
    "copies.restore",
    "demo.make",
    "demo_targets.set_month",
    "demo_traffic.fill_customers",
    "demo_traffic.fill_day",
}
# Parts of other services, which have asked by then; nobody above the services calls them.
WITHIN = {
    "revealed.on_day",
    "merging_cards.make_one",
    "card_events.events_of",
    "appointment.fix",
    "appointment.release",
    "lost_figures.read",
    "lost_request_list.on_card",
    "lost_request_list.on_day",
    "appointment.day_of",
    "daily_report.as_seen",
    # An instant for what asks by itself.
    "past.reading",
    "daily_report_content.read",
    "daily_report_content.states_of",
    "daily_report_entry.freeze",
    "follow_up.put",
    "instructions.standing",
    "customer_facts.write",
    "customer_file.kept",
    "covering.holds",
    "covering.holds_for",
    "customer_file.refuse_others",
    "sensitive.checked",
    "sensitive.checked_member",
    "due_list.read",
    "handover_cards.of_handover",
    "prospect.is_kept_by",
    "prospect.kept",
    "prospect.kept_open",
    "prospect.step",
    "rotation.on_duty",
    "rotation.read_book",
    "traffic_log_cards.correct",
    "traffic_log_cards.follow",
    "sign_in.remember_password",
    "sign_in_locks.count_failure",
}
# What is called from above without a desk: lists, facts, words, and what the house does. Nothing of a guest.
FOR_EVERYBODY = {
    "calendar.of_month",
    "changes.last_sequence",
    "changes.since",
    "check.findings",
    "copies.folders",
    "copies.state",
    "copies.take",
    "copies.take_due",
    "copies.take_now",
    "copies.to_choose_from",
    "customers.sought",
    "demo.accounts_note",
    "desk.new_token",
    "exports.day_number",
    "exports.month_number",
    "exports.next_number",
    "first_start.check_car_models",
    "first_start.check_people",
    "first_start.make_store",
    "level_rules.versions",
    "lists.current",
    "lists.with_campaigns",
    "looking.look_at",
    "mending.look_at_the_file",
    "mending.mend",
    "past.reading",
    "phone_first.grammar",
    "phone_first.values",
    "practice.sandbox",
    "settings.check",
    "settings.facts",
    "settings.logo",
    "sign_in.colleagues",
    "sign_in.switchable",
    "targets.chosen",
    "traffic_day.missing",
    "traffic_log_day.weather_of",
    "traffic_tally.days_of",
}


def _asks(function: ast.FunctionDef, private: dict[str, ast.FunctionDef]) -> bool:
    """Whether a function opens the door or asks for a duty, itself or through a private one of its module."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in (
            "work",
            "bulk",
            "require",
            "coming_in",
        ):
            return True
        if isinstance(node.func, ast.Name):
            called = private.get(node.func.id)
            if called is not None and called is not function and _asks(called, private):
                return True
    return False


def asking(source: str) -> Iterator[str]:
    """The public functions of a module that open the door or ask for a duty."""
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    private = {name: node for name, node in functions.items() if name.startswith("_")}
    yield from (name for name, node in functions.items() if not name.startswith("_") and _asks(node, private))


def takes_a_desk(function: object) -> bool:
    """Whether somebody at a desk is asked for."""
    if not inspect.isfunction(function) or function.__name__.startswith("_"):
        return False
    return any(one.annotation in (Desk, "Desk") for one in inspect.signature(function).parameters.values())


def services() -> Iterator[tuple[str, object]]:
    """Every public function of the services by its name."""
    for module in pkgutil.iter_modules(showroom.services.__path__):
        loaded = importlib.import_module(f"showroom.services.{module.name}")
        for name, function in vars(loaded).items():
            if inspect.isfunction(function) and function.__module__ == loaded.__name__:
                yield f"{module.name}.{name}", function


def test_every_service_of_somebody_at_a_desk_is_in_the_matrix() -> None:
    folder = Path(showroom.services.__file__).parent
    asked = {
        f"{path.stem}.{name}"
        for path in folder.glob("*.py")
        for name in asking(path.read_text(encoding="utf-8"))
    }
    taken = {name for name, function in services() if takes_a_desk(function)}
    assert len(taken) > 50, "hardly anything was found: the test proved nothing"
    assert asked | taken == MATRIX.keys() | ON_CARDS.keys() | OF_ONESELF.keys() | OF_THE_HOUSE | WITHIN
    assert not MATRIX.keys() & ON_CARDS.keys(), "each stands once"
    assert not WITHIN & asked, "what asks by itself may be called by anybody"


def called_from_above(source: str) -> Iterator[str]:
    """The services a module calls or hands on, as module.function."""
    tree = ast.parse(source)
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("showroom.services"):
            for alias in node.names:
                place = (node.module or "").removeprefix("showroom.services").strip(".")
                modules[alias.asname or alias.name] = f"{place}.{alias.name}".strip(".")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in modules:
                yield f"{modules[node.value.id]}.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in modules:
            yield modules[node.id]


def test_from_above_only_what_asks_or_tells_nothing_of_a_guest_is_called() -> None:
    house = Path(showroom.services.__file__).parent.parent
    known = dict(services())
    called = {
        name
        for path in house.rglob("*.py")
        if path.relative_to(house).parts[0] not in ("services", "models")
        for name in called_from_above(path.read_text(encoding="utf-8"))
        if name in known
    }
    assert "traffic_log_day.day" in called, "the scan saw nothing: the test proved nothing"
    assert called <= MATRIX.keys() | ON_CARDS.keys() | OF_ONESELF.keys() | OF_THE_HOUSE | FOR_EVERYBODY
    assert called >= FOR_EVERYBODY, "nobody calls it any more: it goes from the list"


def test_a_call_past_the_matrix_would_be_noticed() -> None:
    """The control."""
    source = """
from showroom.services import customer
from showroom.services.visits import receptions as of_day
customer.first_number(1)
of_day(today)
"""
    assert set(called_from_above(source)) - {"customer"} == {"customer.first_number", "visits.receptions"}


def test_a_service_that_is_not_in_it_would_be_noticed() -> None:
    """The control."""
    source = """
def erase(desk):
    _erase(desk)
def _erase(desk):
    with desk.work(1):
        pass
def part(work):
    work.add(1)
"""
    assert list(asking(source)) == ["erase"]

    def erase(desk: Desk) -> None: ...
    def part(work: object) -> None: ...

    assert [takes_a_desk(erase), takes_a_desk(part)] == [True, False]


def denials(since: int) -> int:
    """How many acts after so many tell of a denial."""
    return int(ActLine.select().join(Act).where(ActLine.table_name == "denied", Act.id > since).count())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", MATRIX)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    showroom: Showroom, name: str, role: Role
) -> None:
    duty, do = MATRIX[name]
    register_walk_in(showroom.reception, "王丽")
    traffic_day.close(showroom.reception, CLOSED_DAY)
    campaigns.add_campaign(showroom.manager, CAMPAIGN)
    demo_cars.add_car(showroom.manager, DEMO_CAR)
    desk = showroom.desk(USER_OF[role])
    before = acts()
    if duty in ALLOWED[role]:
        do(desk)
        assert not denials(before)
        return
    with pytest.raises(Denied) as denied:
        do(desk)
    assert desk.name in denied.value.sentence()
    assert acts() == before + 1, "the denial, and nothing else"
    (line,) = lines_of(last_act())
    assert (line.table_name, last_act().actor_id) == ("denied", desk.staff)


# --- cards: one's own, another consultant's, nobody's ------------------------------------------------------

HIS, NOBODYS = "陈涛's card", "nobody's card"


def _card(showroom: Showroom, whose: str) -> int:
    """A card that 陈涛 has opened; it may be that nobody keeps it any more."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    found = Prospect.get()
    if whose == NOBODYS:
        with showroom.manager.work(Duty.KEEP_CARD) as work:
            work.edit(Prospect, found.id, found.revision, owner=None)
    return int(found.id)


@pytest.mark.parametrize("whose", [HIS, NOBODYS])
@pytest.mark.parametrize("user", [*USER_OF.values(), OTHER_CONSULTANT])
@pytest.mark.parametrize("name", ON_CARDS)
def test_a_card_answers_whose_it_is_and_who_has_them_all(
    showroom: Showroom, name: str, user: str, whose: str
) -> None:
    service = ON_CARDS[name]
    target = service.given(showroom.consultant, _card(showroom, whose))
    desk, before = showroom.desk(user), acts()
    may = desk.duties()
    his = user == CONSULTANT or whose == NOBODYS or service.others in may
    if service.duty in may and his:
        service.do(desk, target)
        assert not denials(before)
        return
    with pytest.raises(Denied) as denied:
        service.do(desk, target)
    assert denied.value.code == ("E-CARD-OTHERS" if service.duty in may else "E-DENIED")
    assert acts() - before == denials(before) == 1, "the denial, of a look too, and nothing else"


NOBODY: Final = 999_999
# What takes the customer or the revision of a card is asked about a card that is; the rest about any id.
OF_A_CUSTOMER: dict[str, Do] = {
    "customer_file.of": lambda desk: customer_file.of(desk, NOBODY),
    "customer_facts.keep": lambda desk: customer_facts.keep(desk, NOBODY, 1, {"hobbies": "摄影"}),
    "customer_facts.keep_special": lambda desk: customer_facts.keep_special(
        desk, NOBODY, 1, {"key_account": True}
    ),
    "customer_facts.reveal_id": lambda desk: customer_facts.reveal_id(desk, NOBODY, "上牌"),
    "customer_file.readable": lambda desk: customer_file.readable(desk, NOBODY),
    "family.add": lambda desk: family.add(desk, NOBODY, WIFE),
    "consents.give": lambda desk: consents.give(desk, NOBODY, AGREED),
    "card_opening.open_card": lambda desk: card_opening.open_card(desk, {}, known=NOBODY),
    "card_level.judge": lambda desk: card_level.judge(desk, NOBODY, 1, level="C", reason="推迟"),
    "customer_merge.compare": lambda desk: customer_merge.compare(desk, NOBODY, NOBODY + 1),
    "customer_merge.merge": lambda desk: customer_merge.merge(desk, NOBODY, NOBODY + 1, {}),
    "same_person.likely": lambda desk: same_person.likely(desk, NOBODY),
    "same_person.tell_apart": lambda desk: same_person.tell_apart(desk, NOBODY, NOBODY + 1),
}


@pytest.mark.parametrize("name", ON_CARDS)
def test_what_is_not_on_file_is_refused_in_words(showroom: Showroom, name: str) -> None:
    _card(showroom, HIS)
    before = acts()
    with pytest.raises(Refused) as told:
        OF_A_CUSTOMER.get(name, lambda desk: ON_CARDS[name].do(desk, NOBODY))(showroom.manager)
    assert told.value.sentence()
    assert acts() == before


GONE = {"model": NOBODY}
NAMES_ANOTHER: dict[str, Callable[[Desk, int], object]] = {
    "quote.add": lambda desk, card: quote.add(desk, card, {"price": 1, **GONE}),
    "drive.record": lambda desk, card: drive.record(desk, card, GONE),
    "a driver": lambda desk, card: drive.record(desk, card, {"accompanied_by": NOBODY}),
    "sales_order.place": lambda desk, card: places(desk, card, **GONE),
    "sales_order.change": lambda desk, card: sales_order.change(desk, places(desk, card), 1, GONE),
    "customer_card.keep": lambda desk, card: customer_card.keep(
        desk, customer_card.card(desk, card), {"model_of_interest": NOBODY}
    ),
}


@pytest.mark.parametrize("name", NAMES_ANOTHER)
def test_what_names_something_that_is_not_on_file_is_refused_in_words(showroom: Showroom, name: str) -> None:
    with refused("E-NOT-ON-FILE"):
        NAMES_ANOTHER[name](showroom.consultant, _card(showroom, HIS))


@pytest.mark.parametrize("name", ON_CARDS)
def test_no_card_answers_the_house(showroom: Showroom, name: str) -> None:
    service = ON_CARDS[name]
    target = service.given(showroom.consultant, _card(showroom, HIS))
    with pytest.raises(Denied):
        service.do(showroom.house, target)


def test_what_is_written_on_anothers_card_leaves_a_denial_and_names_whose_it_is(showroom: Showroom) -> None:
    card, before = _card(showroom, HIS), acts()
    with pytest.raises(Denied) as denied:
        follow_up.log(showroom.other_consultant, card, {"said": "我来跟"})
    assert "陈涛" in denied.value.sentence()
    assert (acts(), denials(before)) == (before + 1, 1)
    assert not FollowUp.select().exists()


@pytest.mark.parametrize("name", MATRIX)
def test_the_house_has_only_its_own_duties(showroom: Showroom, name: str) -> None:
    duty, do = MATRIX[name]
    register_walk_in(showroom.reception, "王丽")
    traffic_day.close(showroom.reception, CLOSED_DAY)
    campaigns.add_campaign(showroom.manager, CAMPAIGN)
    demo_cars.add_car(showroom.manager, DEMO_CAR)
    if duty in HOUSE_DUTIES:
        do(showroom.house)
    else:
        with pytest.raises(Denied):
            do(showroom.house)


def test_the_roles_are_those_of_the_issue() -> None:
    """Section 2 in one view: who works with the log, who finds customers, who keeps the house."""

    def who(duty: Duty) -> set[Role]:
        return {role for role in Role if duty in ALLOWED[role]}

    at_the_log = {Role.RECEPTIONIST, Role.SALES_CONSULTANT, Role.SHOWROOM_MANAGER}
    for duty in (
        Duty.READ_TRAFFIC_LOG,
        Duty.REGISTER_VISIT,
        Duty.CORRECT_VISIT,
        Duty.PRINT_TRAFFIC_LOG,
        Duty.PRINT_TRAFFIC_TALLY,
        Duty.EXPORT_TRAFFIC_LOG,
        Duty.EXPORT_TRAFFIC_TALLY,
    ):
        assert who(duty) == at_the_log
    for duty in (Duty.REMOVE_VISIT, Duty.RESTORE_VISIT, Duty.SEE_BIN, Duty.UNDO):
        assert who(duty) == at_the_log
    assert who(Duty.REMOVE_ANY_VISIT) == {Role.RECEPTIONIST, Role.SHOWROOM_MANAGER}
    assert who(Duty.FIND_CUSTOMER) == at_the_log | {Role.CUSTOMER_SERVICE_CLERK}
    assert who(Duty.SEE_LOG_PHONES) == {Role.RECEPTIONIST, Role.SHOWROOM_MANAGER}
    assert who(Duty.SEE_ALL_PHONES) == {Role.SHOWROOM_MANAGER}
    for duty in (Duty.KEEP_STAFF, Duty.KEEP_SETTINGS):
        assert who(duty) == {Role.ADMINISTRATOR}
    for duty in (Duty.KEEP_LISTS, Duty.KEEP_CAMPAIGNS, Duty.KEEP_LEVEL_RULES, Duty.KEEP_CALENDAR):
        assert who(duty) == {Role.ADMINISTRATOR, Role.SHOWROOM_MANAGER}
    sells = {Role.SALES_CONSULTANT, Role.SHOWROOM_MANAGER}
    for duty in (Duty.OPEN_CARD, Duty.KEEP_CARD, Duty.LOG_FOLLOW_UP, Duty.PLACE_ORDER, Duty.SEE_TODAY):
        assert who(duty) == sells
    for duty in (Duty.SEE_EXPECTED, Duty.TICK_ARRIVAL):
        assert who(duty) == sells | {Role.RECEPTIONIST}
    for duty in (Duty.KEEP_ANY_CARD, Duty.KEEP_VIP, Duty.SEE_TEAM):
        assert who(duty) == {Role.SHOWROOM_MANAGER}
    for duty in (Duty.SIGN_IN, Duty.SWITCH_PERSON, Duty.CHANGE_OWN_SECRETS):
        assert who(duty) == set(Role)
    for duty in (Duty.CREATE_STORE, Duty.FILL_DEMO, Duty.FAIL_SIGN_IN, Duty.RECOVER_ACCOUNT):
        assert not who(duty)


def test_only_what_staff_do_at_the_desk_can_be_undone() -> None:
    at_the_desk = {Duty.REGISTER_VISIT, Duty.CORRECT_VISIT, Duty.REMOVE_VISIT, Duty.RESTORE_VISIT}
    assert at_the_desk | {Duty.UNDO} <= UNDOABLE
    never = {Duty.SIGN_IN, Duty.FAIL_SIGN_IN, Duty.KEEP_STAFF, Duty.KEEP_LISTS, Duty.KEEP_SETTINGS}
    assert not UNDOABLE & (never | {Duty.PRINT_TRAFFIC_LOG, Duty.CREATE_STORE, Duty.FILL_DEMO})


# --- one's own and somebody else's -------------------------------------------------------------------------


@dataclass(frozen=True)
class Both:
    """The same row of the log, of the reception, received by 陈涛, and how each answer is read."""

    entry: int
    token: str


def _both(showroom: Showroom) -> Both:
    done = register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", token="theirs")
    return Both(done.entry, "theirs")


# What reaches rows of others: (service, whose row may be reached by whom, everybody else's answer).
# A consultant works on the whole log; what is bound to the person is undo, taking off the log and numbers.
FOREIGN: dict[str, tuple[Callable[[Desk, Both], object], set[str], str]] = {
    "acts.undo": (lambda desk, one: acts_service.undo(desk, one.token), {RECEPTIONIST}, "E-NOT-YOURS"),
    "traffic_log_bin.remove_visit": (
        lambda desk, one: remove(desk, one.entry),
        {RECEPTIONIST, CONSULTANT, MANAGER},
        "E-NOT-YOUR-ROW",
    ),
    "rotation.set_state": (
        lambda desk, _one: rotation.set_state(desk, staff_id(CONSULTANT), State.LUNCH),
        {RECEPTIONIST, CONSULTANT, MANAGER},
        "E-DENIED",
    ),
}
AT_THE_LOG = (RECEPTIONIST, CONSULTANT, OTHER_CONSULTANT, MANAGER)


@pytest.mark.parametrize("user", AT_THE_LOG)
@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_bound_to_the_person_is_refused_to_everybody_else(
    showroom: Showroom, name: str, user: str
) -> None:
    do, whose, code = FOREIGN[name]
    both = _both(showroom)
    before = log_of(showroom.manager)
    if user in whose:
        do(showroom.desk(user), both)
        return
    with pytest.raises(Refused) as refused:
        do(showroom.desk(user), both)
    assert refused.value.code == code, refused.value.sentence()
    assert log_of(showroom.manager) == before


# Who sees the number of 陈涛's guest in full: on the log, when it is found, in the history, in a refusal.
FULL, MASKED = "138 1234 5678", "138****5678"


@pytest.mark.parametrize("user", [*AT_THE_LOG, CLERK])
def test_a_number_is_seen_whole_by_whom_it_is_meant_for_and_by_nobody_else(
    showroom: Showroom, user: str
) -> None:
    both = _both(showroom)
    desk = showroom.desk(user)
    on_log = FULL if user in (RECEPTIONIST, CONSULTANT, MANAGER) else MASKED
    found = FULL if user in (CONSULTANT, MANAGER) else MASKED
    (match,) = customer_matches.matches(desk, "", "王丽")
    assert match.phone == found
    if user == CLERK:
        return
    assert [row.phones for row in log_of(desk).rows] == [(on_log,)]
    (registered,) = history_of_row(desk, both.entry)
    assert [one.after for one in registered.fields if one.label == "Phone"] == [on_log]
    remove(showroom.reception, both.entry)
    (thrown,) = bin_of(desk)
    assert thrown.phones == (on_log,)


def test_counts_tell_everybody_the_same(showroom: Showroom) -> None:
    """How many there are is on the sheet for everybody at the log; no number is in it (S3, S7)."""
    _both(showroom)
    tallies = {repr(traffic_tally.of_day(showroom.desk(user), THURSDAY)) for user in AT_THE_LOG}
    assert len(tallies) == 1
    assert not any(digits in told for told in tallies for digits in ("13812345678", FULL, MASKED))


def test_somebody_elses_number_is_not_found_by_guessing_at_it(showroom: Showroom) -> None:
    """Typed digits find a guest by the four that a mask shows anyway; more of it is not shown back (S7)."""
    _both(showroom)
    for typed in ("138123456", "1381234567"):
        assert all(
            FULL not in repr(match)
            for match in customer_matches.matches(showroom.other_consultant, typed, "")
        )


@pytest.mark.parametrize("name", OF_ONESELF)
def test_what_tells_of_oneself_tells_nobody_elses(showroom: Showroom, name: str) -> None:
    """Asked by another who has done nothing, after somebody wrote, undid, kept a draft and chose a PIN."""
    do = OF_ONESELF[name]
    fresh = do(showroom.other_consultant) if name != "drafts.keep" else None
    register_walk_in(showroom.consultant, "王丽")
    undo(showroom.consultant)
    register_walk_in(showroom.consultant, "李强")
    drafts.keep(showroom.consultant, "traffic_log", {"guest_name": "张伟"})
    own_secrets.set_pin(showroom.consultant, "2580", PASSWORD)
    if name == "drafts.keep":
        do(showroom.other_consultant)
        assert drafts.found(showroom.consultant, "traffic_log").texts == {"guest_name": "张伟"}
        return
    assert do(showroom.other_consultant) == fresh


def test_rights_belong_to_the_person_not_to_the_day(showroom: Showroom) -> None:
    """A past day's log is as open or closed as today's."""
    register_walk_in(showroom.reception, "王丽", "13812345678", day=THURSDAY - timedelta(days=3))
    with pytest.raises(Denied):
        traffic_log_day.day(showroom.administrator, THURSDAY - timedelta(days=3))
    assert Customer.select().count() == 1
