"""Two files beside each other: one person's or two people's, and which of two facts stands (req 62)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtWidgets import QLayout, QWidget

from showroom.forms.customer_merge import CardOfFile, Comparison, File
from showroom.language import _
from showroom.rules.level import CardState
from showroom.ui.beside_table import BesideTable, Rolled
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text

MERGE: Final = "merge"
TWO_PEOPLE: Final = "two_people"
_CARD: Final = "card "
# What of the window the table may take.
_SHARE: Final = 0.55


@dataclass(frozen=True)
class Verdict:
    """What somebody found: MERGE with what `customer_merge.merge` asks for, TWO_PEOPLE, or "" for neither."""

    found: str = ""
    chosen: Mapping[str, int] = field(default_factory=dict)
    one_wish: Mapping[int, int] = field(default_factory=dict)


class MergeDialog(Dialog):
    """The first file stays. Nothing is preset but that two wishes are two; the safe button has the focus."""

    wide = 720

    def __init__(self, parent: QWidget, comparison: Comparison) -> None:
        super().__init__(
            parent,
            _("Are these two files one person's?"),
            _(
                "What only one of them says stands. Numbers, cards, visits and consents of both come "
                "together in the first. It can be undone while nothing newer depends on it."
            ),
        )
        self._files = comparison
        self._keys = tuple(one.field.key for one in comparison.differences)
        self._pairs = dict(_pairs(comparison))
        self.table = BesideTable(_head(comparison.first), _head(comparison.second))
        self._fill(comparison)
        if comparison.told_apart:
            words = _("Somebody found that they are two people: {who}", who=comparison.told_apart)
            self.body.addWidget(Text(words, Role.WARNING, wrap=True))
        self.body.addWidget(Rolled(self.table, round(parent.window().height() * _SHARE)))
        self.table.picked.connect(self._count)
        self.two = self.add_button(TWO_PEOPLE, _("These are two people"), Kind.QUIET)
        self.add_button("", _("Cancel"), safe=True)
        self.merge = self.add_button(MERGE, _("Make them one"), Kind.PRIMARY)
        column = self.layout()
        if column is not None:
            # Its least height is that of words in the narrowest column; `sizeHint` knows the true one.
            column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._count()

    def _fill(self, found: Comparison) -> None:
        if len(self._keys) > 1:
            self.table.add_takers(self._keys)
        for one in found.differences:
            self.table.add_choice(one.field.key, _(one.field.label), (one.first, one.second))
        for other, first in self._pairs.items():
            words = _("The same wish as {number}", number=first.number), _("A wish of its own")
            self.table.add_choice(_key(other), _("Card {number}", number=other.number), words, picked=1)
        for label, words in _together(found.first, found.second):
            self.table.add_words(label, words)

    def _count(self) -> None:
        left = sum(self.table.side_of(key) is None for key in self._keys)
        self.note.setText(_("{count} still to be chosen", count=left) if left else "")
        self.merge.setEnabled(not left)

    def verdict(self) -> Verdict:
        """Ask; what they found."""
        found = self.ask()
        if found != MERGE:
            return Verdict(found)
        customers = self._files.first.customer, self._files.second.customer
        chosen = {key: customers[self.table.side_of(key) or 0] for key in self._keys}
        same = [(one, other) for one, other in self._pairs.items() if self.table.side_of(_key(one)) == 0]
        return Verdict(MERGE, chosen, dict(_withdrawn(one, other) for one, other in same))


def ask_verdict(parent: QWidget, comparison: Comparison) -> Verdict:
    """The question, over the dimmed window."""
    return MergeDialog(parent, comparison).verdict()


def _head(file: File) -> str:
    return "  ".join(part for part in (file.name, *file.phones[:1]) if part)


def _key(card: CardOfFile) -> str:
    return f"{_CARD}{card.prospect}"


def _pairs(found: Comparison) -> Iterator[tuple[CardOfFile, CardOfFile]]:
    """Cards that may be the same wish: one that lives of each file, the newest first."""
    first, second = (
        [card for card in reversed(file.cards) if card.alive] for file in (found.first, found.second)
    )
    yield from zip(second, first, strict=False)


def _withdrawn(one: CardOfFile, other: CardOfFile) -> tuple[int, int]:
    """Which of the two gives way: a sleeping one to an open one, else that of the second file."""
    if one.state == CardState.OPEN and other.state != CardState.OPEN:
        return other.prospect, one.prospect
    return one.prospect, other.prospect


def _together(first: File, second: File) -> Iterator[tuple[str, tuple[str, str]]]:
    """What comes together, in words; what neither has is not named."""
    rows = (
        (_("Phones"), first.phones, second.phones),
        (_("Cards of the file"), tuple(map(_card_words, first.cards)), tuple(map(_card_words, second.cards))),
        (_("Visits and calls"), _counted(first.visits), _counted(second.visits)),
        (_("Family"), first.family, second.family),
        (_("Cars"), first.cars, second.cars),
        (_("Consents"), first.consents, second.consents),
    )
    for label, one, other in rows:
        if one or other:
            yield label, ("\n".join(one), "\n".join(other))


def _counted(visits: int) -> tuple[str, ...]:
    return (str(visits),) if visits else ()


def _card_words(card: CardOfFile) -> str:
    return "  ".join(part for part in (card.number, card.level, card.model, card.owner_name) if part)
