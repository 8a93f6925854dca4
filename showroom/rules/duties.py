"""Who may do what: one table from roles to duties is the whole permission system."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person is in the showroom; one person may hold several."""

    RECEPTIONIST = "receptionist"
    SALES_CONSULTANT = "sales_consultant"
    SHOWROOM_MANAGER = "showroom_manager"
    CUSTOMER_SERVICE_CLERK = "customer_service_clerk"
    ADMINISTRATOR = "administrator"


class Duty(StrEnum):
    """Each thing staff do, named once; it is also what an act is filed under."""

    READ_TRAFFIC_LOG = "read_traffic_log"
    REGISTER_VISIT = "register_visit"
    CORRECT_VISIT = "correct_visit"
    REMOVE_VISIT = "remove_visit"
    REMOVE_ANY_VISIT = "remove_any_visit"
    RESTORE_VISIT = "restore_visit"
    SEE_BIN = "see_bin"
    UNDO = "undo"
    PRINT_TRAFFIC_LOG = "print_traffic_log"
    PRINT_TRAFFIC_TALLY = "print_traffic_tally"
    EXPORT_TRAFFIC_LOG = "export_traffic_log"
    EXPORT_TRAFFIC_TALLY = "export_traffic_tally"
    FIND_CUSTOMER = "find_customer"
    READ_CARD = "read_card"
    READ_ANY_CARD = "read_any_card"
    OPEN_CARD = "open_card"
    KEEP_CARD = "keep_card"
    KEEP_ANY_CARD = "keep_any_card"
    KEEP_VIP = "keep_vip"
    SEE_SENSITIVE = "see_sensitive"
    SEE_TODAY = "see_today"
    SEE_TEAM = "see_team"
    LOG_FOLLOW_UP = "log_follow_up"
    CORRECT_FOLLOW_UP = "correct_follow_up"
    FIX_APPOINTMENT = "fix_appointment"
    SEE_EXPECTED = "see_expected"
    TICK_ARRIVAL = "tick_arrival"
    RECORD_DRIVE = "record_drive"
    QUOTE = "quote"
    VALUE_TRADE_IN = "value_trade_in"
    PLACE_ORDER = "place_order"
    KEEP_ORDER = "keep_order"
    CANCEL_ORDER = "cancel_order"
    DELIVER = "deliver"
    ASK_LOST = "ask_lost"
    DECIDE_LOST = "decide_lost"
    REACTIVATE_CARD = "reactivate_card"
    REVIEW_CARD = "review_card"
    HAND_OVER = "hand_over"
    MERGE_CUSTOMERS = "merge_customers"
    TELL_APART = "tell_apart"
    KEEP_VIEWS = "keep_views"
    PRINT_TRACKING_SHEET = "print_tracking_sheet"
    PRINT_LEVEL_GRID = "print_level_grid"
    PRINT_CUSTOMER_CARD = "print_customer_card"
    PRINT_LOST_LIST = "print_lost_list"
    PRINT_HANDOVER_LIST = "print_handover_list"
    PRINT_MORNING_SHEET = "print_morning_sheet"
    PRINT_EVENING_SHEET = "print_evening_sheet"
    PRINT_SHOWROOM_DAY = "print_showroom_day"
    PRINT_MONTH_SUMMARY = "print_month_summary"
    PRINT_QUOTE = "print_quote"
    EXPORT_TRACKING_SHEET = "export_tracking_sheet"
    EXPORT_LEVEL_GRID = "export_level_grid"
    READ_FIGURES = "read_figures"
    SET_TARGETS = "set_targets"
    EXPORT_FIGURES = "export_figures"
    READ_REPORT = "read_report"
    WRITE_REPORT = "write_report"
    SUBMIT_REPORT = "submit_report"
    REVIEW_REPORT = "review_report"
    RETURN_REPORT = "return_report"
    SEAL_REPORT = "seal_report"
    DO_INSTRUCTION = "do_instruction"
    PRINT_DAILY_REPORT = "print_daily_report"
    EXPORT_DAILY_REPORT = "export_daily_report"
    SET_ATTENDANCE = "set_attendance"
    SET_OWN_ATTENDANCE = "set_own_attendance"
    PLAN_DUTY = "plan_duty"
    PASS_TURN = "pass_turn"
    SET_ROTATION = "set_rotation"
    SET_WEATHER = "set_weather"
    SIGN_DAY = "sign_day"
    COUNTERSIGN_DAY = "countersign_day"
    CLOSE_DAY = "close_day"
    REOPEN_DAY = "reopen_day"
    SEE_LOG_PHONES = "see_log_phones"
    SEE_ALL_PHONES = "see_all_phones"
    SIGN_IN = "sign_in"
    FAIL_SIGN_IN = "fail_sign_in"
    KEEP_STAFF = "keep_staff"
    KEEP_LISTS = "keep_lists"
    KEEP_SETTINGS = "keep_settings"
    KEEP_CAMPAIGNS = "keep_campaigns"
    KEEP_DEMO_CARS = "keep_demo_cars"
    KEEP_LEVEL_RULES = "keep_level_rules"
    KEEP_CALENDAR = "keep_calendar"
    CHANGE_OWN_SECRETS = "change_own_secrets"
    SWITCH_PERSON = "switch_person"
    RECOVER_ACCOUNT = "recover_account"
    CREATE_STORE = "create_store"
    RESTORE_COPY = "restore_copy"
    FILL_DEMO = "fill_demo"


