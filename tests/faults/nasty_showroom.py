"""A showroom in which every field that takes words holds every nasty text: filled by what the forms ask.

A field of a form is found by looking through `showroom.forms`; one that no filling names fails a test.
"""

from __future__ import annotations

import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
from argon2 import PasswordHasher

from showroom import forms
from showroom.errors import Invalid, Refused, Unreadable
from showroom.forms import daily_report as daily_report_form
from showroom.forms import (
    first_lists,
    in_passing,
    people,
    reference,
    shop_day,
    showroom_facts,
    tracking_sheet,
)
from showroom.forms import traffic_log as log
from showroom.forms.field import Field, Kind, Lists, read, read_field
from showroom.models.store import Store
from showroom.rules import passwords
from showroom.rules import text as text_rules
from showroom.rules.calendar import DayKind
from showroom.rules.duties import Role
from showroom.services import (
    calendar,
    campaigns,
    car_models,
    daily_report,
    daily_report_entry,
    daily_report_review,
    lists,
    rotation,
    settings,
    staff,
    traffic_day,
    traffic_log,
)
from showroom.services import reference as reference_lists
from tests.faults import nasty_cards
from tests.faults.nasty import Trap
from tests.faults.nasty_cards import filling
from tests.people import (
    PASSWORD,
    THURSDAY,
    Showroom,
    clock_of_the_morning,
    register_walk_in,
    row_of,
    staff_id,
)
from tests.people import correct as correct_row
from tests.people import remove as take_off

_PLAIN: Final = "岚桥x9"
_CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
EARLIER: Final = THURSDAY - timedelta(7)
_APART: Final = {"car_model": "型", "area": "区"}
_USUAL: Final[Mapping[str, str]] = {
    "category": "", "kind": "广告", "starts_on": "2026-03-01", "roles": "销售顾问", "password": PASSWORD,
    "idle_minutes": "10", "card_threshold": "B", "card_when": "留下电话即建卡", "due_on_workdays": "",
    "late_after_days": "1", "escalate_after_days": "3", "reassign_after_days": "7",
}  # fmt: skip


def takes_words(kind: Kind) -> bool:
    """Whether a field of this kind keeps what is written into it, whatever it is, and shows it again."""
    try:
        return kind.show(kind.read(_PLAIN, ()), ()) == _PLAIN
    except Unreadable:
        return False


def _fields_in(thing: object) -> Iterator[Field]:
    if isinstance(thing, Field):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _fields_in(one)
    elif isinstance(thing, dict):
        yield from _fields_in(tuple(thing.values()))


def all_fields() -> set[Field]:
    """Every field of every form."""
    modules = [import_module(f"{forms.__name__}.{one.name}") for one in pkgutil.iter_modules(forms.__path__)]
    written = {field for module in modules for thing in vars(module).values() for field in _fields_in(thing)}
    # The tracking sheet shows what stands on cards; nobody writes on it.
    return written - set(tracking_sheet.FIELDS)


def written(fields: tuple[Field, ...], text: str, known: Lists, number: int, **usual: str) -> dict[str, Any]:
    """The values of a form in which this text stands wherever it is taken, and `usual` elsewhere."""
    texts = {}
    for field in fields:
        texts[field.key] = (usual if field.key in usual else _USUAL).get(field.key, "")
        if field.required and field.options and not texts[field.key]:
            texts[field.key] = known[field.options][0].chinese
        if takes_words(field.kind):
            texts[field.key] = text if _takes(field, text, known) else f"词{number}"
    return read(fields, texts, known)


def _takes(field: Field, text: str, known: Lists) -> bool:
    try:
        return bool(read_field(field, text, known))
    except Invalid:
        return False


Fill = Callable[[Showroom, str, int], None]


