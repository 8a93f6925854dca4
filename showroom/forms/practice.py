"""练习: ten tasks for each role in a showroom of invented people, each known by the traces it leaves.

A task is ticked by what was really done: an act of its duty that touched the rows it should, or a page that
came into view. So nothing has to be told apart from real work, and no task can be ticked by reading it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from showroom.language import mark
from showroom.rules.duties import Duty, Role


@dataclass(frozen=True)
class Row:
    """A row that an act touched: its table, and the columns that the act's line tells."""

    table: str
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """One act of the person who practises."""

    duty: Duty
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Trace:
    """An act as a task leaves it behind.

    It has a row of `table` that tells all columns of `tells` and none of `silent`, with the values in `says`,
    and no row of the table `untouched`.
    """

    duty: Duty
    table: str = ""
    tells: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    says: tuple[tuple[str, object], ...] = ()
    untouched: str = ""

    def left_by(self, done: Done) -> bool:
        """Whether this act is such a trace."""
        if done.duty is not self.duty or any(row.table == self.untouched for row in done.rows):
            return False
        return not self.table or any(self._is(row) for row in done.rows)

    def _is(self, row: Row) -> bool:
        return (
            row.table == self.table
            and row.told.keys() >= set(self.tells)
            and row.told.keys().isdisjoint(self.silent)
            and all(row.told.get(key) == value for key, value in self.says)
        )


@dataclass(frozen=True)
class Task:
    """What to do, how it goes with its keys, and how one knows that it was done.

    One of `traces` is enough; `view` is the page, or what else must have come into view, for the tasks of
    those who only read.
    """

    words: str
    how: str
    traces: tuple[Trace, ...] = ()
    view: str = ""

    def is_done(self, acts: Iterable[Done], views: Collection[str]) -> bool:
        """Whether these acts and views have done it."""
        return self.view in views or any(trace.left_by(act) for trace in self.traces for act in acts)


# What can come into view beside the pages of `ui.places`; the help of a page is "help:" and its key.
PREVIEW: Final = "preview"
HELP_OF: Final = "help:"

_LOG: Final = "traffic_entry"
_CONTACT: Final = "follow_up"


def _act(duty: Duty, words: str, how: str, **row: Any) -> Task:
    return Task(words, how, (Trace(duty, **row),))


