"""The keys of the program, named once: the window binds them, the key card and the help list them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from showroom.language import mark


@dataclass(frozen=True)
class Key:
    """One act and the keys for it, as Qt names them; `verb` is the name it is bound under."""

    verb: str
    keys: tuple[str, ...]
    act: str


@dataclass(frozen=True)
class Group:
    """Keys that are answered in one place; `anywhere` ones are shortcuts of the window."""

    title: str
    keys: tuple[Key, ...]
    anywhere: bool = False


PAGE_KEYS: Final = 9

WRITING: Final = Group(
    mark("Writing"),
    (
        Key("strip", ("F2",), mark("To the phone-first strip")),
        Key("new", ("Ctrl+N",), mark("A new record of this page; on the log, the next empty row")),
        Key("accept", ("Ctrl+S", "Ctrl+Return"), mark("Register or save what is written")),
        Key("filter", ("Ctrl+F",), mark("Filter the list in view")),
    ),
    anywhere=True,
)
UNDOING: Final = Group(
    mark("Taking back"),
    (
        Key("undo", ("Ctrl+Z",), mark("Undo the typing in a field, else what was done last")),
        Key("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), mark("Do again what was undone")),
    ),
    anywhere=True,
)
ROW: Final = Group(
    mark("On a registered row"),
    (
        Key("row_menu", ("Shift+F10",), mark("Everything that can be done with the row")),
        Key("row_card", ("Ctrl+O",), mark("The card of the guest; a guest without one gets it")),
        Key("row_details", ("Ctrl+I",), mark("Everything of this visit, to read and to write")),
        Key("row_history", ("Ctrl+H",), mark("The history of the row")),
        Key("row_leave", ("F7",), mark("The guest of the row leaves now")),
        Key("row_off", ("Del",), mark("On the number: take the row off the log")),
    ),
)
GOING: Final = Group(
    mark("Going about"),
    (
        Key("page", ("Ctrl+1", f"Ctrl+{PAGE_KEYS}"), mark("The pages in the order of the side bar")),
        Key("go_to", ("Ctrl+K",), mark("Go to a customer, card, car, page or day, or do what can be done")),
        Key("before", ("PgUp",), mark("The day, month or page before")),
        Key("after", ("PgDown",), mark("The day, month or page after")),
        Key("close_day", ("F8",), mark("Close of day: what is missing, totals, signatures")),
        Key("guests", ("F6",), mark("To the guests in the showroom (Enter: leaves), or to the rotation")),
        Key("expected", ("Shift+F6",), mark("To the guests who are expected (Enter: begins the row)")),
        Key("refresh", ("F5",), mark("Read again what is in view")),
        Key("help", ("F1",), mark("Help on this page; the same key closes it")),
        Key("lock", ("Ctrl+L",), mark("Lock; another person may sign in")),
    ),
    anywhere=True,
)
PRINTING: Final = Group(
    mark("Printing"),
    (
        Key("print", ("Ctrl+P",), mark("Preview and print")),
        Key("copy", ("Ctrl+E",), mark("Copy what is shown to Excel")),
        Key("print_at_once", ("Ctrl+Shift+P",), mark("Print at once, as last time")),
    ),
    anywhere=True,
)
SEEING: Final = Group(
    mark("Text size"),
    (
        Key("larger", ("Ctrl++",), mark("Larger text")),
        Key("smaller", ("Ctrl+-",), mark("Smaller text")),
        Key("usual_size", ("Ctrl+0",), mark("Text in its usual size")),
    ),
    anywhere=True,
)
STRIP: Final = Group(
    mark("On the strip"),
    (
        Key("strip_choose", ("Up", "Down"), mark("Choose among the customers who match")),
        Key("strip_enter", ("Return",), mark("Do what is chosen; else register the party")),
        Key("strip_close", ("Esc",), mark("Close the matches; what was typed stays")),
    ),
)
SHEET: Final = Group(
    mark("On the sheet"),
    (
        Key("sheet_next", ("Tab", "Return"), mark("The next blank; after the last one, register the row")),
        Key("sheet_back", ("Shift+Tab",), mark("The blank before")),
        Key("sheet_close", ("Esc",), mark("Leave the blank as it was")),
    ),
)
LIST: Final = Group(
    mark("On a list of the settings"),
    (
        Key("entry_order", ("Alt+Up", "Alt+Down"), mark("Move the entry up or down")),
        Key("entry_off", ("Del",), mark("Take the entry out of use; nothing is deleted")),
        Key("entry_leave", ("Esc",), mark("Leave what is being written; asks only when it was changed")),
    ),
)
REGISTER: Final = Group(
    mark("On the list of customers"),
    (
        Key("list_open", ("Return", "Ctrl+O"), mark("The card of the customer")),
        Key("list_aside", ("Alt+Right",), mark("To the visits and calls; Enter there opens the day")),
        Key("list_ends", ("Home", "End"), mark("The first row, the last row")),
        Key("list_copy", ("Ctrl+C",), mark("Copy the cell, or the rows that are chosen")),
    ),
)
CARD: Final = Group(
    mark("On a customer card"),
    (
        Key("card_walk", ("Alt+Up", "Alt+Down"), mark("The card before or after in the list behind")),
        Key("card_log", ("F4",), mark("Log a follow-up on the card")),
        Key("card_back", ("Esc", "Alt+Left"), mark("Back to where the card was opened; asks if changed")),
    ),
)
TODAY: Final = Group(
    mark("On the work of today"),
    (
        Key("work_log", ("Return", "F4"), mark("Log a follow-up with the card in hand, in place")),
        Key("work_unreached", ("F9",), mark("While logging: nobody answered")),
        Key("work_fold", ("Esc",), mark("Fold the row; what was typed is kept")),
        Key("work_card", ("Ctrl+O",), mark("Open the card of the row")),
        Key("work_call", ("Ctrl+D",), mark("Call the number of the row")),
    ),
)
DUTY_PLAN: Final = Group(
    mark("On the duty plan"),
    (
        Key("plan_round", ("Space",), mark("Duty, day off, leave, nothing, one after another")),
        Key("plan_write", ("1", "2", "3"), mark("Duty, day off or leave, and on to the next day")),
        Key("plan_clear", ("Del",), mark("Nothing is planned for the day")),
    ),
)
DAILY_REPORT: Final = Group(
    mark("On a daily report"),
    (
        Key("report_write", ("Return",), mark("Your words on the row of a customer")),
        Key("report_key_in", ("Alt+K",), mark("Key in the printed plan, line by line")),
        Key("report_done", ("Ctrl+Return",), mark("Hand in; for managers: sign and seal")),
        Key("report_walk", ("Alt+Up", "Alt+Down"), mark("The report before or after of this day")),
    ),
)
HANDOVER: Final = Group(
    mark("On a handover"),
    (
        Key("hand_give", ("1", "9"), mark("The chosen cards go to the receiver with this number")),
        Key("hand_keep", ("0", "Del"), mark("The chosen cards stay where they are")),
    ),
)
PREVIEW: Final = Group(
    mark("In the print preview"),
    (Key("preview_close", ("Esc",), mark("Back to the page")),),
)

GROUPS: Final = (
    WRITING, UNDOING, TODAY, STRIP, SHEET, ROW, REGISTER, CARD, HANDOVER, DAILY_REPORT, DUTY_PLAN, LIST,
    GOING, PRINTING, PREVIEW, SEEING,
)  # fmt: skip

# Of these only the first and the last key are named; those between do the same for the numbers between.
FIRST_TO_LAST: Final = frozenset({"page", "hand_give"})


def shortcuts() -> Iterator[Key]:
    """The keys that work wherever the pen is; the window binds every one of them."""
    for group in GROUPS:
        if group.anywhere:
            yield from group.keys


def spelled(key: Key) -> tuple[str, ...]:
    """The keys as they stand on a keyboard."""
    return tuple(_spelled(one) for one in key.keys)


_NAMES: Final = {
    "Return": "Enter", "PgUp": "PageUp", "PgDown": "PageDown", "Up": "↑", "Down": "↓",
    "Left": "←", "Right": "→",
}  # fmt: skip


def _spelled(keys: str) -> str:
    parts = keys.replace("++", "+plus").split("+")
    return " ".join("+" if part == "plus" else _NAMES.get(part, part) for part in parts)