_EVERYBODY: Final = frozenset({Duty.SIGN_IN, Duty.SWITCH_PERSON, Duty.CHANGE_OWN_SECRETS})
_LOG: Final = frozenset(
    {
        Duty.READ_TRAFFIC_LOG,
        Duty.REGISTER_VISIT,
        Duty.CORRECT_VISIT,
        Duty.REMOVE_VISIT,
        Duty.RESTORE_VISIT,
        Duty.SEE_BIN,
        Duty.UNDO,
        Duty.PRINT_TRAFFIC_LOG,
        Duty.PRINT_TRAFFIC_TALLY,
        Duty.EXPORT_TRAFFIC_LOG,
        Duty.EXPORT_TRAFFIC_TALLY,
        Duty.FIND_CUSTOMER,
    }
)
_HOUSE_KEEPING: Final = frozenset(
    {
        Duty.KEEP_LISTS,
        Duty.KEEP_CAMPAIGNS,
        Duty.KEEP_DEMO_CARS,
        Duty.KEEP_LEVEL_RULES,
        Duty.KEEP_CALENDAR,
    }
)

# What a consultant does with the cards that are his, a manager with all of them.
_CARDS: Final = frozenset(
    {
        Duty.READ_CARD,
        Duty.OPEN_CARD,
        Duty.KEEP_CARD,
        Duty.SEE_SENSITIVE,
        Duty.SEE_TODAY,
        Duty.LOG_FOLLOW_UP,
        Duty.CORRECT_FOLLOW_UP,
        Duty.FIX_APPOINTMENT,
        Duty.SEE_EXPECTED,
        Duty.TICK_ARRIVAL,
        Duty.RECORD_DRIVE,
        Duty.QUOTE,
        Duty.VALUE_TRADE_IN,
        Duty.PLACE_ORDER,
        Duty.KEEP_ORDER,
        Duty.CANCEL_ORDER,
        Duty.DELIVER,
        Duty.ASK_LOST,
        Duty.REACTIVATE_CARD,
        Duty.MERGE_CUSTOMERS,
        Duty.TELL_APART,
        Duty.KEEP_VIEWS,
        Duty.PRINT_TRACKING_SHEET,
        Duty.PRINT_LEVEL_GRID,
        Duty.PRINT_CUSTOMER_CARD,
        Duty.PRINT_QUOTE,
        Duty.EXPORT_TRACKING_SHEET,
        Duty.EXPORT_LEVEL_GRID,
        Duty.READ_FIGURES,
        Duty.READ_REPORT,
        Duty.WRITE_REPORT,
        Duty.SUBMIT_REPORT,
        Duty.DO_INSTRUCTION,
        Duty.PRINT_DAILY_REPORT,
        Duty.PRINT_MORNING_SHEET,
        Duty.PRINT_EVENING_SHEET,
        Duty.EXPORT_DAILY_REPORT,
    }
)
# What a manager decides about everybody's cards.
_EVERY_CARD: Final = frozenset(
    {
        Duty.READ_ANY_CARD,
        Duty.KEEP_ANY_CARD,
        Duty.KEEP_VIP,
        Duty.SEE_TEAM,
        Duty.DECIDE_LOST,
        Duty.REVIEW_CARD,
        Duty.HAND_OVER,
        Duty.PRINT_LOST_LIST,
        Duty.PRINT_HANDOVER_LIST,
        Duty.PRINT_SHOWROOM_DAY,
        Duty.PRINT_MONTH_SUMMARY,
        Duty.SET_TARGETS,
        Duty.EXPORT_FIGURES,
        Duty.REVIEW_REPORT,
        Duty.RETURN_REPORT,
        Duty.SEAL_REPORT,
    }
)
# The front desk sees who is expected and whose guest it is; it reads cards to find out and writes none.
_RECEPTION_CARDS: Final = frozenset(
    {Duty.READ_CARD, Duty.READ_ANY_CARD, Duty.SEE_EXPECTED, Duty.TICK_ARRIVAL}
)

