"""Checking a store: the file, its references, its schema, the acts and every row against them, the cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from peewee import JOIN, fn

from showroom.errors import Unavailable
from showroom.language import _
from showroom.models.act import Act, ActLine, link
from showroom.models.schema import differences
from showroom.models.store import Store
from showroom.services.check_cards import cards_in_another_state, cards_not_as_moved
from showroom.services.check_reports import reports_not_as_sealed
from showroom.services.check_rows import rows_not_as_acted

FINDINGS_AT_MOST = 20


def findings(store: Store) -> list[str]:
    """What is wrong with an open store, a sentence each; empty when nothing is.

    In a damaged file an index may hide or change what it finds: only what points nowhere is looked for beside
    it. Then each look reads what the look before vouches for, so the first that finds something is the last:
    a changed act cannot vouch for a row, a changed row says nothing of its card.
    """
    found = _read(store, _damage)
    looks = () if found else (_schema, _acts, _rows_as_acted, _what_rows_say)
    found += _read(store, _lost_references)
    for look in looks:
        told = _read(store, look)
        found += told
        if told:
            break
    if len(found) <= FINDINGS_AT_MOST:
        return found
    more = _("… and {count} more.", count=len(found) - FINDINGS_AT_MOST)
    return [*found[:FINDINGS_AT_MOST], more]


def _read(store: Store, look: Callable[[Store], list[str]]) -> list[str]:
    try:
        return look(store)
    except Unavailable as fault:
        # A page so damaged that it cannot even be read is a finding, not the end of the list.
        return [_("The file is damaged: {detail}", detail=fault.code)]


def _damage(store: Store) -> list[str]:
    rows = _rows(store, "PRAGMA integrity_check")
    return [_("The file is damaged: {detail}", detail=row[0]) for row in rows if row[0] != "ok"]


def _lost_references(store: Store) -> list[str]:
    return [
        _(
            "Row {row} of table {table} points to a row of {parent} that is not there.",
            row=row[1],
            table=row[0],
            parent=row[2],
        )
        for row in _rows(store, "PRAGMA foreign_key_check")
    ]


def _schema(store: Store) -> list[str]:
    difference = differences(store.database)
    return (
        [_("The tables are not as this program makes them: {detail}", detail=difference)]
        if difference
        else []
    )


def _acts(_store: Store) -> list[str]:
    return broken_chain()


def _rows_as_acted(_store: Store) -> list[str]:
    return list(islice(rows_not_as_acted(), FINDINGS_AT_MOST + 1))


def _what_rows_say(store: Store) -> list[str]:
    told = chain(cards_not_as_moved(), cards_in_another_state(), reports_not_as_sealed(store))
    return list(islice(told, FINDINGS_AT_MOST + 1))


def _rows(store: Store, sql: str) -> Iterator[tuple[str, ...]]:
    yield from store.database.execute_sql(sql).fetchall()


def broken_chain() -> list[str]:
    """Where the chain of act lines does not hold: changed, removed or inserted lines."""
    previous, last_id = "", 0
    rows = (
        ActLine.select(
            ActLine.id,
            Act.token,
            Act.duty,
            Act.actor,
            Act.desk,
            Act.at,
            Act.result,
            Act.line_count,
            ActLine.table_name,
            ActLine.row_id,
            ActLine.row_revision,
            ActLine.before,
            ActLine.after,
            ActLine.hash,
        )
        .join(Act)
        .order_by(ActLine.id)
        .tuples()
    )
    for row in rows.iterator():
        sequence, token, duty, actor, desk, at, result, count, *line = row
        act = (token, duty, actor, desk, round(at.timestamp() * 1000), result, count)
        if sequence != last_id + 1 or link(previous, act, tuple(line[:5])) != line[5]:
            return [
                _(
                    "The chain of acts is broken at line {line}: something was changed behind our back.",
                    line=sequence,
                )
            ]
        previous, last_id = line[5], sequence
    return _acts_with_lost_lines()


def _acts_with_lost_lines() -> list[str]:
    """The chain alone does not see that its end was cut off; the acts know how many lines they had."""
    kept = (
        Act.select(Act.id)
        .join(ActLine, JOIN.LEFT_OUTER)
        .group_by(Act.id, Act.line_count)
        # Every true act has a line at least; one without was put in behind our back.
        .having((fn.COUNT(ActLine.id) != Act.line_count) | (Act.line_count < 1))
        .limit(FINDINGS_AT_MOST)
        .tuples()
    )
    return [_("Act {act} has lost its lines.", act=act) for (act,) in kept]
