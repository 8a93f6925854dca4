"""The architecture as failing tests: who imports whom, who writes, and what nobody does."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "showroom"


class Broken(NamedTuple):
    """A line that breaks a rule."""

    line: int
    why: str


Rule = Callable[[ast.AST], Iterator[Broken]]


def _called(node: ast.Call) -> str:
    """The name of what is called: the last one of a chain of dots."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _dotted(node: ast.AST) -> str:
    match node:
        case ast.Attribute(value=value, attr=name):
            return f"{_dotted(value)}.{name}"
        case ast.Name(id=name):
            return name
    return ""


def _texts(node: ast.AST) -> str:
    """All literal text below a node: also that of f-strings and joined strings."""
    return " ".join(
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


# --- the rules -------------------------------------------------------------------------------------------

_WRITING_METHODS = {
    "create",
    "save",
    "insert",
    "insert_many",
    "insert_from",
    "replace",
    "replace_many",
    "bulk_create",
    "bulk_update",
    "delete",
    "delete_instance",
    "delete_by_id",
    "set_by_id",
    "update",
    "get_or_create",
    "truncate_table",
    "drop_table",
    "create_table",
    "create_tables",
    "drop_tables",
    "executemany",
    "execute_many",
}
_WRITING_WORDS = ("INSERT ", "UPDATE ", "DELETE ", "REPLACE INTO", "DROP ", "ALTER ", "CREATE ")
# What is saved there is a picture's state, a page or a workbook.
_DRAWING = {"painter", "canvas", "grab", "book", "picture"}
_TABLES = {
    "Staff",
    "StaffRole",
    "SignInLock",
    "ReferenceItem",
    "CarModel",
    "Customer",
    "Phone",
    "Prospect",
    "TrafficEntry",
    "Act",
    "ActLine",
    "Setting",
    "DeskSignIn",
    "Campaign",
    "Picture",
    "LevelRuleSet",
    "LevelRule",
    "CalendarDay",
    "database",
    "db",
    "model",
    "cursor",
}


def writes(tree: ast.AST) -> Iterator[Broken]:
    """Writing past the one door: peewee's own ways of writing on a table, or SQL that writes."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        if name == "execute_sql" or (name == "execute" and node.args):
            if any(word in _texts(node).upper() for word in _WRITING_WORDS):
                yield Broken(node.lineno, f"{name} writes")
        elif name in ("save", "delete_instance", "executemany", "execute_many", "get_or_create"):
            if _owner(node) not in _DRAWING:
                yield Broken(node.lineno, f".{name}()")
        elif name in _WRITING_METHODS and isinstance(node.func, ast.Attribute):
            owner = _owner(node)
            if owner in _TABLES:
                yield Broken(node.lineno, f"{owner}.{name}()")


def _owner(call: ast.Call) -> str:
    """The name before the called one: `painter` in self.painter.save(), `grab` in window.grab().save()."""
    if not isinstance(call.func, ast.Attribute):
        return ""
    value = call.func.value
    return _called(value) if isinstance(value, ast.Call) else _dotted(value).rpartition(".")[2]


def queries_or_knows_tables(tree: ast.AST) -> Iterator[Broken]:
    """The screen asks services: it imports no table and builds no query."""
    for node in ast.walk(tree):
        for imported in _imports(node):
            if imported.startswith(("peewee", "playhouse")):
                yield Broken(node.lineno, f"imports {imported}")
            elif imported.startswith("showroom.models") and imported.rpartition(".")[2] in _TABLES:
                yield Broken(node.lineno, f"imports the table {imported}")
        if isinstance(node, ast.Call):
            name = _called(node)
            of_a_table = name in ("select", "get", "get_by_id", "get_or_none") and _owner(node) in _TABLES
            if name == "execute_sql" or of_a_table:
                yield Broken(node.lineno, f"queries by {name}")


_CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "QDateTime.currentDateTime",
    "QDate.currentDate",
    "QTime.currentTime",
}


def asks_the_clock(tree: ast.AST) -> Iterator[Broken]:
    """Time comes from the clock that was handed in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name = _dotted(node)
            if any(name == clock or name.endswith(f".{clock}") for clock in _CLOCKS):
                yield Broken(node.lineno, name)
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            for alias in node.names:
                if f"time.{alias.name}" in _CLOCKS:
                    yield Broken(node.lineno, f"from time import {alias.name}")


def swallows_everything(tree: ast.AST) -> Iterator[Broken]:
    """A bug is for the exception hook. What catches everything must raise it again."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = "everything" if node.type is None else _names(node.type)
        if caught == "everything" or "Exception" in caught.split():
            yield Broken(node.lineno, f"except {caught}")
        elif "BaseException" in caught.split() and not _raises_again(node):
            yield Broken(node.lineno, f"except {caught} without raising it again")


def _names(node: ast.AST) -> str:
    return " ".join(one.id for one in ast.walk(node) if isinstance(one, ast.Name))


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def runs_text_as_code(tree: ast.AST) -> Iterator[Broken]:
    """Nothing that is read is run."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _called(node)
            if name == "executescript" or (
                isinstance(node.func, ast.Name) and name in ("eval", "exec", "compile", "__import__")
            ):
                yield Broken(node.lineno, name)
            if name in ("system", "popen", "getoutput") or _has_shell(node):
                yield Broken(node.lineno, f"{name} runs a shell")
        for imported in _imports(node):
            if imported.split(".")[0] in ("pickle", "marshal", "shelve", "yaml", "dill", "code", "runpy"):
                yield Broken(node.lineno, f"imports {imported}")


def _has_shell(call: ast.Call) -> bool:
    return any(
        one.arg == "shell" and not (isinstance(one.value, ast.Constant) and one.value.value is False)
        for one in call.keywords
    )


_SQL_BEGINS = (
    "SELECT ",
    "INSERT ",
    "UPDATE ",
    "DELETE ",
    "REPLACE ",
    "PRAGMA ",
    "ATTACH ",
    "CREATE ",
    "DROP ",
)


def _begins_as_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(_SQL_BEGINS)
    )


