"""What people do on the settings page: go to a section, choose a line, write, save; what they read there."""

from __future__ import annotations

from showroom.ui.leaving import Answer
from showroom.ui.settings.calendar_section import CalendarSection
from showroom.ui.settings.facts_section import FactsSection
from showroom.ui.settings.list_section import ListSection
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, hear, press, settle, shell, sign_in


def open_settings(window: Window, name: str = "郭宇") -> SettingsPage:
    """Sign in and choose the settings in the side bar."""
    frame = sign_in(window, name)
    frame.show_page("settings")
    settle()
    return settings(window)


def settings(window: Window) -> SettingsPage:
    page = shell(window)._by_key["settings"]
    assert isinstance(page, SettingsPage)
    return page


def section_names(page: SettingsPage) -> list[str]:
    """The sections this person sees."""
    return [page.list.item(row).text() for row in range(page.list.count())]


def go_to(page: SettingsPage, name: str) -> None:
    """Down or up to a section, and into it."""
    names = section_names(page)
    page.list.setFocus()
    away = names.index(name) - page.list.currentRow()
    press(*(["Down"] * away if away > 0 else ["Up"] * -away))
    press("Return")


def listed(page: SettingsPage) -> ListSection:
    assert isinstance(page.section, ListSection)
    return page.section


def calendar(page: SettingsPage) -> CalendarSection:
    assert isinstance(page.section, CalendarSection)
    return page.section


def facts(page: SettingsPage) -> FactsSection:
    assert isinstance(page.section, FactsSection)
    return page.section


def lines(page: SettingsPage) -> list[tuple[str, ...]]:
    """The list as it is read."""
    return [line.cells for line in listed(page).table.entries.lines]


def first_cells(page: SettingsPage) -> list[str]:
    return [cells[0] for cells in lines(page)]


def state_of(page: SettingsPage, name: str) -> str:
    """The last cell of a line."""
    return next(cells[-1] for cells in lines(page) if cells[0] == name)


def choose(page: SettingsPage, name: str) -> None:
    """Arrow to a line of the list."""
    table = listed(page).table
    table.setFocus()
    away = first_cells(page).index(name) - table.currentIndex().row()
    press(*(["Down"] * away if away > 0 else ["Up"] * -away))


def write(page: SettingsPage, **texts: str) -> None:
    """Write over fields of the form, one after the other."""
    form = listed(page).panel.form if isinstance(page.section, ListSection) else form_of(page)
    for key, text in texts.items():
        form.editors[key.replace("__", ".")].take_pen()
        press("Ctrl+A")
        hear(text) if text else press("Del")


def form_of(page: SettingsPage):  # type: ignore[no-untyped-def]
    """The form in view."""
    return page.section.panel.form  # type: ignore[attr-defined]


def reads(page: SettingsPage, key: str) -> str:
    """What stands in a field."""
    text: str = form_of(page).editors[key].text()
    return text


def told(page: SettingsPage) -> dict[str, str]:
    """What is said at which field."""
    found: dict[str, str] = form_of(page).sentences()
    return found


def problem(page: SettingsPage) -> str:
    """What is said over the fields."""
    words: str = page.section.panel.problem.text()  # type: ignore[attr-defined]
    return words


def press_button(page: SettingsPage, word: str) -> None:
    """A button below the form."""
    click(page.section.panel.buttons[word])  # type: ignore[attr-defined]


class Answering:
    """Somebody who answers the question at leaving always the same."""

    def __init__(self, page: SettingsPage, answer: Answer) -> None:
        self.asked: list[str] = []

        def reply(_parent: object, form: str) -> Answer:
            self.asked.append(form)
            return answer

        page.section.about_changes = reply