def _log_rows(showroom: Showroom, text: str, number: int) -> None:
    """A row that holds it, one corrected to it and away from it, and one taken off the log for it."""
    desk, known = showroom.reception, lists.current()
    values = written(log.FIELDS, text, known, number) | {"received_by": staff_id("chentao")}
    values |= {"phone": f"139{number:08d}", "no_file_reason": values["no_file_reason"]}
    entry = traffic_log.register_visit(desk, values).entry
    cells = {field.key: values[field.key] for field in log.FIELDS if takes_words(field.kind)}
    other = traffic_log.register_visit(desk, {"guest_name": "赵敏", "phone": f"138{number:08d}"}).entry
    correct_row(desk, other, **{key: str(value) for key, value in cells.items()})
    revision = row_of(desk, other).revision
    correct_row(desk, other, revision, **dict.fromkeys(cells, "改") | {"guest_name": "赵敏"})
    taken = traffic_log.register_visit(desk, values | {"phone": ""}).entry
    take_off(desk, taken, _reason(text, number))
    correct_row(desk, entry, visit="再次", reason=_reason(text, number))
    sharing = {"guest_name": f"孙{number}", "phone": f"139{number:08d}"}
    traffic_log.register_visit(desk, sharing, another_person=_reason(text, number))


def _reason(text: str, number: int) -> str:
    return text if _takes(in_passing.REASON, text, {}) else f"词{number}"


def _entries(showroom: Showroom, text: str, number: int) -> None:
    for name in first_lists.FIRST:
        values = _words(reference.fields_of(name), name, text, number)
        reference_lists.add_item(showroom.administrator, name, values)


def _models(showroom: Showroom, text: str, number: int) -> None:
    values = _words(reference.CAR_MODEL, "car_model", text, number)
    car_models.add_model(showroom.administrator, values)


def _words(fields: tuple[Field, ...], name: str, text: str, number: int) -> dict[str, Any]:
    """The words of one entry; those of lists that are spoken may not be the same word."""
    apart = _APART.get(name, "") + text
    values = written(fields, apart, lists.with_campaigns(), number)
    return values | ({} if len(text) < text_rules.SHORT_AT_MOST else {"also": ""})


def _campaigns(showroom: Showroom, text: str, number: int) -> None:
    values = written(reference.CAMPAIGN_FIELDS, text, lists.current(), number)
    campaigns.add_campaign(showroom.administrator, values)


def _people(showroom: Showroom, text: str, number: int) -> None:
    values = written(people.NEW_PERSON, text, lists.current(), number)
    asked = {key: values[key] for key in ("user", "name", "name_english", "team")}
    new = staff.NewStaff(**asked, password=PASSWORD, roles=(Role.SALES_CONSULTANT,))
    staff.add(showroom.administrator, new)


def _facts(showroom: Showroom, text: str, number: int) -> None:
    known = {**lists.current(), **showroom_facts.LISTS}
    values = written(showroom_facts.FACTS, text, known, number)
    values |= {"copies_folder": "", "business_hours": "08:30–18:30"}
    values["address"] = values["address"][: settings.ADDRESS_AT_MOST]
    settings.keep(showroom.administrator, settings.Facts(**values))


def _days(showroom: Showroom, text: str, number: int) -> None:
    known = lists.current()
    fields = (shop_day.NAME,)
    name = written(fields, text, known, number)["name"]
    try:
        calendar.set_day(showroom.administrator, THURSDAY + timedelta(number), DayKind.NOTE, name=name)
    except Invalid:
        # A day has room for forty characters.
        assert len(name) > 40, name


def _in_passing(showroom: Showroom, text: str, number: int) -> None:
    reason = _reason(text, number)
    weather = text if _takes(in_passing.WEATHER, text, {}) else f"词{number}"
    traffic_day.set_weather(showroom.reception, THURSDAY, weather)
    rotation.pass_turn(showroom.manager, staff_id("chentao"), reason)
    rotation.take_back(showroom.manager, staff_id("chentao"))
    traffic_day.close(showroom.reception, EARLIER)
    traffic_day.reopen(showroom.manager, EARLIER, reason)