def puts_sql_together(tree: ast.AST) -> Iterator[Broken]:
    """Statements are peewee's or whole: nothing is put into the text of one."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=[first, *_more]) if _begins_as_sql(first):
                yield Broken(node.lineno, "an f-string of SQL")
            case ast.BinOp(left=left, op=ast.Mod() | ast.Add()) if _begins_as_sql(left):
                yield Broken(node.lineno, "SQL put together")
            case ast.Call(func=ast.Attribute(value=text, attr="format")) if _begins_as_sql(text):
                yield Broken(node.lineno, "SQL put together")


def copies_files(tree: ast.AST) -> Iterator[Broken]:
    """A copy of an open store's file alone is no copy of the store: its log is missing (finding 6)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _dotted(node).startswith("shutil.copy"):
            yield Broken(node.lineno, _dotted(node))
        if isinstance(node, ast.ImportFrom) and node.module == "shutil":
            yield from (
                Broken(node.lineno, f"from shutil import {one.name}")
                for one in node.names
                if one.name.startswith("copy")
            )


def knows_qt(tree: ast.AST) -> Iterator[Broken]:
    """Widgets are the window's."""
    for node in ast.walk(tree):
        for imported in _imports(node):
            if imported.split(".")[0] in ("PySide6", "shiboken6"):
                yield Broken(node.lineno, f"imports {imported}")


def begins_late(tree: ast.AST) -> Iterator[Broken]:
    """E6: a transaction that may write begins IMMEDIATE; DEFERRED is for reading."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.strip() == "DEFERRED"
        ):
            yield Broken(node.lineno, "DEFERRED")


# --- where they hold -------------------------------------------------------------------------------------

_WINDOW = ("showroom/ui/", "showroom/app.py")


def _all(_path: str) -> bool:
    return True


def _outside(*places: str) -> Callable[[str], bool]:
    return lambda path: not path.startswith(places)


RULES: dict[str, tuple[Rule, Callable[[str], bool]]] = {
    "only the door writes": (
        writes,
        _outside("showroom/services/work.py", "showroom/services/bulk.py", "showroom/models/"),
    ),
    "no query in the window": (queries_or_knows_tables, lambda path: path.startswith(_WINDOW)),
    "one clock": (asks_the_clock, _outside("showroom/clock.py")),
    "no bug is swallowed": (swallows_everything, _all),
    "no text is run": (runs_text_as_code, _all),
    # The door and the store name tables and columns of our own in it, never what somebody typed.
    "no SQL is put together": (
        puts_sql_together,
        _outside(
            "showroom/models/",
            "showroom/services/work.py",
            "showroom/services/bulk.py",
            "showroom/services/check_rows.py",
        ),
    ),
    # A store that is closed, its log with it: the demo of the tour, what a restore or a look takes.
    "no file of a store is copied": (
        copies_files,
        _outside("showroom/ui/tour.py", "showroom/services/copies.py", "showroom/services/looking.py"),
    ),
    "Qt is the window's": (knows_qt, _outside(*_WINDOW)),
    "no late beginning": (begins_late, _outside("showroom/models/store_database.py")),
}

PLANTED: dict[str, tuple[str, ...]] = {
    "only the door writes": (
        "Customer.create(name='x')",
        "person.save()",
        "Customer.insert(name='x').execute()",
        "Customer.update(name='x').where(Customer.id == 1).execute()",
        "person.delete_instance()",
        "Customer.delete().where(Customer.id == 1)",
        "database.execute_sql('update customer set name = 1')",
        "database.execute_sql(f'DELETE FROM {table}')",
        'desk.store.database.execute_sql("INSERT " + rest)',
        "cursor.executemany('INSERT', rows)",
    ),
    "no query in the window": (
        "from showroom.models.customer import Customer",
        "import peewee",
        "Customer.select().where(1)",
        "desk.store.database.execute_sql('SELECT 1')",
        "customer.Customer.get_by_id(3)",
    ),
    "one clock": (
        "datetime.now()",
        "datetime.datetime.now(UTC)",
        "date.today()",
        "x = time.time",
        "from time import time",
        "QDateTime.currentDateTime()",
    ),
    "no bug is swallowed": (
        "try:\n    x()\nexcept:\n    pass",
        "try:\n    x()\nexcept Exception:\n    raise",
        "try:\n    x()\nexcept (OSError, Exception) as e:\n    pass",
        "try:\n    x()\nexcept BaseException:\n    tidy()",
    ),
    "no text is run": (
        "eval('1')",
        "exec(code)",
        "connection.executescript('x')",
        "import pickle",
        "from pickle import loads",
        "yaml.load(text)\nimport yaml",
        "os.system('x')",
        "subprocess.run(command, shell=True)",
    ),
    "no SQL is put together": (
        "database.execute_sql(f'SELECT * FROM {table}')",
        "database.execute_sql('SELECT * FROM customer WHERE name = %s' % name)",
        "sql = 'DELETE FROM ' + table",
        "'UPDATE customer SET name = {}'.format(name)",
    ),
    "no file of a store is copied": (
        "shutil.copy(store.path, copy)",
        "shutil.copyfile(a, b)",
        "from shutil import copy2",
    ),
    "Qt is the window's": ("from PySide6.QtCore import Qt", "import PySide6", "import shiboken6"),
    "no late beginning": ("database.atomic('DEFERRED')",),
}

INNOCENT = """
from datetime import datetime
from showroom.models.store import Store
seen = {}
seen.update(a=1)
text.replace("a", "b")
work.add(customer, name="x")
painter.save()
book.save(target)
clock.now()
re.compile("x")
whole = "SELECT 1 WHERE ? = 2"
subprocess.run(command, shell=False)
title = f"Select {name}"
try:
    x()
