"""What people type is words: kept, cleaned or refused at the edge, and then the same words in every place.

No text is read as markup, as a formula, as a pattern or as a command, and none opens a file or calls anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph

from showroom.errors import Invalid, Unreadable
from showroom.exchange import exporting
from showroom.forms import field as form_field
from showroom.forms import kinds
from showroom.forms.field import Field, read_field
from showroom.language import mark
from showroom.rules import text
from showroom.services import customer_matches, traffic_tally
from showroom.sheets import fonts, printing
from showroom.sheets import traffic_log as log_sheet
from showroom.sheets import traffic_tally_day as tally_sheet
from showroom.sheets.stamp import Stamp
from tests.exchange.reading import formulas, values
from tests.faults.nasty import Trap, opened_by_python
from tests.faults.nasty_showroom import FILLINGS, all_fields, takes_words
from tests.people import THURSDAY, Showroom, bin_of, gives_password_again, log_of, register_walk_in
from tests.sheets.reading import joined, text_of, texts_of

pytestmark = pytest.mark.usefixtures("nothing_is_opened")

# A sentence of refusal is read at a glance, whatever it quotes.
SENTENCE_AT_MOST = 160


# -- the edge -----------------------------------------------------------------------------------------


def unfilled(fields: set[Field]) -> set[str]:
    """The fields that take words and that no filling writes into."""
    written = {field for _fill, some in FILLINGS for field in some}
    return {field.key for field in fields if takes_words(field.kind) and field not in written}


def test_a_new_field_is_covered_by_itself() -> None:
    known = all_fields()
    assert len(known) > 50
    assert unfilled(known) == set()
    assert unfilled(known | {Field("nickname", mark("Name"), kinds.NAME)}) == {"nickname"}


@dataclass(frozen=True)
class Outcome:
    """What a form made of a text: a value, or a sentence."""

    value: Any = None
    sentence: str = ""


def entered(field: Field, typed: str) -> Outcome:
    known = dict.fromkeys((one.options for one in all_fields() if one.options), ())
    try:
        return Outcome(read_field(field, typed, known))
    except Invalid as invalid:
        return Outcome(sentence=invalid.sentence())


def misread(field: Field, typed: str) -> str:
    """Why a field did not do with a text what it should; "" when it did."""
    outcome = entered(field, typed)
    told = outcome.sentence or (outcome.value if isinstance(outcome.value, str) else "")
    if field.kind is kinds.PASSWORD:
        return ""
    if told != text.storable(told):
        return "holds what cannot be stored"
    if outcome.sentence:
        return "" if len(outcome.sentence) <= SENTENCE_AT_MOST else "is told at length"
    if takes_words(field.kind):
        return "" if outcome.value == cleaned(field, typed) else "was changed or cut"
    return ""


def cleaned(field: Field, typed: str) -> str | None:
    try:
        return text.clean(typed, lines=field.kind is kinds.NOTE).text
    except Unreadable:
        return None


def one_of_each_kind() -> list[Field]:
    """What a field makes of a text depends on these and on nothing else."""
    return list({(one.kind, one.required, bool(one.options)): one for one in all_fields()}.values())


def test_every_field_takes_a_text_whole_or_refuses_it_in_a_sentence(trap: Trap) -> None:
    wrong = [
        f"{field.key} {name}: {why}"
        for field in one_of_each_kind()
        for name, typed in trap.texts().items()
        if (why := misread(field, typed))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (lambda typed, _options: typed, "holds what cannot be stored"),
        (lambda typed, _options: text.storable(typed)[:40], "was changed or cut"),
    ],
)
def test_a_field_that_stores_as_typed_or_cuts_is_noticed(trap: Trap, kind: Any, why: str) -> None:
    """The control."""
    careless = Field("careless", mark("Name"), form_field.Kind("careless", kind, lambda value, _: value))
    assert why in {misread(careless, typed) for typed in trap.texts().values()}


def test_the_store_holds_the_texts_as_they_were_cleaned(filled: Showroom, names: list[str]) -> None:
    rows = log_of(filled.reception).rows
    kept = {row.guest_name for row in rows}
    assert [one for one in names if one not in kept] == []
    assert [one for one in names if one not in {row.note for row in rows}] == []
    assert [one for one in names if one not in {row.deed.reason for row in bin_of(filled.manager)}] == []


# -- finding ------------------------------------------------------------------------------------------


def found(showroom: Showroom, typed: str) -> set[str]:
    """Who is offered while this is typed as a name."""
    return {match.name for match in customer_matches.matches(showroom.reception, "", typed)}


def test_no_sign_is_a_wildcard_where_somebody_is_looked_for(showroom: Showroom) -> None:
    """M11; the control is the search that would have been: LIKE, with nothing escaped."""
    people = ("王丽", "100%_\\", "Robert'); DROP TABLE customer;--", "张\"*'")
    for number, name in enumerate(people):
        register_walk_in(showroom.reception, name, f"1390000000{number}")
    for typed in (
        "%",
        "_",
        "\\",
        "%%",
        "王%",
        "*",
        '"',
        "'",
        "'); DROP TABLE customer;--",
        "NEAR(",
        "^",
        "-",
        "OR",
    ):
        assert "王丽" not in found(showroom, typed) or typed == "王%", typed
    assert found(showroom, "100%_\\") == {"100%_\\"}
    assert "Robert'); DROP TABLE customer;--" in found(showroom, "Robert')")
    like = showroom.store.database.execute_sql("SELECT name FROM customer WHERE name LIKE ?", ("%%%",))
    assert len(like.fetchall()) == len(people)


def test_forty_of_one_name_are_told_apart_by_their_numbers(showroom: Showroom) -> None:
    """M14: nobody is merged by the name, and each line shows another tail."""
    for number in range(40):
        register_walk_in(showroom.reception, "张伟", f"1380000{number:04d}")
    matches = customer_matches.matches(showroom.reception, "", "张伟")
    assert len({match.customer for match in matches}) == customer_matches.MATCHES_AT_MOST
    assert len({match.phone[-4:] for match in matches}) == customer_matches.MATCHES_AT_MOST
    assert len(log_of(showroom.reception).rows) == 40
    (exact,) = [one for one in customer_matches.matches(showroom.reception, "13800000017", "") if one.exact]
    assert exact.phone.replace(" ", "").endswith("0017")


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("张伟", ("zhangw", "zw", "zhw")),
        ("单雄", ("shanx", "danx", "sx", "dx")),
        ("曾国", ("zengg", "cengg")),
    ],
)
def test_a_name_is_found_under_each_reading(
    showroom: Showroom, name: str, spellings: tuple[str, ...]
) -> None:
    """M15."""
    register_walk_in(showroom.reception, name, "13800001111")
    register_walk_in(showroom.reception, "李四", "13800002222")
    assert {spelling: found(showroom, spelling) for spelling in spellings} == {
        key: {name} for key in spellings
    }
    assert found(showroom, "zzz") == set()


def test_one_name_is_found_however_its_dots_and_accents_are_written(showroom: Showroom) -> None:
    """M2, M4, M7."""
    for number, name in enumerate(("阿卜杜拉·买买提", "José", "张\u200b三")):
        register_walk_in(showroom.reception, name, f"1390000000{number}")
    for dot in "·‧•．・":
        assert found(showroom, f"阿卜杜拉{dot}买买提") == {"阿卜杜拉·买买提"}
    assert found(showroom, "Jose\u0301") == found(showroom, "JOSÉ") == {"José"}
    assert found(showroom, "张三") == {"张三"}


# -- paper --------------------------------------------------------------------------------------------


@pytest.fixture
def stamp(filled: Showroom) -> Stamp:
    return Stamp(filled.clock.local(), "周敏", "E260305-001")


def test_the_log_on_paper_holds_every_text_whole(filled: Showroom, names: list[str], stamp: Stamp) -> None:
    day = log_of(filled.manager)
    for extended in (False, True):
        pages = "".join(text_of(one) for one in log_sheet.compose(day, extended=extended, stamp=stamp))
        for row in day.rows:
            for told in (row.guest_name, row.area, row.note):
                assert joined(told) in pages, told
        assert [one for one in names if joined(one) not in pages] == []


def test_the_heads_of_all_sheets_hold_every_text(filled: Showroom, names: list[str], stamp: Stamp) -> None:
    day, tally = log_of(filled.manager), traffic_tally.of_day(filled.manager, THURSDAY)
    for name in names:
        people = {"receptionists": (name,), "weather": name}
        head = replace(
            day, dealer=name, dealer_short=name, compiled_by=name, on_duty=(name,), rows=(), **people
        )
        pages = log_sheet.compose(head, stamp=replace(stamp, printed_by=name))
        assert joined(name) in "".join(map(text_of, pages)), name
        of_day = replace(tally, head=replace(tally.head, dealer=name, **people))
        target = BytesIO()
        tally_sheet.draw(of_day, target, stamp=replace(stamp, printed_by=name))
        assert target.getvalue().startswith(b"%PDF")


def test_printing_opens_nothing_and_says_what_it_cannot_print(filled: Showroom, trap: Trap) -> None:
    """Q1–Q3."""
    fonts.name(), fonts.name(bold=True)
    with opened_by_python() as opened:
        made = [
            printing.print_traffic_log(filled.manager, THURSDAY),
            printing.print_traffic_log(filled.manager, THURSDAY, extended=True),
            printing.print_tally_of_day(filled.manager, THURSDAY),
            printing.print_tally_of_month(filled.manager, 2026, 3),
            printing.key_card(filled.clock.local(), by=trap.kept()["M8 tags"]),
        ]
    assert [one for one in opened if not one[1].startswith(str(filled.store.path.parent))] == []
    assert not trap.touched
    log_of_day = joined("".join(texts_of(made[0].content)))
    for name, told in trap.kept().items():
        if all(map(fonts.has, told)) and told.isprintable() and "right to left" not in name:
            assert joined(told) in log_of_day, name
    assert "𠮷" in made[0].missing
    assert "U+20BB7" in log_of_day


def test_markup_of_reportlab_would_be_obeyed(trap: Trap) -> None:
    """The control: what a `Paragraph` makes of the same words."""
    style = getSampleStyleSheet()["Normal"]
    raised = []
    for name, told in trap.kept().items():
        try:
            Paragraph(told, style)
        except (ValueError, IndexError, OSError):
            raised.append(name)
    assert {"M8 tags", "Q2 exploit"} <= set(raised)
    assert trap.touched, "the picture of a name was opened"


# -- Excel --------------------------------------------------------------------------------------------


def test_excel_holds_every_text_as_text(filled: Showroom, names: list[str]) -> None:
    """P1, P3, P4; the control is in tests/exchange/test_workbook.py."""
    gives_password_again(filled.manager)
    with opened_by_python() as opened:
        copies = [
            exporting.export_traffic_log(filled.manager, THURSDAY),
            exporting.export_traffic_log(filled.manager, THURSDAY, extended=True),
            exporting.export_tally_of_day(filled.manager, THURSDAY),
            exporting.export_tally_of_month(filled.manager, 2026, 3),
        ]
    assert [event for event in opened if event[0] != "open"] == []
    for content in copies:
        assert formulas(content) == []
    for content in copies[:2]:
        cells = {cell for row in values(content) for cell in row}
        assert [one for one in names if one not in cells] == []
        assert all(cell.quotePrefix for cell in cells_of(content) if str(cell.value).startswith(("=", "＝")))


def cells_of(content: bytes) -> list[Any]:
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_a_note_as_long_as_a_note_may_be_is_copied_and_printed_whole(showroom: Showroom) -> None:
    """P4, Q6: far below what Excel cuts off, and over several pages of notes."""
    note = "".join(f"第{number:04d}句，" for number in range(text.NOTE_AT_MOST // 7))
    escaped = ("_x0041_" * text.NOTE_AT_MOST)[: text.NOTE_AT_MOST]
    for words in (note, escaped, "行\n" * (text.NOTE_AT_MOST // 2 - 1) + "行"):
        register_walk_in(showroom.reception, note=words)
    day = log_of(showroom.manager)
    cells = {cell for row in values(exporting.export_traffic_log(showroom.manager, THURSDAY)) for cell in row}
    assert {row.note for row in day.rows} <= cells
    stamp = Stamp(showroom.clock.local(), "周敏", "")
    pages = "".join(notes_of(page) for page in log_sheet.compose(day, stamp=stamp))
    for head in ("附注", day.dealer):
        pages = pages.replace(head, "")
    assert joined(note) in pages
    assert escaped in pages


def notes_of(sheet: Any) -> str:
    """The running text of a page: what is not a line of notes stands between two of them."""
    marks = [one for one in sheet.marks if getattr(one, "size", 0) == 8.5 and getattr(one, "x", 0) > 60]
    return joined("".join(one.text for one in marks))
