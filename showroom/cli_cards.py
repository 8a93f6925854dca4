"""The commands of the level clock: what is due, and a contact put on a card."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from showroom.cli_desk import add_store_and_person, command_of, day_of, signed_in
from showroom.errors import Refused
from showroom.forms import follow_up as form
from showroom.forms.due_sum import due_sum
from showroom.forms.field import Lists, read
from showroom.forms.today import DueRow
from showroom.language import _, mark
from showroom.rules.prospect_numbers import number_of, read_number
from showroom.usage import Parser

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]

_TYPED = (form.METHOD, form.ACTIVITY, form.SAID, form.RESULT, form.LEVEL)


def add_due(commands: Commands) -> None:
    """The command `due`."""
    command = command_of(commands, "due", _("which cards are due, and why"), _due)
    add_store_and_person(command)
    command.add_argument("--date", type=day_of, help=_("due on or before this day; today when left out"))
    command.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))


def add_follow_up(commands: Commands) -> None:
    """The command `follow-up`."""
    command = command_of(commands, "follow-up", _("put a contact on a card"), _follow_up)
    add_store_and_person(command)
    command.add_argument("number", metavar="NUMBER", help=_("the number of the card, like P26-00118"))
    command.add_argument("--said", default="", help=_("what was said"))
    command.add_argument("--level", default="", help=_("the level from now on: H, A, B, C or N"))
    command.add_argument(
        "--fact",
        dest="facts",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help=_("a fact for the level, by its place in the list; may be given several times"),
    )
    command.add_argument("--method", default="phone", help=_("how: phone, wechat, visit, ..."))
    command.add_argument("--activity", default="", help=_("what for: advance, prospecting, paperwork, ..."))
    command.add_argument("--result", default="", help=_("what came of it: go_on, no_answer, ..."))
    command.add_argument("--next", type=day_of, help=_("the next contact, where one was agreed"))


def _due(options: argparse.Namespace) -> None:
    from showroom.services import due_list

    with signed_in(options) as desk:
        rows = due_list.due(desk, options.date)
    if options.json:
        print(json.dumps([_told(row) for row in rows], ensure_ascii=False, indent=1))
        return
    for row in rows:
        late = _("overdue {days} days", days=row.overdue_days) if row.overdue_days else ""
        print("\t".join((row.number, row.level or "–", row.name, row.phone, str(due_sum(row.due)), late)))
    if not rows:
        print(_("Nothing is due."))


def _told(row: DueRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "level": row.level or None,
        "last_contact": row.reached_on.isoformat() if row.reached_on else None,
        "due": row.due.day.isoformat(),
        "agreed": row.due.agreed,
        "why": str(due_sum(row.due)),
        "overdue_days": row.overdue_days,
    }


def _follow_up(options: argparse.Namespace) -> None:
    from showroom.services import follow_up, lists, prospect

    card = read_number(options.number)
    if card is None:
        raise Refused(
            "E-CARD-NUMBER",
            mark("{typed} is no number of a card. Nothing was saved. Write it like P26-00118."),
            typed=options.number,
        )
    with signed_in(options) as desk:
        known = lists.current()
        entered = read(_TYPED, {one.key: getattr(options, one.key) for one in _TYPED}, known)
        entered |= {"criteria": _facts(options.facts, known), "agreed_on": options.next}
        done = follow_up.log(desk, card, entered)
        opened_on = prospect.readable(desk, card).opened_on
    print(
        _("Logged on {number}. Next contact: {sum}", number=number_of(card, opened_on), sum=due_sum(done.due))
    )


def _facts(places: list[int], known: Lists) -> tuple[str, ...]:
    """The codes of the facts at these places of the list, counted from 1. Raises Refused."""
    facts = known["criterion"]
    for place in places:
        if not 1 <= place <= len(facts):
            raise Refused(
                "E-CARD-FACT",
                mark("There is no fact {place}: they are numbered from 1 to {last}. Nothing was saved."),
                place=place,
                last=len(facts),
            )
    return tuple(dict.fromkeys(str(facts[place - 1].code) for place in places))
