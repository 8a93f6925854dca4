"""速查卡: the day of each role on one A4, in its order, with the keys that belong to it (screens.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from showroom import keys
from showroom.keys import Group
from showroom.language import mark
from showroom.rules.duties import Role


@dataclass(frozen=True)
class Part:
    """A part of the day: its word, and what one does then, a sentence each."""

    word: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class QuickCard:
    """The parts of a day, and the groups of keys one needs in it."""

    parts: tuple[Part, ...]
    groups: tuple[Group, ...]


# For everybody: what to do when something goes wrong.
_TROUBLE: Final = Part(
    mark("When something goes wrong"),
    (
        mark("Done by mistake: Ctrl+Z, or Undo in the line below, as long as it stands there."),
        mark("A page is not clear: F1 says what it is, step by step."),
        mark("The program was closed in the middle of a word: sign in again, it is still there."),
        mark("The file cannot be opened: read the page that comes, it offers the newest copy."),
        mark("Password forgotten: the administrator gives a new one."),
        mark("Going away from the desk: Ctrl+L locks it."),
    ),
)
CARDS: Final[Mapping[Role, QuickCard]] = {
    Role.RECEPTIONIST: QuickCard(
        (
            Part(
                mark("In the morning"),
                (
                    mark("All are here: press it beside the sheet; a press on a name says lunch or day off."),
                    mark("The weather is one press on its blank."),
                    mark("Who is expected today stands beside the sheet: Shift+F6, Enter begins the row."),
                ),
            ),
            Part(
                mark("At the counter"),
                (
                    mark("F2, then what you hear, in any order: name, number, model, heads, consultant."),
                    mark("Look at the chips, then Enter. A known number goes to its own consultant."),
                    mark("Who leaves nothing is a row, too: write the head count and Enter."),
                    mark("The guest goes: F6, choose, Enter. On the sheet F7 does it for the row."),
                    mark("A wrong cell: write over it; the old value stays in the history."),
                ),
            ),
            Part(
                mark("In the evening"),
                (
                    mark("Close the day: what is missing is listed; mend it there."),
                    mark("Ctrl+P prints the sheet; then it is signed."),
                ),
            ),
            _TROUBLE,
        ),
        (keys.STRIP, keys.SHEET, keys.ROW, keys.WRITING, keys.UNDOING, keys.GOING),
    ),
    Role.SALES_CONSULTANT: QuickCard(
        (
            Part(
                mark("In the morning"),
                (
                    mark("Today: overdue first, then O H A B C; each row says why it is due."),
                    mark("On paper: Ctrl+P prints the morning sheet on Today, the plan on Daily report."),
                ),
            ),
            Part(
                mark("With a customer"),
                (
                    mark("Enter on the row: write what was said, then Ctrl+Enter. F9: nobody answered."),
                    mark("Another level asks for the facts that speak for it."),
                    mark("Take the proposed next day, or write your own: = today, +3, Saturday."),
                    mark("Ctrl+O opens the card: quotes, test drives, order and its steps stand there."),
                    mark("Lost or asleep: ask for it on the card; the manager decides."),
                ),
            ),
            Part(
                mark("In the evening"),
                (
                    mark("Daily report: it has written itself; add your words and hand it in (Ctrl+Enter)."),
                    mark("Written on paper: Alt+K, one line a row, like 3 H 5 and your words."),
                    mark("What the manager told stands on Today until you tick it."),
                ),
            ),
            _TROUBLE,
        ),
        (keys.TODAY, keys.CARD, keys.DAILY_REPORT, keys.WRITING, keys.UNDOING, keys.GOING),
    ),
    Role.SHOWROOM_MANAGER: QuickCard(
        (
            Part(
                mark("In the morning"),
                (
                    mark("Today shows the team: who is late, and which cards nobody called."),
                    mark("Print the morning sheets for the meeting from the analysis, under More."),
                    mark("Once a month: the targets, in the figures."),
                ),
            ),
            Part(
                mark("During the day"),
                (
                    mark("Analysis: every number opens its rows; a right press says how it is reckoned."),
                    mark("What waits for you: approve a loss or a sleep, or send it back with what to do."),
                    mark("Somebody leaves or is away: hand his customers over, or let a colleague cover."),
                ),
            ),
            Part(
                mark("In the evening"),
                (
                    mark("Ctrl+P in the analysis: the evening sheet says what is open."),
                    mark("Daily reports: write the instruction, sign; closing the day seals them."),
                    mark("Month end: the monthly summary, with the lost of both halves behind it."),
                ),
            ),
            _TROUBLE,
        ),
        (keys.DAILY_REPORT, keys.CARD, keys.HANDOVER, keys.WRITING, keys.UNDOING, keys.GOING, keys.PRINTING),
    ),
    Role.CUSTOMER_SERVICE_CLERK: QuickCard(
        (
            Part(
                mark("In the morning"),
                (
                    mark("Customers: four digits, one character or two letters find anybody."),
                    mark("Enter opens the card; the time line tells everything that happened."),
                ),
            ),
            Part(
                mark("On the telephone"),
                (
                    mark("Somebody calls: find him by his number; his card says who his consultant is."),
                    mark("A number is masked: it is not meant for you; its consultant calls back."),
                ),
            ),
            _TROUBLE,
        ),
        (keys.REGISTER, keys.CARD, keys.GOING, keys.SEEING),
    ),
    Role.ADMINISTRATOR: QuickCard(
        (
            Part(
                mark("To begin with"),
                (
                    mark(
                        "Settings: the showroom's facts, people with their roles, models, lists, level rules."
                    ),
                    mark("Keep the recovery code in the safe: print it on the page of your account."),
                ),
            ),
            Part(
                mark("Now and then"),
                (
                    mark("Copies: look at when the last one was made, and where they lie."),
                    mark("Somebody comes: add the person. Somebody goes: hand over first, then out of use."),
                    mark("A forgotten password: give a new one in the list of people."),
                ),
            ),
            _TROUBLE,
        ),
        (keys.LIST, keys.WRITING, keys.UNDOING, keys.GOING, keys.SEEING),
    ),
}


def card_of(roles: frozenset[Role]) -> Role:
    """Whose card somebody gets who holds these roles: the first of them that has one.

    A consultant who manages the showroom, too, gets the manager's.
    """
    order = (
        Role.SHOWROOM_MANAGER,
        Role.SALES_CONSULTANT,
        Role.RECEPTIONIST,
        Role.CUSTOMER_SERVICE_CLERK,
        Role.ADMINISTRATOR,
    )
    return next((role for role in order if role in roles), Role.RECEPTIONIST)
