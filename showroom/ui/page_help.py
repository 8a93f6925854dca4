"""What F1 says of each page: what it is, what one does here, step by step, and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from showroom import keys
from showroom.keys import Group
from showroom.language import mark


@dataclass(frozen=True)
class PageHelp:
    """The help of one page, in the words of the people who use it."""

    about: str
    steps: tuple[str, ...]
    groups: tuple[Group, ...] = ()


# By the key of the page in `places.PLACES`.
HELP: Final = {
    "today": PageHelp(
        mark(
            "Everybody who waits for you: overdue first, then today, tomorrow, this week, from O to C. Each "
            "row says in a sum why it is due. Beside it stand first callbacks, expected guests, orders, and "
            "cards that stay too long at their level. Managers see the team."
        ),
        (
            mark("Go to a row with the arrow keys and press Enter: it opens in place."),
            mark("Write what was said. F9 says that nobody answered; then the date stays as it is."),
            mark("Choose a level by letter or badge; another level asks for the facts that speak for it."),
            mark("Take the proposed day, or write one: = today, +3, 4.1, tomorrow, Saturday."),
            mark(
                "Press Ctrl+Enter: it is on the card, the row struck for five minutes. Ctrl+Z takes it back."
            ),
            mark("Esc folds the row; what you typed is there when you open it again."),
            mark(
                "A visit or a test drive is fixed below what was said. Enter on somebody who did not come "
                "asks why; the menu key on a guest moves or cancels."
            ),
            mark("Ctrl+O opens the card, Ctrl+D calls, Ctrl+P prints the morning sheet; any letter filters."),
        ),
        (keys.TODAY, keys.WRITING, keys.UNDOING, keys.GOING, keys.SEEING),
    ),
    "traffic_log": PageHelp(
        mark(
            "The day's traffic log, as on paper: everybody who walks in or calls is one row, also guests who "
            "leave nothing. Beside it stands who is in the showroom now. Old values of corrected cells stay "
            "in the history."
        ),
        (
            mark(
                "Press F2 and write what you hear, in any order: name, number, model, head count, consultant."
            ),
            mark("Look at the chips and at the blue-grey row: that is what would be registered."),
            mark(
                "If customers match, choose with the arrow keys. A known number goes to its own consultant."
            ),
            mark("Press Enter: the row is on the sheet and safe on the disk."),
            mark("When guests leave, write the time into the time cell; to correct, double-click a cell."),
            mark("In the evening, look for what is missing, then print with Ctrl+P and have it signed."),
        ),
        (keys.WRITING, keys.STRIP, keys.SHEET, keys.GOING, keys.PRINTING, keys.SEEING),
    ),
    "traffic_tally": PageHelp(
        mark(
            "The traffic tally of a day or a month, as on paper, counted from the log by the same rule as "
            "its foot. Beside it stands how each figure and each rate comes about."
        ),
        (
            mark("Choose day or month; PageUp and PageDown turn to the one before and after."),
            mark("Press a line, or Enter on it: the log of that day opens."),
            mark("Print it with Ctrl+P, or copy it to Excel with Ctrl+E."),
        ),
        (keys.GOING, keys.PRINTING, keys.SEEING),
    ),
    "prospects": PageHelp(
        mark(
            "The tracking sheet of one consultant or of everybody, as on paper: open cards and those closed "
            "in the month, by number, each with its latest three contacts. A past month shows the cards as "
            "they stood on its last day."
        ),
        (
            mark("Type anywhere: a name, pinyin, a number, a phone, a model. Esc takes it away again."),
            mark("Conditions stand as chips below the head; press one and it goes. Views keep them by name."),
            mark("Press Enter: the card opens, and walks through the sheet. F4 logs a contact on it."),
            mark("PageUp and PageDown turn the months; print and Excel take exactly what is shown."),
            mark(
                "Alt+Shift and an arrow make the column in hand wider or narrower, Ctrl+Shift and an arrow "
                "put it elsewhere; this computer remembers it for you."
            ),
            mark("Copy the cell with Ctrl+C; choose several rows with Shift to copy them for Excel."),
        ),
        (keys.REGISTER, keys.GOING, keys.SEEING),
    ),
    "level_grid": PageHelp(
        mark(
            "The level grid of one consultant and month, as on paper: cards open at the month's start, new, "
            "returned and received ones. A letter is the level after that day, in a box the first one; a "
            "star is a planned contact, red where it is overdue."
        ),
        (
            mark("Walk over the days with the arrow keys: the status line tells what was said that day."),
            mark("Press Enter or Ctrl+O: the card opens, and walks through the grid."),
            mark("PageUp and PageDown turn the months. What is still open goes on next month by itself."),
            mark("The name at the head chooses whose grid it is; the segments lead to the tracking sheet."),
            mark("Print with Ctrl+P, copy to Excel with Ctrl+E."),
        ),
        (keys.REGISTER, keys.GOING, keys.SEEING),
    ),
    "customers": PageHelp(
        mark(
            "Everybody on file, the newest first: how to be reached, whose customer, how near to a deal, "
            "when seen first and last. Numbers are masked for those they are not meant for. Beside the list "
            "stands when the customer came or called."
        ),
        (
            mark("Type anywhere: a character of the name, two letters of its pinyin or initials."),
            mark("For a number, type its last four digits or its beginning; a name may stand beside it."),
            mark("Write # before a tag or a special list: #hurry, #VIP."),
            mark("Walk with the arrow keys, PageUp, PageDown, Home and End."),
            mark("Press Enter: the card opens. Alt and the right arrow lead to the visits and calls."),
            mark("Copy the cell with Ctrl+C; choose several rows with Shift to copy them for Excel."),
        ),
        (keys.REGISTER, keys.GOING, keys.SEEING),
    ),
    "customer_card": PageHelp(
        mark(
            "One customer's card, as on paper: who, what is wanted, how sure, what was driven, quoted and "
            "ordered. Beside it stands when to call and why, what is missing, and everything that happened. "
            "What you write counts when you save it; until then it lies in a draft."
        ),
        (
            mark("Walk through the list behind the card with Alt and the arrow keys; Esc goes back."),
            mark("Go from cell to cell with Tab; lists open on typing and find by pinyin."),
            mark("Press a chip under completeness: the pen goes to what is missing."),
            mark("Tick the facts, then judge the level; the program proposes, you decide."),
            mark("Save with Ctrl+S. If somebody wrote in the same cell, you see both and decide."),
            mark("Open a new card with Ctrl+N; a known number finds its customer."),
        ),
        (keys.CARD, keys.WRITING, keys.UNDOING, keys.GOING, keys.SEEING),
    ),
    "settings": PageHelp(
        mark(
            "What the showroom keeps: its people, the lists forms choose from, car models, campaigns, level "
            "rules, calendar, and the facts on every sheet. Everybody sees only what they may keep. Nothing "
            "is ever deleted: entries go out of use, people leave, and what names them keeps the word."
        ),
        (
            mark("Choose a section at the left with the arrow keys, and go into it with Enter."),
            mark("Choose an entry, press Enter, and write; or press Ctrl+N for a new one."),
            mark("Save with Ctrl+S. What cannot be taken is said beside the field; your text stays."),
            mark("Put entries in order with Alt and the arrow keys; Ctrl+F finds one by word or pinyin."),
            mark("Level rules count from a day on; earlier versions stay and can be read."),
            mark("In the calendar, PageUp and PageDown turn the months; Enter writes about a day."),
        ),
        (keys.WRITING, keys.LIST, keys.GOING, keys.SEEING),
    ),
    "account": PageHelp(
        mark(
            "Your own account: who you are here, your password, your PIN, and how the program looks on this "
            "computer. Nobody else sees or sets your password; an administrator can only give you a new one."
        ),
        (
            mark("Language, look and text size count at once, and for everybody at this computer."),
            mark("To change the password, type the present one, then the new one twice, and press Enter."),
            mark("Choose a PIN if you share a desk: after Ctrl+L it lets you back in without the password."),
            mark("Go away with Ctrl+L; what you have typed is kept until you are back."),
            mark("Administrators: make a new recovery code when the printed one is lost or was seen."),
        ),
        (keys.GOING, keys.SEEING),
    ),
    "handover": PageHelp(
        mark(
            "When somebody leaves or is away, the cards go to colleagues without losing a word: level, next "
            "date, contacts and quotes stay. Nothing is written before you hand over."
        ),
        (
            mark("Choose whose cards, then who takes part and by what they are split."),
            mark("Go through the list; 1 to 9 give the chosen cards to another receiver, 0 leaves them."),
            mark("Press Ctrl+S, read who gets what, write why: all of it is one act."),
            mark("Somebody only away? Cover for a time: the cards stay theirs, it ends by itself."),
            mark("For seven days it can be taken back; Ctrl+P prints the list to be signed."),
        ),
        (keys.HANDOVER, keys.GOING, keys.PRINTING, keys.SEEING),
    ),
    "daily_report": PageHelp(
        mark(
            "The daily report writes itself: planned rows come from who is due, results from what was "
            "logged. The consultant adds words and hands in; the manager writes instructions, signs, seals. "
            "A sealed report stays as it is; what is corrected later is told on the next one."
        ),
        (
            mark(
                "Go through the rows with the arrow keys; Enter in the last column, or typing, writes "
                "your words."
            ),
            mark(
                "In the evening press Alt+K: each row of the printed plan is one line, like 3 H 5 with your "
                "words; what is not understood stays with the reason."
            ),
            mark("Press Ctrl+Enter: the report is handed in. Until it is sealed it can be sent back to you."),
            mark(
                "Managers: write the instruction into the box, about one customer by its button; it is the "
                "consultant's next task."
            ),
            mark(
                "Press Ctrl+Enter: signed and sealed. Print as often as you like: it is always the same page."
            ),
            mark("Press a number beside the sheet: what it counts, and the rows behind it."),
        ),
        (keys.DAILY_REPORT, keys.UNDOING, keys.GOING, keys.PRINTING, keys.SEEING),
    ),
    "dashboard": PageHelp(
        mark(
            "The showroom on one page: what came in and what became of it, beside the target and the time "
            "that is over; the funnel; the cards from the day before to this day as a sum that closes; "
            "consultants beside each other; what waits for your decision."
        ),
        (
            mark("Choose the days above; PageUp and PageDown turn. Any days have a date at both ends."),
            mark("Press a number, or Enter on it: at the right stand its definition and the rows behind it."),
            mark("The right button or the menu key only tells what a number counts or divides. Esc closes."),
            mark(
                "Tab goes from part to part; in funnel, levels and tables the arrow keys walk over numbers."
            ),
            mark("A row behind a number opens the card, or the day of the log."),
            mark("Enter on a request decides it here. Daily reports that wait open on their page."),
            mark("Ctrl+P prints the evening sheet of the last day in view; the other sheets are under More."),
        ),
        (keys.PRINTING, keys.GOING, keys.SEEING),
    ),
    "figures": PageHelp(
        mark(
            "Every figure the showroom is run by, of a day, week, month, quarter, year or any days, of one "
            "consultant or of all. Each is counted by one definition, on paper and in Excel too; every rate "
            "shows its division."
        ),
        (
            mark("Choose how long a period; PageUp and PageDown turn to the one before and after."),
            mark(
                "Walk over the numbers: beside the table stands what each counts or divides, and its source."
            ),
            mark("Press Enter on a number: the rows behind it. A row opens its card, or the log of its day."),
            mark(
                "Of some rates the trade knows several. All are shown; who sets targets chooses there which "
                "one is printed."
            ),
            mark("Targets are written cell by cell; last month's can be proposed and kept with Ctrl+S."),
            mark("Copy the chosen cells with Ctrl+C, or all of it to Excel with Ctrl+E."),
        ),
        (keys.WRITING, keys.UNDOING, keys.GOING, keys.PRINTING, keys.SEEING),
    ),
    "duty_plan": PageHelp(
        mark(
            "Who is on duty on which day of the month. What is planned lies there in pencil; days that are "
            "over show in ink how it really was. Under the plan stands how evenly guests were shared out."
        ),
        (
            mark("Turn to the month with PageUp and PageDown."),
            mark("Go to a day with the arrow keys and press Space: duty, day off, leave, nothing."),
            mark("For a whole row, press 1, 2 or 3: each goes on to the next day."),
            mark("Look at the last line: so many are on duty that day. Ctrl+Z takes the last day back."),
        ),
        (keys.DUTY_PLAN, keys.UNDOING, keys.GOING, keys.SEEING),
    ),
}
PREVIEW: Final = PageHelp(
    mark(
        "The very pages that will leave the printer. Every print is recorded and numbered; "
        "looking at it is not."
    ),
    (
        mark("Choose the layout, or the empty form to be filled by hand."),
        mark("Choose printer and copies; they are remembered for this sheet on this computer."),
        mark("Press Ctrl+P, or save the sheet as PDF. Esc goes back to the page."),
    ),
    (keys.PREVIEW, keys.PRINTING, keys.GOING),
)
# Before anybody is signed in; their keys stand in the steps.
ENTRY: Final = {
    "sign_in": PageHelp(
        mark(
            "Everybody works under the own name: what is done here is kept with it, and each sees the pages "
            "of the own work. Nothing of any customer is in view before."
        ),
        (
            mark("Press Alt and the number of your name, or press the name itself."),
            mark("Type your password and press Enter. After that a PIN is enough here for twelve hours."),
            mark("Password forgotten: the administrator gives a new one, or takes the recovery code."),
            mark("After five wrong tries the name is locked for 15 minutes; the right password waits, too."),
            mark("New here? Practise opens a showroom of invented people; nothing of it remains."),
        ),
    ),
    "first_start": PageHelp(
        mark(
            "A new showroom in four screens: its facts, the people, the car models, the level rules and the "
            "folder for copies. All but the administrator can be skipped and written later in the settings."
        ),
        (
            mark("Write what you know; Enter goes to the next field, Ctrl+Enter to the next screen."),
            mark("Skip leaves a screen as it is proposed. Esc goes back; what was written stays."),
            mark("Print the recovery code, or copy it, and keep it in the safe: it is shown once."),
            mark("Only looking? The demo opens a showroom of invented people instead."),
        ),
    ),
}
