"""The one door for every change: a `Work` adds, edits and removes, and leaves one act with its lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from peewee import IntegrityError, Value

from showroom.errors import Clash, Refused
from showroom.language import mark
from showroom.models import search
from showroom.models.act import Act, ActLine, link, plain
from showroom.models.base import Compiled, InstantField, Record, SecretField, database, slot
from showroom.models.customer import Customer, Phone
from showroom.rules.duties import Duty

_last_hash = Compiled(lambda: ActLine.select(ActLine.hash).order_by(ActLine.id.desc()).limit(1))
_seen = Compiled(lambda: Act.select(Act.duty, Act.result).where(Act.token == slot("token")))
_later_lines = Compiled(
    lambda: ActLine.select(ActLine.after).where(
        ActLine.table_name == slot("table"),
        ActLine.row_id == slot("row"),
        ActLine.row_revision > slot("revision"),
    )
)
_insert_sql: dict[tuple[Any, type, tuple[str, ...]], str] = {}
_instant = InstantField()

CLASH: Final = mark(
    "Somebody else changed this while you were writing: {theirs} stands there now. "
    "Your entry ({mine}) was not saved and is still here. Look at the row, then save again."
)
# What stands in an act for a hash.
SECRET: Final = "(secret)"


def result_of(token: str, duty: Duty) -> dict[str, Any] | None:
    """What the act with this token returned when it was done; None when it was never done.

    Raises Refused when the token belongs to another kind of act.
    """
    found = _seen.first(token=token)
    if found is None:
        return None
    if found[0] != duty:
        raise Refused(
            "E-TOKEN", mark("This token was used for something else. Nothing was saved. Use a new one.")
        )
    return dict(json.loads(found[1]))


def is_done(token: str) -> bool:
    """Whether the act with this token is in the store."""
    return _seen.first(token=token) is not None


def insert_statement(model: Any, names: tuple[str, ...]) -> str:
    """The INSERT of these columns, compiled once for each database and set of columns."""
    known = _insert_sql.get((database.obj, model, names))
    if known is None:
        columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in names)
        marks = ", ".join(database.param for _name in names)
        known = f'INSERT INTO "{model._meta.table_name}" ({columns}) VALUES ({marks})'
        if database.returning_clause:
            known += ' RETURNING "id"'
        _insert_sql[database.obj, model, names] = known
    return known


def stored(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values as their columns store them: what goes into the row and into the act's line."""
    fields = model._meta.fields
    return {name: _simple(fields[name].db_value(value)) for name, value in values.items()}


def told(model: Any, row: dict[str, Any]) -> str:
    """A row as an act's line tells it: of a secret only whether there is one (S12)."""
    secret = _secrets(model)
    return plain({name: SECRET if name in secret and value else value for name, value in row.items()})


@cache
def _secrets(model: Any) -> frozenset[str]:
    return frozenset(name for name, one in model._meta.fields.items() if isinstance(one, SecretField))


def _simple(value: Any) -> Any:
    """Dates and times as the text SQLite keeps, so that row and line agree."""
    return value if value is None or isinstance(value, (int, str, float)) else str(value)


