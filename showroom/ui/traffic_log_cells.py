"""What the cells of the traffic log look like: a registered row, the pencil row, what changed before."""

from __future__ import annotations

from collections.abc import Mapping

from showroom.forms import traffic_log as form
from showroom.forms import traffic_log_marks as marks
from showroom.forms.field import Lists, show
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _
from showroom.rules.phones import SEPARATOR
from showroom.ui import traffic_log_columns as columns
from showroom.ui.cells import Cell, Run
from showroom.ui.pencil import Pencil
from showroom.ui.traffic_log_columns import Column, Texts

# A number with fewer digits is still being typed.
_DIGITS_OF_A_MOBILE = 11


def number_cell(
    number: int, *, pencil: bool, under: str = "", struck: bool = False, card: bool = False
) -> Cell:
    """The printed number of a row; the pencil row's stands out, a late or void one has a word under it.

    In ink where the guest has a card; the tip says so in words.
    """
    tone = "t3" if struck else "ink" if card else "t2"
    return Cell((Run(str(number), tone, pencil),), centred=True, pencil=pencil, under=under)


def entry_cell(
    entry: TrafficLogRow,
    column: Column,
    texts: Mapping[str, str],
    lists: Lists,
    marked: set[str],
    *,
    today: bool,
) -> Cell:
    """A cell of a registered row; `marked` are the fields whose triangle would stand in it."""
    cell = _written_cell(entry, column, texts, lists, marked, today)
    return cell.struck_out() if entry.void else cell


def _written_cell(
    entry: TrafficLogRow,
    column: Column,
    texts: Mapping[str, str],
    lists: Lists,
    marked: set[str],
    today: bool,
) -> Cell:
    if column is columns.FILED:
        return Cell((Run("√"),) if entry.has_phone else (), centred=True)
    level = str(getattr(entry, column.fields[0].key)) if column.badge else ""
    return Cell(
        () if level else _entry_runs(entry, column, texts, lists, today),
        level,
        centred=column.centred,
        right=column.right,
        corrected=bool({one.field for one in entry.corrections} & marked),
        wraps=column.open_right,
    )


def _entry_runs(
    entry: TrafficLogRow, column: Column, texts: Mapping[str, str], lists: Lists, today: bool
) -> tuple[Run, ...]:
    """The words of a registered cell; what was not left is said in print."""
    shown = columns.runs(column, texts, lists)
    waits = today and entry.left is None and not entry.void
    if column is columns.TIME and waits and shown[1:] == (Run("–", "t2"),):
        return (shown[0], Run("– ", "t2"), Run(_("here"), "ink"))
    said = marks.before_note(entry, _) if column.open_right else ""
    if said:
        return (Run(said + (_(", ") if shown else ""), "t2"), *shown)
    if shown:
        return shown
    if column is columns.GUEST:
        return (Run(_("no name"), "t2"),)
    if column is columns.PHONE:
        return (Run(_("none left"), "t2"),)
    return (Run("—", "t3"),) if column is columns.ASSIGNED else ()


def card_words(entry: TrafficLogRow, lists: Lists) -> str:
    """That the guest has a card, and with whom."""
    if entry.card is None or entry.void:
        return ""
    who = show(form.ASSIGNED, entry.card_owner, lists)
    return (
        _("Has a card with {owner} (Ctrl O)", owner=who) if who else _("Has a card that is nobody's (Ctrl O)")
    )


def empty_pencil_cell(column: Column, proposed: Mapping[str, str]) -> Cell:
    """The first empty row: the time, and how to begin."""
    if column.open_right:
        return Cell((Run(_("F2, or write here"), "t3"),))
    arrived = proposed.get("arrived", "") if column is columns.TIME else ""
    return Cell((Run(arrived, "pencil"),) if arrived else ())


def pencil_cell(column: Column, pencil: Pencil, texts: Texts, lists: Lists) -> Cell:
    """A cell of the row that is being written: blue grey, or marked where it cannot be taken."""
    shown = columns.runs(column, texts, lists)
    if column is columns.TIME:
        shown = tuple(run for run in shown if run.text != "–")
    wrong = any(field.key in pencil.problems for field in column.fields)
    wrong = wrong and (pencil.refused or not _growing(column, texts))
    level = ""
    if column.badge and shown:
        level = next((option.code for option in lists["level"] if option.label == shown[0].text), "")
    return Cell(
        () if level else shown,
        level,
        centred=column.centred,
        right=column.right,
        pencil=not wrong,
        invalid=wrong,
        wraps=column.open_right,
    )


def _growing(column: Column, texts: Texts) -> bool:
    """A number that is still being typed is not yet wrong."""
    typed = texts.get("phone", "")
    digits = [letter for letter in typed if letter.isdigit()]
    return column is columns.PHONE and len(digits) < _DIGITS_OF_A_MOBILE and SEPARATOR not in typed


def history(entry: TrafficLogRow, column: Column) -> str:
    """The values that stood in a cell before, a line each: when, who, what."""
    keys = {field.key for field in column.fields}
    return "\n".join(
        _(
            "{when} {who} changed “{before}”",
            when=one.at.strftime("%m-%d %H:%M"),
            who=one.by,
            before=one.before,
        )
        for one in entry.corrections
        if one.field in keys
    )