# What the front desk decides about the day and its rotation.
_DESK: Final = frozenset(
    {
        Duty.SEE_LOG_PHONES,
        Duty.SET_ATTENDANCE,
        Duty.PLAN_DUTY,
        Duty.PASS_TURN,
        Duty.SET_WEATHER,
        Duty.SIGN_DAY,
        Duty.CLOSE_DAY,
        Duty.REMOVE_ANY_VISIT,
    }
)

ALLOWED: Final = {
    Role.RECEPTIONIST: _EVERYBODY | _LOG | _DESK | _RECEPTION_CARDS,
    Role.SALES_CONSULTANT: _EVERYBODY | _LOG | _CARDS | {Duty.SET_OWN_ATTENDANCE},
    Role.SHOWROOM_MANAGER: _EVERYBODY
    | _LOG
    | _DESK
    | _HOUSE_KEEPING
    | _CARDS
    | _EVERY_CARD
    | {Duty.SEE_ALL_PHONES, Duty.SET_ROTATION, Duty.COUNTERSIGN_DAY, Duty.REOPEN_DAY},
    Role.CUSTOMER_SERVICE_CLERK: _EVERYBODY | {Duty.FIND_CUSTOMER, Duty.READ_CARD, Duty.READ_ANY_CARD},
    Role.ADMINISTRATOR: _EVERYBODY | _HOUSE_KEEPING | {Duty.KEEP_STAFF, Duty.KEEP_SETTINGS},
}

# What the program does on its own account, with nobody at a desk. Nothing that staff may do is among it:
# else whoever held a desk of nobody could make himself an administrator.
HOUSE_DUTIES: Final = frozenset(
    {Duty.FAIL_SIGN_IN, Duty.RECOVER_ACCOUNT, Duty.CREATE_STORE, Duty.RESTORE_COPY, Duty.FILL_DEMO}
)

# The acts by which somebody comes in; the session is known by them.
COMING_IN: Final = frozenset({Duty.SIGN_IN, Duty.SWITCH_PERSON})

# What an unlocked desk is not enough for: the password is asked again after ten minutes (R16). Who may do
# what, and files with the guests' names and numbers. Paper is the desk's daily work, goes nowhere by
# itself and stands in the acts with its number; the tally's file holds counts and nobody's name.
SENSITIVE: Final = frozenset(
    {
        Duty.KEEP_STAFF,
        Duty.EXPORT_TRAFFIC_LOG,
        Duty.EXPORT_TRACKING_SHEET,
        Duty.EXPORT_LEVEL_GRID,
        Duty.EXPORT_DAILY_REPORT,
    }
)

# What may be done while a store is only looked at: coming in.
WHILE_LOOKING: Final = frozenset({Duty.SIGN_IN, Duty.FAIL_SIGN_IN, Duty.SWITCH_PERSON})

# What staff do at the desk and may take back while nothing newer stands on it (req 3).
# Undoing an undo is redo.
UNDOABLE: Final = frozenset(
    {
        Duty.REGISTER_VISIT,
        Duty.CORRECT_VISIT,
        Duty.REMOVE_VISIT,
        Duty.RESTORE_VISIT,
        Duty.SET_ATTENDANCE,
        Duty.SET_OWN_ATTENDANCE,
        Duty.PLAN_DUTY,
        Duty.PASS_TURN,
        Duty.SET_ROTATION,
        Duty.SET_WEATHER,
        Duty.UNDO,
        Duty.OPEN_CARD,
        Duty.KEEP_CARD,
        Duty.LOG_FOLLOW_UP,
        Duty.CORRECT_FOLLOW_UP,
        Duty.FIX_APPOINTMENT,
        Duty.TICK_ARRIVAL,
        Duty.RECORD_DRIVE,
        Duty.QUOTE,
        Duty.VALUE_TRADE_IN,
        Duty.PLACE_ORDER,
        Duty.KEEP_ORDER,
        Duty.CANCEL_ORDER,
        Duty.DELIVER,
        Duty.ASK_LOST,
        Duty.DECIDE_LOST,
        Duty.REACTIVATE_CARD,
        Duty.REVIEW_CARD,
        Duty.MERGE_CUSTOMERS,
        Duty.TELL_APART,
        Duty.SET_TARGETS,
        Duty.WRITE_REPORT,
        Duty.SUBMIT_REPORT,
        Duty.REVIEW_REPORT,
        Duty.RETURN_REPORT,
        Duty.DO_INSTRUCTION,
    }
)


def duties_of(roles: Iterable[Role]) -> frozenset[Duty]:
    """All that somebody with these roles may do."""
    return frozenset[Duty]().union(*(ALLOWED[role] for role in roles))