class Work:
    """One open act. `result` is what a repeat of the same token will be told."""

    def __init__(self, token: str, duty: Duty, actor: int | None, desk: str, at_ms: int) -> None:
        self.token = token
        self.duty = duty
        self.actor = actor
        self.desk = desk
        self.at_ms = at_ms
        self.repeated = result_of(token, duty)
        self.result: dict[str, Any] = {}
        self.tables: set[str] = set()
        # Its id, known when it is finished; 0 for a repeat.
        self.act = 0
        self._lines: list[tuple[str, int, int, str | None, str | None]] = []

    def add(self, model: Any, /, **values: Any) -> int:
        """Insert one row; its id."""
        self._must_be_new()
        row = stored(model, values)
        line = told(model, given(model, row))
        row = {**stored_defaults(model), **row}
        with _known():
            cursor = database.execute_sql(insert_statement(model, tuple(row)), list(row.values()))
        new = int(cursor.fetchone()[0] if database.returning_clause else cursor.lastrowid)
        self.tables.add(model._meta.table_name)
        self._lines.append((model._meta.table_name, new, 1, None, line))
        return new

    def edit(self, model: type[Record], row_id: int, revision: int, /, **values: Any) -> int:
        """Change fields of the row as it was seen at `revision`; the new revision.

        Other fields changed meanwhile stay as they are. Raises Clash when somebody changed the same field.
        """
        self._must_be_new()
        wanted = stored(model, values)
        fields = [model._meta.fields[name] for name in wanted]
        found = model.select(model.revision, *fields).where(model.id == row_id).dicts().first()
        if found is None:
            raise _unknown()
        before = stored(model, {name: found[name] for name in wanted})
        changed = {name: value for name, value in wanted.items() if before[name] != value}
        if found["revision"] != revision:
            self._refuse_clash(model, row_id, revision, before, changed)
        if not changed:
            return int(found["revision"])
        return self._update(model, row_id, int(found["revision"]), before, changed)

    def remove(self, model: type[Record], row_id: int, revision: int) -> int:
        """Mark a row as removed; it stays in the store with its history."""
        return self.edit(model, row_id, revision, removed_at=_instant.python_value(self.at_ms))

    def put_back(self, model: type[Record], row_id: int, revision: int, kept: Mapping[str, Any]) -> int:
        """Give columns of a row what an act's line kept of them, as stored; the new revision.

        An edit like any other: raises Clash when the row has moved on since `revision` in these columns.
        """
        fields = model._meta.fields
        values = {name: fields[name].python_value(value) for name, value in kept.items()}
        return self.edit(model, row_id, revision, **values)

    def note(self, subject: str, row_id: int = 0, **facts: Any) -> None:
        """A line about what was touched but not changed: a print, a denial, a reason."""
        self._must_be_new()
        self._lines.append((subject, row_id, 0, None, plain(facts)))

    def _update(
        self, model: type[Record], row_id: int, revision: int, before: dict[str, Any], changed: dict[str, Any]
    ) -> int:
        # Already as stored: peewee must not convert a second time.
        columns = {model._meta.fields[name]: Value(value, converter=False) for name, value in changed.items()}
        wanted = model.update(columns | {model.revision: revision + 1})
        with _known():
            rows = wanted.where(model.id == row_id, model.revision == revision).execute()
        if rows != 1:
            raise self._clash({}, {})
        old = {name: before[name] for name in changed}
        self.tables.add(model._meta.table_name)
        line = (model._meta.table_name, row_id, revision + 1, told(model, old), told(model, changed))
        self._lines.append(line)
        return revision + 1

    def _refuse_clash(
        self, model: Any, row_id: int, revision: int, theirs: dict[str, Any], mine: dict[str, Any]
    ) -> None:
        touched: set[str] = set()
        for (after,) in _later_lines.rows(table=model._meta.table_name, row=row_id, revision=revision):
            touched.update(json.loads(after or "{}"))
        both = touched & set(mine)
        if both:
            raise self._clash({name: mine[name] for name in both}, {name: theirs[name] for name in both})

    @staticmethod
    def _clash(mine: dict[str, Any], theirs: dict[str, Any]) -> Clash:
        return Clash("E-CLASH", CLASH, mine, theirs)

    def _must_be_new(self) -> None:
        if self.repeated is not None:
            raise RuntimeError("this token was already used: return work.repeated")

    def finish(self) -> None:
        """Write the act and its chained lines; called by the door just before the commit."""
        if self.repeated is not None:
            return
        if not self._lines:
            self.note(self.duty)
        result = plain(self.result)
        act = (self.token, str(self.duty), self.actor, self.desk, self.at_ms, result, len(self._lines))
        cursor = database.execute_sql(insert_statement(Act, ACT_COLUMNS), list(act))
        self.act = int(cursor.fetchone()[0] if database.returning_clause else cursor.lastrowid)
        write_lines([(self.act, act, line) for line in self._lines])
        find_by_what_is_stored(self._lines)


def find_by_what_is_stored(lines: Iterable[tuple[Any, ...]]) -> None:
    """Whose name or number an act's lines changed is found by the new ones from its commit on."""
    people: set[int] = set()
    numbers: set[int] = set()
    for table, row_id, revision, _before, after in lines:
        if table == Customer._meta.table_name and revision:
            people.add(row_id)
        elif table == Phone._meta.table_name and revision:
            owner = json.loads(after).get("customer")
            (people if owner else numbers).add(owner or row_id)
    search.index(people | search.owners(numbers))


def given(model: Any, row: dict[str, Any]) -> dict[str, Any]:
    """What of a new row is not its column's default anyway: all that a line need tell of it."""
    usual = stored_defaults(model)
    return {name: value for name, value in row.items() if name not in usual or value != usual[name]}


@cache
def stored_defaults(model: Any) -> dict[str, Any]:
    """The declared defaults of a table's columns as they are stored; they are constants, so kept."""
    return stored(model, {field.name: value for field, value in model._meta.defaults.items()})


@contextmanager
def _known() -> Iterator[None]:
    """A row that names another one which is not there is refused; anything else goes its own way."""
    try:
        yield
    except IntegrityError as fault:
        # The one constraint on the words of a caller; the sentence is SQLite's as well as PostgreSQL's.
        if "foreign key" not in str(fault).lower():
            raise
        raise _unknown() from fault


def _unknown() -> Refused:
    return Refused(
        "E-NOT-ON-FILE",
        mark("Something that was chosen here is not on file. Nothing was saved. Look again and choose anew."),
    )


ACT_COLUMNS = ("token", "duty", "actor", "desk", "at", "result", "line_count")
LINE_COLUMNS = ("act", "table_name", "row_id", "row_revision", "before", "after", "hash")


def write_lines(lines: Iterable[tuple[int, tuple[object, ...], tuple[Any, ...]]]) -> None:
    """Append lines to the chain: (act id, act, line) as `link` takes them."""
    last = _last_hash.first()
    previous = last[0] if last else ""
    rows = []
    for act_id, act, line in lines:
        previous = link(previous, act, line)
        rows.append((act_id, *line, previous))
    database.execute_many(insert_statement(ActLine, LINE_COLUMNS).removesuffix(' RETURNING "id"'), rows)
