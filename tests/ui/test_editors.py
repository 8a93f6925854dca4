"""Each kind of field has its editor: what stands in it when the keyboard leaves, what it tells of itself."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from showroom.forms import kinds
from showroom.forms.choices import CAMPAIGN_KINDS, ROLES
from showroom.forms.field import Field, Kind, Lists
from showroom.rules.duties import Role
from showroom.ui.editors import ChoiceEditor, Editor, OfferEditor, editor_for
from showroom.ui.field_form import FieldForm
from showroom.ui.look.theme import Theme
from tests.people import THURSDAY

LISTS: Lists = {"kind": CAMPAIGN_KINDS, "role": ROLES}


def today() -> date:
    return THURSDAY


def made(qtbot: QtBot, kind: Kind, options: str = "") -> Editor:
    editor = editor_for(Field("key", "Note", kind, options=options), LISTS, today)
    qtbot.addWidget(editor.widget)
    return editor


@pytest.mark.parametrize(
    ("kind", "options", "typed", "left"),
    [
        (kinds.DATE, "", "明天", "2026-03-06"),
        (kinds.DATE, "", "4.1", "2026-04-01"),
        (kinds.DATE, "", "never", "never"),
        (kinds.MONEY, "", "1.5万", "15,000"),
        (kinds.MONEY, "", "much", "much"),
        (kinds.CHOICE, "kind", "zhansh", "展示会"),
        (kinds.CHOICE, "kind", "外展", "展示会"),
        (kinds.CHOICE, "kind", "广", "广告"),
        (kinds.CHOICE, "kind", "t", "t"),
        (kinds.SHORT, "kind", "外展", "展示会"),
        (kinds.SHORT, "kind", "zsh", "zsh"),
        (kinds.NAME, "", " 王 ", " 王 "),
    ],
)
def test_what_was_typed_short_stands_there_in_full(
    look: Theme, qtbot: QtBot, kind: Kind, options: str, typed: str, left: str
) -> None:
    editor = made(qtbot, kind, options)
    editor.show_text(typed)
    editor.settle()
    assert editor.text() == left


@pytest.mark.parametrize(
    ("kind", "options", "value"),
    [
        (kinds.DATE, "", THURSDAY),
        (kinds.MONEY, "", 1_234_500),
        (kinds.CHOICE, "kind", "flyer"),
        (kinds.TICK, "", True),
        (kinds.TICK, "", False),
        (kinds.NOTE, "", "一\n二"),
        (kinds.SEVERAL, "role", (Role.RECEPTIONIST, Role.ADMINISTRATOR)),
        (kinds.SEVERAL, "role", ()),
        (kinds.NUMBER, "", 15),
    ],
)
def test_a_value_that_is_shown_is_read_again(
    look: Theme, qtbot: QtBot, kind: Kind, options: str, value: object
) -> None:
    editor = made(qtbot, kind, options)
    editor.show_text(kind.show(value, editor.options))
    assert kind.read(editor.text(), editor.options) == value


def test_a_list_that_is_only_proposed_is_not_closed(look: Theme, qtbot: QtBot) -> None:
    assert type(made(qtbot, kinds.SHORT, "kind")) is OfferEditor
    assert type(made(qtbot, kinds.CHOICE, "kind")) is ChoiceEditor


def test_nobody_reads_a_password(look: Theme, qtbot: QtBot) -> None:
    line = made(qtbot, kinds.PASSWORD).widget
    assert isinstance(line, QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password


@pytest.fixture
def form(look: Theme, qtbot: QtBot) -> FieldForm:
    made = FieldForm(today)
    fields = (
        Field("name", "Name", kinds.NAME, required=True),
        Field("day", "First day", kinds.DATE),
        Field("cost", "Cost (yuan)", kinds.MONEY),
    )
    made.open(fields, {"name": "春季", "day": THURSDAY}, {})
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_control_says_what_it_is(form: FieldForm) -> None:
    assert [editor.widget.accessibleName() for editor in form.editors.values()] == [
        "姓名",
        "开始日期",
        "费用（元）",
    ]


def test_a_field_is_validated_when_the_keyboard_leaves_it(form: FieldForm, qtbot: QtBot) -> None:
    form.editors["cost"].take_pen()
    qtbot.keyClicks(form.editors["cost"].widget, "much")
    assert form.sentences() == {}, "who is still writing is left alone"
    form.editors["name"].take_pen()
    assert "much" in form.sentences()["cost"]
    assert form.editors["cost"].widget.accessibleDescription() == form.sentences()["cost"]
    assert form.texts()["cost"] == "much"


def test_the_whole_form_names_every_problem_and_keeps_the_texts(form: FieldForm) -> None:
    form.write({"name": "", "day": "never"})
    assert form.values() is None
    assert set(form.sentences()) == {"name", "day"}
    assert form.texts()["day"] == "never"


def test_changed_is_what_differs_from_what_was_shown(form: FieldForm) -> None:
    assert not form.changed
    form.write({"name": "夏季"})
    assert form.changed
    form.write({"name": "春季"})
    assert not form.changed


def test_enter_goes_on_and_after_the_last_field_gives_the_form(form: FieldForm, qtbot: QtBot) -> None:
    form.editors["day"].take_pen()
    qtbot.keyClick(form.editors["day"].widget, Qt.Key.Key_Return)
    assert form.focusWidget() is form.editors["cost"].widget
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.editors["cost"].widget, Qt.Key.Key_Return)


def test_what_somebody_else_changed_is_taken_over_where_nobody_wrote(form: FieldForm) -> None:
    form.write({"name": "我的"})
    theirs = form.compare({"name": "别人的", "day": date(2026, 4, 1), "cost": None})
    assert theirs == {"name": "别人的"}
    assert form.texts()["day"] == "2026-04-01"
    assert form.texts()["name"] == "我的"