def _reports(showroom: Showroom, text: str, number: int) -> None:
    """陈涛's words on a row of his report, 刘建国's on row and sheet; then it is sent back for the next."""
    if number == 1:
        register_walk_in(showroom.reception, _PLAIN, "13900009999", received_by="陈涛", level="B")
    whose = staff_id("chentao")
    row = daily_report.of(showroom.consultant, whose, THURSDAY).rows[0]
    daily_report_entry.write(showroom.consultant, whose, THURSDAY, row.prospect, row.customer, text)
    daily_report_entry.submit(showroom.consultant, whose, THURSDAY)
    try:
        daily_report_review.review(showroom.manager, whose, THURSDAY, {row.prospect: text, None: text})
    finally:
        daily_report_review.send_back(showroom.manager, whose, THURSDAY, "再写")


# What each filling writes into, in the order of writing.
FILLINGS: Final[tuple[tuple[Fill, tuple[Field, ...]], ...]] = (
    (_models, reference.CAR_MODEL),
    (_campaigns, reference.CAMPAIGN_FIELDS),
    (_entries, tuple(field for name in first_lists.FIRST for field in reference.fields_of(name))),
    (_people, (*people.NEW_PERSON, people.LAST_DAY)),
    (_log_rows, log.FIELDS),
    (filling(written), nasty_cards.FIELDS),
    (_days, shop_day.SHOP_DAY),
    (_in_passing, (in_passing.REASON, in_passing.WEATHER)),
    (_reports, (daily_report_form.WORDS, daily_report_form.INSTRUCTION)),
    (_facts, showroom_facts.FACTS),
)


def fill(showroom: Showroom, texts: Mapping[str, str]) -> list[str]:
    """Write every text everywhere; what a service refused, with its reason."""
    refused = []
    for write, _fields in FILLINGS:
        for number, (name, text) in enumerate(texts.items(), 1):
            try:
                write(showroom, text, number)
            except Invalid as problem:
                refused.append(f"{write.__name__} {name}: {problem.sentence()}")
            except Refused as problem:
                refused.append(f"{write.__name__} {name}: {problem.code} {problem.sentence()}")
    return refused


def day_of(number: int) -> date:
    """The day of the calendar that bears the text of this number."""
    return THURSDAY + timedelta(number)


# -- fixtures ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


@pytest.fixture
def nothing_is_opened(trap: Trap) -> Iterator[None]:
    """Whatever a test here shows, prints or writes: nobody looks for the picture, nobody calls the port."""
    assert not trap.touched
    yield
    assert not trap.touched, "a text was obeyed: its picture was opened"


@pytest.fixture(scope="session")
def filled_store(trap: Trap, new_showroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text everywhere, written through the services."""
    path = tmp_path_factory.mktemp("filled") / "showroom.db"
    shutil.copy(new_showroom, path)
    path.chmod(0o600)
    with pytest.MonkeyPatch.context() as monkeypatch, Store(path) as store:
        monkeypatch.setattr(passwords, "hasher", _CHEAP)
        refused = fill(Showroom(store, clock_of_the_morning()).on(THURSDAY, 10, 38), trap.taken())
        # The lists refuse a word that another entry has, ＝1+1 beside =1+1; nothing else.
        assert len(refused) <= 8, "\n".join(refused)
    return path


@pytest.fixture
def filled(filled_store: Path, tmp_path: Path) -> Iterator[Showroom]:
    path = tmp_path / "filled.db"
    shutil.copy(filled_store, path)
    path.chmod(0o600)
    with Store(path) as store:
        yield Showroom(store, clock_of_the_morning()).on(THURSDAY, 10, 40)


@pytest.fixture
def names(trap: Trap) -> list[str]:
    """The texts that a name has room for, as they are kept."""
    kept = (text_rules.clean(one).text for one in trap.taken().values())
    return [one for one in kept if len(one) <= text_rules.NAME_AT_MOST]
