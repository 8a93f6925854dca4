"""What is on file about a person beside the cells of the card: special lists, family, consents, who sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import customer as form
from showroom.forms.customer_file import CustomerFile, FamilyMember, GivenConsent
from showroom.forms.field import Field, Lists, show
from showroom.language import _
from showroom.services import consents, customer_facts, family
from showroom.services.customers import CustomerLine
from showroom.services.desk import Desk
from showroom.ui.editors import Today
from showroom.ui.field_form import FieldForm
from showroom.ui.lines import Line
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Section, Text, in_menu
from showroom.ui.look.tokens import GAP, SNUG, TIGHT

# What is to be done at a desk under a token.
Job = Callable[[Desk, str], object]

_LISTS: Final = tuple(field for field in form.SPECIAL if field is not form.VIP)


def member_words(member: FamilyMember, lists: Lists) -> str:
    """Somebody of the family on one line: 配偶 陈芳 05-18."""
    told = (show(field, getattr(member, field.key), lists) for field in form.MEMBER[:3])
    return " ".join(word for word in told if word)


def consent_words(given: GivenConsent, lists: Lists) -> str:
    """A consent on one line: 证件号码 · 上牌 · 签字 2026-03-05."""
    told = [show(field, getattr(given, field.key), lists) for field in form.CONSENT]
    words = " · ".join((*told[:2], f"{told[2]} {told[3]}"))
    if given.withdrawn_on is None:
        return words
    return f"{words} · {_('withdrawn on {day}', day=given.withdrawn_on.isoformat())}"


class Part(QWidget):
    """A head, a form, and what is done with it; `wanted` says what, and the words of the toast."""

    # The job and its words.
    wanted = Signal(object, str)
    # The form is asked anew: before, while what was written still stands there, and after.
    leaving = Signal()
    begun = Signal()

    def __init__(self, title: str, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file: CustomerFile | None = None
        self.lists: Lists = {}
        self.form = FieldForm(today)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.problem.hide()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(TIGHT)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SNUG)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(SNUG)
        column.addWidget(Section(title))
        self.column = column
        column.addLayout(self.rows)
        column.addWidget(self.problem)
        column.addWidget(self.form)
        column.addLayout(self._buttons)

    def add_buttons(self, *buttons: Button) -> None:
        """Below the form, from the left."""
        for button in buttons:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def show_file(self, file: CustomerFile, lists: Lists, *, anew: bool) -> None:
        """The file as it stands now; what is being written stays, unless the part begins anew."""
        self.file, self.lists = file, lists
        if anew or not self.form.changed:
            self.begin()
        self.show_rows()

    @property
    def row(self) -> int:
        """The id of what is being changed; 0 where something new is written."""
        return 0

    def begin(self) -> None:
        """The form as it is asked first."""
        raise NotImplementedError

    def show_rows(self) -> None:
        """What stands above the form."""

    def clear_rows(self) -> None:
        """No rows; they are made anew."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def ask(self, fields: tuple[Field, ...], values: Mapping[str, Any]) -> None:
        """These fields; nothing is wrong yet."""
        self.leaving.emit()
        self.problem.hide()
        may = self.file is not None and self.file.may_keep
        self.form.open(fields, values, self.lists, read_only=not may)
        self.begun.emit()

    def refuse(self, error: ShowroomError) -> None:
        """Why it was not done, beside the field where it is of one."""
        told = self.form.refuse(error) if isinstance(error, Invalid) else (error.sentence(),)
        self.problem.setText("\n".join(told))
        self.problem.setVisible(bool(told))


class ListsPart(Part):
    """VIP (kept by the manager), key account, blacklisted with its reason (req 65)."""

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(_("Special lists"), today, parent)
        self.save = Button(_("Save"))
        self.save.clicked.connect(self._save)
        self.form.submitted.connect(self._save)
        self.add_buttons(self.save)

    def begin(self) -> None:
        if self.file is not None:
            self.ask(form.SPECIAL if self.file.may_keep_vip else _LISTS, self.file.facts)
            self.save.setVisible(self.file.may_keep)

    def _save(self) -> None:
        file, values = self.file, self.form.values()
        if file is None or values is None:
            return
        changed = {key: value for key, value in values.items() if value != file.facts[key]}
        if changed:
            self.wanted.emit(
                lambda desk, token: customer_facts.keep_special(
                    desk, file.customer, file.revision, changed, token=token
                ),
                _("The special lists are kept"),
            )