except BaseException:
    tidy()
    raise
"""


def broken(rule: Rule, source: str) -> list[Broken]:
    return list(rule(ast.parse(source)))


@pytest.mark.parametrize("name", RULES)
def test_the_rule_is_kept(name: str) -> None:
    rule, holds = RULES[name]
    found = []
    looked_at = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if holds(place):
            looked_at += 1
            found += [f"{place}:{line} {why}" for line, why in broken(rule, path.read_text(encoding="utf-8"))]
    assert looked_at, "no file was looked at: the test proved nothing"
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("name", "source"), [(name, one) for name, all_ in PLANTED.items() for one in all_])
def test_what_breaks_the_rule_is_noticed(name: str, source: str) -> None:
    """The control: each planted line is found."""
    assert broken(RULES[name][0], source)


@pytest.mark.parametrize("name", RULES)
def test_innocent_code_is_left_alone(name: str) -> None:
    assert broken(RULES[name][0], INNOCENT) == []


def test_reading_is_not_writing() -> None:
    assert broken(writes, "database.execute_sql('SELECT * FROM customer WHERE updated = 1')") == []


def test_every_rule_has_its_control() -> None:
    assert RULES.keys() == PLANTED.keys()


# --- size ------------------------------------------------------------------------------------------------

LINES_AT_MOST = 400


def too_long(folder: Path) -> list[str]:
    """Modules nobody reads in one go."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py")}
    return sorted(
        f"{path.name} has {lines} lines" for path, lines in lengths.items() if lines > LINES_AT_MOST
    )


def test_no_module_is_longer_than_one_reads() -> None:
    assert too_long(PACKAGE) == []


def test_a_module_that_is_too_long_is_noticed(tmp_path: Path) -> None:
    for name, lines in (("long", LINES_AT_MOST + 1), ("short", LINES_AT_MOST)):
        (tmp_path / f"{name}.py").write_text("pass\n" * lines, encoding="utf-8")
    assert too_long(tmp_path) == [f"long.py has {LINES_AT_MOST + 1} lines"]


# --- imports ---------------------------------------------------------------------------------------------


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(standalone_mode=True)"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", str(folder / "pyproject.toml")],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=60,
    )


def test_imports_go_down_only() -> None:
    done = _lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_an_import_that_goes_up_is_noticed(tmp_path: Path) -> None:
    """The control: the same contracts over a small house with one import upwards."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_package = "house"\n[[tool.importlinter.contracts]]\n'
        'name = "Imports go down only"\ntype = "layers"\nlayers = ["house.ui", "house.rules"]\n',
        encoding="utf-8",
    )
    (tmp_path / "house").mkdir()
    for name, source in (("__init__", ""), ("ui", ""), ("rules", "import house.ui\n")):
        (tmp_path / "house" / f"{name}.py").write_text(source, encoding="utf-8")
    assert _lint_imports(tmp_path).returncode == 1
