"""The catalogue is whole: every text has its Chinese, none is left over, both sides hold the same places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from showroom import language
from showroom.language import _, chinese, filled, mark

PACKAGE = Path(language.__file__).parent
FOLDER = language.resources() / "locale" / "zh_CN" / "LC_MESSAGES"
# A language is offered in its own words, whatever the language of the screen.
OWN_NAMES = ("中文", "简体中文")
ASKING = ("_", "mark", "chinese")
_PLACE = re.compile(r"\{[a-z_]+\}")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def messages(source: str) -> Iterator[tuple[int, str | None]]:
    """Every message id a module asks for, with its line; None for one that is not literal text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in ASKING and node.args:
            for literal in _literals(node.args[0]):
                yield node.lineno, literal


def _literals(node: ast.expr) -> Iterator[str | None]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
        case _:
            yield None


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


def asked() -> dict[str, str]:
    """Every message id of the program, with one place where it stands."""
    return {
        message: f"{path.relative_to(PACKAGE)}:{line}"
        for path, source in _sources()
        for line, message in messages(source)
        if message
    }


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "showroom.po").open("rb") as file:
        return read_po(file, locale="zh_CN", abort_invalid=True)


def _translated(catalogue: Catalog) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue if one.id}


def test_every_text_has_its_chinese(catalogue: Catalog) -> None:
    known = _translated(catalogue)
    missing = {message: place for message, place in asked().items() if not known.get(message)}
    assert not missing, "\n".join(f"{place} {message!r}" for message, place in missing.items())


def test_no_translation_is_left_over(catalogue: Catalog) -> None:
    assert sorted(_translated(catalogue).keys() - asked().keys()) == []
    assert not catalogue.obsolete


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [one.id for one in catalogue if one.id and one.fuzzy] == []


def test_both_sides_hold_the_same_places(catalogue: Catalog) -> None:
    differing = {
        message: string
        for message, string in _translated(catalogue).items()
        if set(_PLACE.findall(message)) != set(_PLACE.findall(string))
    }
    assert not differing


def test_the_compiled_catalogue_is_the_readable_one(catalogue: Catalog) -> None:
    compiled = read_mo(BytesIO((FOLDER / "showroom.mo").read_bytes()))
    assert _translated(compiled) == _translated(catalogue)


def test_the_window_holds_no_chinese_of_its_own() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line} {text!r}"
        for path, source in _sources()
        if path.is_relative_to(PACKAGE / "ui")
        for line, text in chinese_literals(source)
        if text not in OWN_NAMES
    ]
    assert not found, "\n".join(found)


def chinese_literals(source: str) -> Iterator[tuple[int, str]]:
    """Chinese text in code; docstrings are for those who read it."""
    tree = ast.parse(source)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
            and _HAN.search(node.value)
        ):
            yield node.lineno, node.value


# --- the controls, and how texts are put together --------------------------------------------------------


def test_the_search_finds_texts_wherever_they_stand() -> None:
    source = """
_("one")
mark("two" "three")
language.chinese("four {x}", x=1)
_("five" if x else "six")
_(message)
other("seven")
"""
    found = [message for _line, message in messages(source)]
    assert found == ["one", "twothree", "four {x}", "five", "six", None]
    assert len(asked()) > 100


def test_chinese_in_code_is_found_and_in_documentation_left() -> None:
    source = 'def f():\n    """中文"""\n    x = "来店"  # 注\n    return f"{x}人"\n'
    assert [text for _line, text in chinese_literals(source)] == ["来店", "人"]


def test_values_are_never_read_as_places() -> None:
    assert filled("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"
    assert filled("{a}", {"a": "<b>%s{0}"}) == "<b>%s{0}"


def test_switching_the_language_switches_what_is_shown_from_now_on() -> None:
    message = mark("Options")
    assert _(message) == chinese(message) != message
    language.use(language.ENGLISH)
    assert _(message) == message
    assert chinese(message) != message, "paper stays Chinese"
    assert _("") == ""
    with pytest.raises(ValueError, match="de"):
        language.use("de")
