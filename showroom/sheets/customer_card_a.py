"""客户信息卡 A 面, the front of the customer card (CA): who, what, how sure, the price (sheets.md 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from showroom.forms import customer, prospect
from showroom.forms.card_record import ROWS_IN_FRONT, CardSheet, Driven, Quoted
from showroom.forms.field import Field, Option, show
from showroom.language import chinese
from showroom.rules.birthdays import birthday_on_paper
from showroom.rules.level import LOG_LEVELS, Level
from showroom.rules.money import show_money
from showroom.sheets import ladders, shapes, table
from showroom.sheets.card_grid import ROW, UNIT, VALUE, Grid, word_of
from showroom.sheets.frame import BODY, LABEL_SIZE, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import MEDIUM, Align, Area
from showroom.sheets.table import Column

CRITERIA: Final = 28.8
CRITERION: Final = 5.6
CRITERIA_ROWS: Final = 5
CRITERIA_AT_MOST: Final = 13
CRITERIA_SIZE: Final = 8.0
LETTER_STEP: Final = 7.4
HEADS: Final = 4.5
LINE: Final = 7.0
DRIVE: Final = (18.0, 30.0, 14.0, 28.0)
QUOTE: Final = (18.0, 36.0, 29.0)
# The levels a card may be judged to be, to be circled.
LEVELS: Final = tuple(str(one) for one in LOG_LEVELS if one is not Level.UNRATED)
_THIRDS: Final = (4, 4, 4)

# A row of cells: the field, how many units wide.
Cells = Sequence[tuple[Field, int]]


def heads(sheet: CardSheet, blank: bool, notes: Notes) -> tuple[HeadField, ...]:
    """The head fields of the front."""
    fields = (
        (chinese("Number of the card"), 44, sheet.number, ladders.words),
        (chinese("Card opened on"), 42, f"{sheet.opened_on}", ladders.words),
        (chinese("Consultant"), 44, sheet.owner_name, ladders.person),
        (chinese("First level"), 32, sheet.record.first_level, ladders.words),
    )
    return tuple(
        head_field(label, wide, "" if blank else value, notes.at(label, value), ladder)
        for label, wide, value, ladder in fields
    )


@dataclass(frozen=True)
class Front:
    """The front of one card that is being drawn."""

    grid: Grid
    sheet: CardSheet

    def draw(self) -> None:
        """All sections from top to bottom."""
        self.grid.page.across(BODY, MEDIUM)
        y = self._contact(BODY)
        y = self._person(y)
        y = self._wish(y)
        y = self._certainty(y)
        y = self._experience(y)
        self._order(y)

    # -- what stands where --------------------------------------------------------------------------

    def _shown(self, field: Field) -> str:
        value = self.sheet.values.get(field.key)
        if field is customer.BIRTHDAY:
            return birthday_on_paper(value) if value else ""
        return _chinese_of(field, value, self.sheet)

    def _row(self, y: float, cells: Cells, labels: dict[str, str] | None = None) -> float:
        """A row of plain fields; `labels` are those the paper calls otherwise."""
        areas = self.grid.cells(y, [units for _field, units in cells])
        for (field, _units), area in zip(cells, areas, strict=True):
            label = (labels or {}).get(field.key) or chinese(field.label)
            if field is customer.MARITAL_STATUS:
                self._boxes(area, field)
            else:
                self.grid.value(area, label, self._shown(field))
        return y + ROW

    def _boxes(self, area: Area, field: Field, label: str = "", more: str = "", group: str = "") -> None:
        options = self.sheet.lists.get(field.options, ())
        if group:
            options = tuple(one for one in options if one.category == group)
        value = self.sheet.values.get(field.key)
        several = value if isinstance(value, tuple) else (value,)
        chosen = [str(code) for code in several if code]
        if more:
            chosen = [self._code_or_word(code, options, field) for code in chosen]
        self.grid.boxes(area, label or chinese(field.label), options, chosen, more)

    def _code_or_word(self, code: str, options: Sequence[Option], field: Field) -> str:
        """The code of a printed box; of anything else its word, which stands behind the last box."""
        known = code in {one.code for one in options}
        return code if known else _word(code, self.sheet.lists.get(field.options, ()))

    def _contact(self, y: float) -> float:
        grid, sheet = self.grid, self.sheet
        top, label = y, chinese("Source, on the card")
        way, day = grid.cells(y, (8, 4))
        self._boxes(way, prospect.FIRST_CONTACT)
        grid.value(day, chinese("Date, on the card"), _first_day(sheet))
        y += ROW
        grid.under(y)
        source, referrer = grid.cells(y, (8, 4))
        self._boxes(source, prospect.SOURCE, label, more=chinese("Media, on the card"), group="network")
        relation = sheet.values.get(customer.REFERRER_RELATION.key) or ""
        told = f"{sheet.referrer_name}（{relation}）" if relation else sheet.referrer_name
        grid.value(referrer, chinese("Introduced by, on the card"), told)
        grid.section(top, 2 * ROW, chinese("Contact, on the stub"))
        return y + ROW

    def _person(self, y: float) -> float:
        grid, top = self.grid, y
        postcode = {
            customer.HOME_POSTCODE.key: chinese("Postcode, on the card"),
            customer.WORKPLACE_POSTCODE.key: chinese("Postcode, on the card"),
            customer.GOOD_TIME.key: chinese("Good time, on the card"),
        }
        name, sex, birthday = grid.cells(y, (6, 3, 3))
        grid.value(name, chinese(customer.NAME.label), self._shown(customer.NAME), ladders.person)
        self._sex(sex)
        grid.value(birthday, chinese(customer.BIRTHDAY.label), self._shown(customer.BIRTHDAY))
        grid.under(y + ROW)
        kind, number = grid.cells(y + ROW, (6, 6))
        self._boxes(kind, customer.ID_KIND)
        grid.value(number, chinese(customer.ID_NUMBER.label), self._shown(customer.ID_NUMBER))
        grid.under(y + 2 * ROW)
        self._phones(y + 2 * ROW)
        y += 3 * ROW
        rows: tuple[Cells, ...] = (
            ((customer.WECHAT, 3), (customer.EMAIL, 6), (customer.FAX, 3)),
            ((customer.HOME_ADDRESS, 9), (customer.HOME_POSTCODE, 3)),
            ((customer.WORKPLACE, 9), (customer.WORKPLACE_POSTCODE, 3)),
            tuple((one, 3) for one in (customer.AREA, customer.OCCUPATION, customer.INDUSTRY,
                                       customer.JOB_TITLE)),
            tuple((one, 3) for one in (customer.AGE_GROUP, customer.EDUCATION, customer.MARITAL_STATUS,
                                       customer.HOUSEHOLD_INCOME)),
        )  # fmt: skip
        for row in rows:
            grid.under(y)
            y = self._row(y, row, postcode)
        grid.under(y)
        family, hobbies = grid.cells(y, (6, 6))
        grid.value(family, chinese("Family, on the card"), self._family())
        grid.value(hobbies, chinese(customer.HOBBIES.label), self._shown(customer.HOBBIES))
        y += ROW
        last = (
            (customer.CHARACTER, customer.FAVOURITE_COLOURS, customer.GOOD_TIME),
            (prospect.PAYER, prospect.DECIDER, prospect.MAIN_USER),
        )
        for three in last:
            grid.under(y)
            y = self._row(y, [(one, 4) for one in three], postcode)
        grid.section(top, y - top, chinese("Customer, on the stub"))
        return y

    def _phones(self, y: float) -> None:
        fields = (customer.MOBILE, customer.HOME_PHONE, customer.OFFICE_PHONE)
        for field, area in zip(fields, self.grid.cells(y, _THIRDS), strict=True):
            text = self._shown(field)
            room = self.grid.label(area, chinese(field.label))
            if text and not self.grid.blank:
                note = self.grid.notes.at(chinese(field.label), text)
                self.grid.page.lines(room, ladders.phones(text.split("/"), room.room, room.height, note))

    def _sex(self, area: Area) -> None:
        """Mr, Ms, or a firm."""
        values, lists = self.sheet.values, self.sheet.lists
        firm = tuple(one for one in lists[customer.KIND.options] if one.code == "firm")
        chosen = [str(values.get(one.key)) for one in (customer.SEX, customer.KIND)]
        options = (*lists[customer.SEX.options], *firm)
        self.grid.boxes(area, chinese(customer.SEX.label), options, {one.code for one in options} & {*chosen})

    def _family(self) -> str:
        relations = self.sheet.lists["family_relation"]
        return "、".join(f"{_word(one.relation, relations)} {one.name}".strip() for one in self.sheet.family)

    def _wish(self, y: float) -> float:
        grid, top = self.grid, y
        labels = {
            prospect.COLOUR.key: chinese("Colour, on the card"),
            prospect.MILEAGE.key: chinese("Mileage, on the card"),
        }
        y = self._row(y, ((prospect.MODEL, 6), (prospect.COLOUR, 3), (prospect.EQUIPMENT, 3)), labels)
        grid.under(y)
        when, kind = grid.cells(y, (8, 4))
        self._boxes(when, prospect.PURCHASE_TIME)
        self._boxes(kind, prospect.PURCHASE_KIND)
        y += ROW
        grid.under(y)
        (usage,) = grid.cells(y, (12,))
        self._boxes(usage, prospect.USAGE, chinese("Used for, on the card"))
        y += ROW
        grid.under(y)
        budget, payment, finance = grid.cells(y, _THIRDS)
        grid.value(budget, chinese(prospect.BUDGET.label), self._shown(prospect.BUDGET))
        self._boxes(payment, prospect.PAYMENT)
        grid.value(finance, chinese(prospect.FINANCE.label), self._shown(prospect.FINANCE))
        y += ROW
        grid.under(y)
        (concerns,) = grid.cells(y, (12,))
        self._boxes(concerns, prospect.CONCERNS)
        y += ROW
        grid.under(y)
        car = ((prospect.VEHICLE, 6), (prospect.PLATE, 2), (prospect.AGE, 2), (prospect.MILEAGE, 2))
        y = self._row(y, car, labels)
        grid.under(y)
        trade_in, valued = grid.cells(y, (6, 6))
        self._boxes(trade_in, prospect.TRADE_IN)
        grid.value(valued, chinese("Valued, on the card"), _valued(self.sheet))
        y += ROW
        grid.under(y)
        y = self._row(y, ((prospect.COMPETITOR, 6), (prospect.COMPETITOR_REASON, 6)))
        grid.section(top, y - top, chinese("Wish, on the stub"))
        return y

    def _certainty(self, y: float) -> float:
        """The thirteen facts, the level to circle, and by whom it was confirmed."""
        grid, sheet = self.grid, self.sheet
        ticked = () if grid.blank else tuple(sheet.values[prospect.CRITERIA.key])
        known = sheet.lists["criterion"]
        facts = [one for one in known if one.active or one.code in ticked]
        for place, fact in enumerate(facts[:CRITERIA_AT_MOST]):
            across, down = divmod(place, CRITERIA_ROWS)
            x = grid.left + 4 * UNIT * across + 1.0
            middle = y + 0.4 + CRITERION * (down + 0.5)
            shapes.check_box(grid.page, x + shapes.BOX / 2, middle, fact.code in ticked)
            room = Area(x + 2.5, middle - CRITERION / 2, 4 * UNIT - 4.5, CRITERION)
            words = f"{place + 1} {word_of(fact)}"
            note = grid.notes.at(chinese("Certainty, on the stub"), words)
            line = ladders.words(words, room.room, room.height, note)
            fitted = ladders.Fitted(line.lines, min(line.size, CRITERIA_SIZE))
            grid.page.lines(room, fitted)
        more = [word_of(fact) for fact in facts[CRITERIA_AT_MOST:] if fact.code in ticked]
        self._level(y, more)
        under = y + CRITERIA
        grid.under(under)
        judged, confirmed, by = grid.cells(under, _THIRDS)
        grid.value(judged, chinese("Judged on"), str(sheet.criteria_on or ""))
        grid.value(confirmed, chinese("Confirmed again"), _confirmed(sheet))
        grid.value(by, chinese("Confirmed by"), _confirmed_by(sheet))
        grid.section(y, CRITERIA + ROW, chinese("Certainty, on the stub"))
        return under + ROW

    def _level(self, y: float, more: Sequence[str]) -> None:
        """The letters; facts beyond the printed thirteen go to the notes page."""
        grid = self.grid
        middle = y + 0.4 + CRITERION * 4
        x = grid.left + 8 * UNIT
        grid.page.word(x + 1.0, middle, chinese("Judged level"), LABEL_SIZE)
        chosen = "" if grid.blank else self.sheet.level
        first = x + VALUE + 2.0
        shapes.letters(grid.page, first + 2 * LETTER_STEP, middle, LETTER_STEP, LEVELS, chosen)
        if more:
            mark = grid.notes.at(chinese("Certainty, on the stub"), "、".join(more))()
            grid.page.text(
                grid.page.paper.live_right - 1, y + CRITERIA - 1, mark, LABEL_SIZE, align=Align.RIGHT
            )

    def _experience(self, y: float) -> float:
        """Three test drives and three quotes; of more the latest, and how many are not here."""
        grid, record = self.grid, self.sheet.record
        page, left = grid.page, grid.left
        columns = [Column(head, wide) for head, wide in zip(_heads(), (*DRIVE, *QUOTE), strict=True)]
        end = y + HEADS + ROWS_IN_FRONT * LINE
        x = left
        for place, column in enumerate(columns):
            if place:
                page.down(x, y, end, MEDIUM if place == len(DRIVE) else 0.4)
            page.word(x + 1.0, y + HEADS / 2, column.head, 7, bold=True)
            x += column.width
        for line in range(ROWS_IN_FRONT):
            grid.under(y + HEADS + line * LINE)
        drives = () if grid.blank else record.drives[-ROWS_IN_FRONT:]
        quotes = () if grid.blank else record.quotes[-ROWS_IN_FRONT:]
        for line, drive in enumerate(drives):
            self._line(columns[: len(DRIVE)], left, y + HEADS + line * LINE, self._driven(drive))
        for line, quote in enumerate(quotes):
            start = left + sum(DRIVE)
            self._line(columns[len(DRIVE) :], start, y + HEADS + line * LINE, self._quoted(quote))
        hidden = 0 if grid.blank else max(0, len(record.drives) - 3) + max(0, len(record.quotes) - 3)
        grid.section(y, end - y, chinese("Drives and quotes, on the stub"), [f"+{hidden}"] if hidden else ())
        return end

    def _line(self, columns: Sequence[Column], x: float, y: float, texts: Sequence[str]) -> None:
        for (column, area), text in zip(table.cells(columns, x, y, LINE), texts, strict=True):
            self.grid.text(area, column.head, text)

    def _driven(self, drive: Driven) -> tuple[str, ...]:
        away = "" if drive.kilometres is None else f"{drive.kilometres:,} km"
        who = " ".join(filter(None, (drive.licence, drive.accompanied_by)))
        return f"{drive.day:%m-%d}", self._model(drive.model), away, who

    def _quoted(self, quote: Quoted) -> tuple[str, ...]:
        price = " ".join(filter(None, (show_money(quote.price), quote.included)))
        return f"{quote.day:%m-%d}", self._model(quote.model), price

    def _model(self, model: int | None) -> str:
        return "" if model is None else _word(str(model), self.sheet.lists["car_model"])

    def _order(self, y: float) -> None:
        grid, order = self.grid, self.sheet.record.order
        texts = ("",) * 6
        if order is not None:
            car = " ".join(filter(None, (self._model(order.model), _word(order.colour, self._colours()))))
            keys = order.delivered_on or order.expected_delivery
            texts = (
                str(order.ordered_on), show_money(order.deposit), car, str(keys or ""), order.vin, order.plate
            )  # fmt: skip
        labels = (
            chinese("Ordered on, on the card"), chinese("Deposit, on the card"), chinese("Car ordered"),
            chinese("Keys on, on the card"), chinese("VIN, on the card"), chinese("Plates, on the card"),
        )  # fmt: skip
        grid.under(y + ROW)
        areas = (*grid.cells(y, _THIRDS), *grid.cells(y + ROW, _THIRDS))
        for area, label, text in zip(areas, labels, texts, strict=True):
            grid.value(area, label, text)
        grid.section(y, 2 * ROW, chinese("Order, on the stub"))

    def _colours(self) -> Sequence[Option]:
        return self.sheet.lists["colour"]


def _heads() -> tuple[str, ...]:
    return (
        chinese("Driven on"), chinese("Model, on the card"), chinese("Kilometres, on the card"),
        chinese("Licence and company"), chinese("Quoted on"), chinese("Model, on the card"),
        chinese("Price, on the card"),
    )  # fmt: skip


def _word(code: str, options: Sequence[Option]) -> str:
    return next((word_of(one) for one in options if one.code == code), code)


def _chinese_of(field: Field, value: Any, sheet: CardSheet) -> str:
    """A value in Chinese, whatever the screen speaks."""
    options = sheet.lists.get(field.options, ())
    if value in (None, ""):
        return ""
    if options:
        return "、".join(
            _word(str(one), options) for one in (value if isinstance(value, tuple) else (value,))
        )
    return show(field, value, sheet.lists)


def _first_day(sheet: CardSheet) -> str:
    """When he first came or called: the first contact of the card, else the day it was opened."""
    first = next(iter(sheet.record.contacts), None)
    if first is None:
        return str(sheet.opened_on)
    return f"{first.day} {first.time:%H:%M}" if first.time else str(first.day)


def _valued(sheet: CardSheet) -> str:
    valued = sheet.record.valuation
    if valued is None:
        return ""
    value = chinese("{amount} yuan", amount=show_money(valued.value))
    by = " ".join(filter(None, (f"{valued.day:%m-%d}", valued.by)))
    return f"{value}（{by}）"


def _confirmed(sheet: CardSheet) -> str:
    confirmed = sheet.record.confirmed
    if confirmed is None:
        return ""
    return " ".join(filter(None, (f"{confirmed.level} · {confirmed.day:%m-%d}", confirmed.by)))


def _confirmed_by(sheet: CardSheet) -> str:
    """The manager who looked at the card last."""
    return next((f"{one.by} {one.day:%m-%d}" for one in reversed(sheet.record.reviews)), "")