class FamilyPart(Part):
    """Somebody is added, or chosen in the list and changed or taken off."""

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(_("Family"), today, parent)
        self.member: FamilyMember | None = None
        self.save, self.other = Button(_("Add to the family")), Button(_("Add another one"), Kind.QUIET)
        self.remove = Button(_("Take off the file"), Kind.DESTRUCTIVE)
        self.save.clicked.connect(self._save)
        self.form.submitted.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.other.clicked.connect(self.begin)
        self.add_buttons(self.save, self.other, self.remove)

    @property
    def row(self) -> int:
        return self.member.member if self.member is not None else 0

    def begin(self) -> None:
        self._choose(None)

    def show_rows(self) -> None:
        self.clear_rows()
        for member in self.file.family if self.file else ():
            words = member_words(member, self.lists)
            row = Button(in_menu(words), Kind.QUIET, icon="edit", tip=_("Change"))
            row.setAccessibleName(words)
            row.clicked.connect(partial(self._choose, member))
            self.rows.addWidget(row)

    def _choose(self, member: FamilyMember | None, _checked: bool = False) -> None:
        self.member = member
        values = {field.key: getattr(member, field.key) for field in form.MEMBER} if member else {}
        self.ask(form.MEMBER, values)
        may = self.file is not None and self.file.may_keep
        self.save.setVisible(may)
        self.save.setText(_("Save") if member else _("Add to the family"))
        for button in (self.remove, self.other):
            button.setVisible(may and member is not None)
        if member is not None:
            self.form.take_pen()

    def _save(self) -> None:
        file, member, values = self.file, self.member, self.form.values()
        if file is None or values is None:
            return

        def job(desk: Desk, token: str) -> None:
            if member is None:
                family.add(desk, file.customer, values, token=token)
            else:
                family.change(desk, member.member, member.revision, values, token=token)

        self.wanted.emit(job, _("The family is kept"))

    def _remove(self) -> None:
        member = self.member
        if member is not None:
            self.wanted.emit(
                lambda desk, token: family.remove(desk, member.member, member.revision, token=token),
                _("Taken off the file"),
            )


class ConsentPart(Part):
    """What the customer agreed to; a consent is noted, or withdrawn with what it covered (T2, T6)."""

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(_("Consents"), today, parent)
        self.save = Button(_("Note the consent"))
        self.save.clicked.connect(self._save)
        self.form.submitted.connect(self._save)
        self.add_buttons(self.save)

    def begin(self) -> None:
        self.ask(form.CONSENT, {})
        self.save.setVisible(self.file is not None and self.file.may_keep)

    def show_rows(self) -> None:
        self.clear_rows()
        for given in self.file.consents if self.file else ():
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            words = consent_words(given, self.lists)
            line.addWidget(Text(words, Role.HINT if given.withdrawn_on else Role.BODY, wrap=True), 1)
            if given.withdrawn_on is None and self.file is not None and self.file.may_keep:
                withdraw = Button(_("Withdraw"), Kind.QUIET)
                withdraw.setAccessibleName(f"{_('Withdraw')} {words}")
                withdraw.clicked.connect(partial(self._withdraw, given))
                line.addWidget(withdraw)
            self.rows.addWidget(row)

    def _save(self) -> None:
        file, values = self.file, self.form.values()
        if file is not None and values is not None:
            self.wanted.emit(
                lambda desk, token: consents.give(desk, file.customer, values, token=token),
                _("The consent is noted"),
            )

    def _withdraw(self, given: GivenConsent, _checked: bool = False) -> None:
        self.wanted.emit(
            lambda desk, token: consents.withdraw(desk, given.consent, given.revision, token=token),
            _("The consent is withdrawn, and what it covered is off the file"),
        )


class ReferrerPart(Part):
    """Who introduced the customer: found as in the register, and picked."""

    # Something else was typed to find somebody by.
    sought = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(_(form.REFERRER.label), today, parent)
        self.now = Text("", Role.BODY)
        self.line = Line(_("Name, pinyin or number of whoever introduced"))
        self.line.setPlaceholderText(_("Name, pinyin, last four digits"))
        self.line.textChanged.connect(lambda _typed: self.sought.emit())
        self.nobody = Button(_("Nobody introduced"), Kind.QUIET)
        self.nobody.clicked.connect(lambda: self._keep(None))
        self.column.insertWidget(1, self.now)
        self.column.insertWidget(2, self.line)
        self.add_buttons(self.nobody)

    def show_file(self, file: CustomerFile, lists: Lists, *, anew: bool) -> None:
        """Who it is now; what is being typed stays."""
        self.file, self.lists = file, lists
        known = bool(file.facts[form.REFERRER.key])
        self.now.setText(file.referrer_name)
        self.now.setVisible(known)
        self.nobody.setVisible(known and file.may_keep)
        self.line.setVisible(file.may_keep)
        if anew:
            self.begin()

    def begin(self) -> None:
        self.problem.hide()
        self.line.clear()
        self.clear_rows()

    def show_found(self, found: Iterable[CustomerLine]) -> None:
        """Who matches what was typed; a press picks."""
        self.clear_rows()
        for one in found:
            if self.file is None or one.customer == self.file.customer:
                continue
            words = f"{one.name}  {one.phone}".strip()
            row = Button(in_menu(words), Kind.QUIET, icon="check", tip=_("Introduced by this customer"))
            row.setAccessibleName(words)
            row.clicked.connect(partial(self._keep, one.customer))
            self.rows.addWidget(row)

    def _keep(self, referrer: int | None, _checked: bool = False) -> None:
        file = self.file
        if file is not None:
            values = {form.REFERRER.key: referrer}
            self.wanted.emit(
                lambda desk, token: customer_facts.keep(
                    desk, file.customer, file.revision, values, token=token
                ),
                _("Who introduced is kept"),
            )
