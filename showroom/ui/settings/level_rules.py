"""The level rules: every version with the day from which it counts, and the adopting of new ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from showroom.forms import field as fields
from showroom.forms import level_rules as form
from showroom.forms.field import Lists
from showroom.language import _, either
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.level_rules import PRESETS, SEED, LevelRules
from showroom.services import level_rules
from showroom.services.desk import Desk
from showroom.ui.editors import Today
from showroom.ui.field_form import FieldForm
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tags import Badge
from showroom.ui.look.tokens import SNUG
from showroom.ui.settings.kept import Deed, Kept, Line

_LISTS: Lists = {"preset": form.PRESET_OPTIONS}
_DAYS_WIDTH = 92


@dataclass(frozen=True)
class Shown:
    """A version as it is listed; without a day, the rules that count while none were adopted."""

    rule_set: int
    effective_from: date | None
    rules: LevelRules
    state: str


class LevelForm(FieldForm):
    """A line for each level: until when the deal is expected, how often there is contact at least."""

    def lay_out(self) -> None:
        above = [key for key in self.editors if "." not in key]
        for row, key in enumerate(above):
            self._grid.addWidget(self.label_of(self.editors[key].field), 2 * row, 0)
            self._grid.addWidget(self.editors[key].widget, 2 * row, 1, 1, 2)
            self._grid.addWidget(self._beside[key], 2 * row + 1, 1, 1, 2)
        first = 2 * len(above)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        heads = (
            _("Level"),
            _(form.TO_DAYS[Level.H].label),
            _(form.CONTACT_DAYS[Level.ORDERED].label),
        )
        for column, head in enumerate(heads):
            words = Text(head, Role.LABEL, wrap=True)
            words.setContentsMargins(0, SNUG, 0, 0)
            self._grid.addWidget(words, first, column, Qt.AlignmentFlag.AlignBottom)
        for place, level in enumerate(form.LEVELS):
            self._lay_level(first + 1 + 2 * place, level)

    def _lay_level(self, row: int, level: str) -> None:
        self._grid.addWidget(Badge(level), row, 0, Qt.AlignmentFlag.AlignVCenter)
        for column, key in ((1, f"{level}.to_days"), (2, f"{level}.contact_days")):
            editor = self.editors.get(key)
            if editor is not None:
                editor.widget.setAccessibleName(f"{level} {_(editor.field.label)}")
                editor.widget.setMinimumWidth(_DAYS_WIDTH)
                self._grid.addWidget(editor.widget, row, column)
                self._grid.addWidget(self._beside[key], row + 1, column)

    def _written(self, key: str) -> None:
        super()._written(key)
        if key != form.PRESET.key:
            return
        chosen = self.editors[key].text()
        preset = next((one for one in PRESETS if chosen == either(one.chinese, one.english)), None)
        if preset is not None:
            days = form.values_of(preset)
            asked = [one.field for one in self.editors.values() if "." in one.field.key]
            self.write({one.key: fields.show(one, days.get(one.key), _LISTS) for one in asked})


class LevelRulesKept(Kept[Shown]):
    """Past versions are only read: what was counted by them stays counted so."""

    duty = Duty.KEEP_LEVEL_RULES
    shows = frozenset({"level_rule_set", "level_rule"})
    wide = 1

    @property
    def word(self) -> str:
        return _("Level rules")

    @property
    def new_word(self) -> str:
        return _("New rules")

    @property
    def heads(self) -> tuple[str, ...]:
        return (
            _("Counts from"),
            _("Rules"),
            _("H A B C within (days)"),
            _("O H A B C every (days)"),
            _("State"),
        )

    def read(self, desk: Desk) -> tuple[tuple[Shown, ...], Lists]:
        today = desk.clock.today()
        found: list[Shown] = []
        in_force = False
        for one in level_rules.versions():
            state = _("past") if in_force else _("in force")
            if one.effective_from > today:
                state = _("still to come")
            else:
                in_force = True
            found.append(Shown(one.rule_set, one.effective_from, one.rules, state))
        if not in_force:
            found.append(Shown(0, None, SEED, _("in force")))
        return tuple(found), _LISTS

    def line(self, record: Shown, _lists: Lists) -> Line:
        days = form.values_of(record.rules)
        windows = [days.get(field.key) for field in form.TO_DAYS.values()]
        contacts = [days.get(field.key) for field in form.CONTACT_DAYS.values()][:-1]
        name = either(record.rules.chinese, record.rules.english)
        cells = (
            record.effective_from.isoformat() if record.effective_from else "–",
            name,
            "  ".join("∞" if one is None else str(one) for one in windows),
            "  ".join(map(str, contacts)),
            record.state,
        )
        return Line(str(record.rule_set), cells, (name, cells[0]), record.state != _("past"))

    def new(self, records: tuple[Shown, ...], today: date) -> Deed:
        def adopt(desk: Desk, values: dict[str, Any], token: str) -> str:
            return str(level_rules.adopt(desk, form.rules_of(values), values["effective_from"], token))

        now = next((one.rules for one in records if one.state == _("in force")), SEED)
        values = {"effective_from": today, "preset": now.code} | form.values_of(now)
        if now not in PRESETS:
            values["preset"] = ""
        days = _(
            "The deal is expected within these days; empty means open, for C only. "
            "Contact is at least every so many days."
        )
        months = _("30, 60 and 90 days mean one, two and three calendar months.")
        note = f"{days}\n{months}"
        return Deed(_("Adopt rules"), adopt, _("Adopt"), form.ADOPTION, values, note)

    def change(self, record: Shown) -> Deed:
        title = either(record.rules.chinese, record.rules.english)
        values = {"effective_from": record.effective_from} | form.values_of(record.rules)
        note = _("Adopted rules are not changed; new ones are adopted from a day on.")
        return Deed(title, None, fields=form.VERSION, values=values, note=note, plain=True)

    def make_form(self, today: Today) -> FieldForm:
        return LevelForm(today)