TASKS: Final[Mapping[Role, tuple[Task, ...]]] = {
    Role.RECEPTIONIST: (
        _act(
            Duty.SET_ATTENDANCE,
            mark("Say who is here today"),
            mark("Beside the sheet: a press on a name says lunch, day off or back."),
        ),
        _act(
            Duty.SET_WEATHER,
            mark("Write another weather"),
            mark("Press the weather at the head of the sheet and choose or write it."),
        ),
        _act(
            Duty.REGISTER_VISIT,
            mark("Register a new guest with his number"),
            mark("F2, then for instance 王女士 13812345678 朗逸 2人, and Enter."),
            table="customer",
        ),
        _act(
            Duty.REGISTER_VISIT,
            mark("Register somebody who was here before"),
            mark("F2, the last four digits of a number on the sheet, arrow down, Enter."),
            table=_LOG,
            tells=("customer",),
            untouched="customer",
        ),
        _act(
            Duty.REGISTER_VISIT,
            mark("Register guests who leave nothing"),
            mark("F2, for instance 3人 看车, Enter: they count, too."),
            table=_LOG,
            silent=("customer",),
        ),
        _act(
            Duty.CORRECT_VISIT,
            mark("Let a guest leave"),
            mark("F6 lists who is in the showroom: choose, Enter. On the sheet F7 does it for the row."),
            table=_LOG,
            tells=("left",),
        ),
        _act(
            Duty.CORRECT_VISIT,
            mark("Correct a cell"),
            mark("Press the cell, write over it, Enter. Ctrl+H shows the old value."),
            table=_LOG,
            silent=("left",),
        ),
        _act(
            Duty.UNDO,
            mark("Take a row off the sheet, and bring it back"),
            mark("On the number: Del and a reason; then Ctrl+Z."),
        ),
        _act(
            Duty.PRINT_TRAFFIC_LOG,
            mark("Print the sheet of today"),
            mark("Ctrl+P shows it; Save as PDF is enough here. It says that it is practice."),
        ),
        _act(
            Duty.CLOSE_DAY,
            mark("Close the day"),
            mark("F8: what is missing is listed; settle it there, then Close the day."),
        ),
    ),
    Role.SALES_CONSULTANT: (
        _act(
            Duty.LOG_FOLLOW_UP,
            mark("Call somebody who is due"),
            mark("On Today: Enter on a row, write what was said, Ctrl+Enter."),
            table=_CONTACT,
            says=(("reached", 1),),
        ),
        _act(
            Duty.LOG_FOLLOW_UP,
            mark("Nobody answers"),
            mark("Enter on a row, F9, Ctrl+Enter. The card stays due."),
            table=_CONTACT,
            says=(("reached", 0),),
        ),
        _act(
            Duty.LOG_FOLLOW_UP,
            mark("A customer comes nearer: raise the level"),
            mark("While logging a contact choose another level and the facts that speak for it."),
            table="card_move",
        ),
        Task(
            mark("Agree on a visit or a test drive"),
            mark("While logging a contact, below what was said, or on the card."),
            (
                Trace(Duty.FIX_APPOINTMENT, "appointment"),
                Trace(Duty.LOG_FOLLOW_UP, "appointment"),
            ),
        ),
        _act(
            Duty.KEEP_CARD,
            mark("Fill in a blank of a customer card"),
            mark("Ctrl+O on a row opens the card; write into a blank, Ctrl+S."),
        ),
        _act(
            Duty.RECORD_DRIVE,
            mark("Record a test drive"),
            mark("On the card, beside the form: the car, and how it was liked."),
            table="drive",
        ),
        _act(
            Duty.QUOTE,
            mark("Name a price"),
            mark("On the card, beside the form: Quote. It can be printed for the customer."),
            table="quote",
        ),
        _act(
            Duty.PLACE_ORDER,
            mark("Take an order"),
            mark("On the card, beside the form: Order. Its steps up to delivery are reminded from then on."),
            table="sales_order",
        ),
        _act(
            Duty.ASK_LOST,
            mark("Ask to close a card"),
            mark("On the card: Ask to close as lost…, with the reason. The manager decides."),
        ),
        _act(
            Duty.SUBMIT_REPORT,
            mark("Hand in the daily report"),
            mark("Daily report: it has written itself. Add your words; Ctrl+Enter hands it in."),
        ),
    ),
    Role.SHOWROOM_MANAGER: (
        Task(
            mark("See the showroom on one page"),
            mark("Analysis, in the side bar. Every number opens its rows; a right press explains it."),
            view="dashboard",
        ),
        _act(
            Duty.DECIDE_LOST,
            mark("Decide about a loss"),
            mark("Analysis, what waits for you: approve, or send it back with what to do."),
        ),
        _act(
            Duty.REVIEW_CARD,
            mark("Write a word on a card"),
            mark("Ctrl+O on a row opens the card; beside it, Write a review…"),
            table="card_review",
            tells=("words",),
        ),
        _act(
            Duty.HAND_OVER,
            mark("Hand customers over"),
            mark("Customer handover: who gives, which cards, who receives; then Hand over."),
        ),
        _act(
            Duty.SET_TARGETS,
            mark("Set a target"),
            mark("Figures, targets: write over a number."),
        ),
        _act(
            Duty.PRINT_MORNING_SHEET,
            mark("Print the morning sheets"),
            mark("Ctrl+K, then the morning sheets; Save as PDF is enough here."),
        ),
        _act(
            Duty.REVIEW_REPORT,
            mark("Instruct on a daily report"),
            mark("Daily report of Li Na (李娜): write the instruction on a row, then sign."),
        ),
        _act(
            Duty.PRINT_EVENING_SHEET,
            mark("Print the evening sheet"),
            mark("Ctrl+P in the analysis: it says what is open."),
        ),
        _act(
            Duty.PRINT_MONTH_SUMMARY,
            mark("Print the monthly summary"),
            mark("Ctrl+K, then the monthly summary; the lost of both halves stand behind it."),
        ),
        _act(
            Duty.REOPEN_DAY,
            mark("Open a day that was closed"),
            mark("Traffic log, PgUp to yesterday, F8, then Open again… with a reason."),
        ),
    ),
    Role.CUSTOMER_SERVICE_CLERK: (
        Task(
            mark("Look at the customers"),
            mark("Customers, in the side bar."),
            view="customers",
        ),
        Task(
            mark("Ask what this page is"),
            mark("F1 on the customers: what it is, step by step, and its keys. F1 again closes."),
            view=HELP_OF + "customers",
        ),
        Task(
            mark("Open the card of somebody by four digits"),
            mark("Ctrl+K, four digits of a number or one character of a name, Enter."),
            view="customer_card",
        ),
        Task(
            mark("Ask what the card tells"),
            mark("F1 on the card."),
            view=HELP_OF + "customer_card",
        ),
        Task(
            mark("Look at the tracking sheet"),
            mark("Prospects, in the side bar."),
            view="prospects",
        ),
        Task(
            mark("Look at the level grid"),
            mark("On the prospects, the other sheet; or Ctrl+K and its name."),
            view="level_grid",
        ),
        Task(
            mark("Look at your quick card"),
            mark("F1, then Print the quick card: the preview shows it."),
            view=PREVIEW,
        ),
        Task(
            mark("Look at your account"),
            mark("My account, at the foot of the side bar."),
            view="account",
        ),
        _act(
            Duty.CHANGE_OWN_SECRETS,
            mark("Choose a PIN"),
            mark("My account: the password once more, then the PIN twice."),
        ),
        _act(
            Duty.SWITCH_PERSON,
            mark("Go, and come back with the PIN"),
            mark("Ctrl+L locks; your name, the PIN, Enter."),
        ),
    ),
    Role.ADMINISTRATOR: (
        _act(
            Duty.KEEP_SETTINGS,
            mark("Change a fact of the showroom"),
            mark("Settings, the showroom: the business hours for instance; Ctrl+S."),
        ),
        _act(
            Duty.KEEP_STAFF,
            mark("Add a colleague"),
            mark("Settings, people: Ctrl+N, name and role; Ctrl+S."),
            table="staff",
            tells=("user",),
        ),
        _act(
            Duty.KEEP_STAFF,
            mark("Give somebody a new password"),
            mark("Settings, people: choose the person, then New password."),
            table="staff",
            tells=("password_hash",),
            silent=("user",),
        ),
        _act(
            Duty.KEEP_LISTS,
            mark("Add a car model"),
            mark("Settings, models: Ctrl+N; Ctrl+S."),
            table="car_model",
        ),
        _act(
            Duty.KEEP_LISTS,
            mark("Add a word to a list"),
            mark("Settings, for instance areas: Ctrl+N; Ctrl+S."),
            table="reference_item",
        ),
        _act(
            Duty.KEEP_DEMO_CARS,
            mark("Add a demo car"),
            mark("Settings, demo cars: Ctrl+N; Ctrl+S."),
        ),
        _act(
            Duty.KEEP_CAMPAIGNS,
            mark("Add a campaign"),
            mark("Settings, campaigns: Ctrl+N; Ctrl+S."),
        ),
        _act(
            Duty.KEEP_CALENDAR,
            mark("Close the showroom for a day"),
            mark("Settings, calendar: choose a day."),
        ),
        _act(
            Duty.KEEP_LEVEL_RULES,
            mark("Change the level rules from tomorrow on"),
            mark("Settings, level rules: another number of days; Ctrl+S."),
        ),
        _act(
            Duty.CHANGE_OWN_SECRETS,
            mark("Choose a PIN"),
            mark("My account: the password once more, then the PIN twice."),
        ),
    ),
}


def ticked(role: Role, acts: Collection[Done], views: Collection[str]) -> frozenset[int]:
    """The places, from 0, of the tasks of a role that these acts and views have done."""
    return frozenset(place for place, task in enumerate(TASKS[role]) if task.is_done(acts, views))
