"""A tour of the program without a display: every page and sheet as pictures and PDF, in every dress."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import cast

import shiboken6
from PySide6.QtWidgets import QApplication

from showroom import language
from showroom.clock import SetClock, SystemClock
from showroom.errors import Refused
from showroom.files import unwritable
from showroom.language import mark
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.duties import Role, duties_of
from showroom.services import demo, settings, sign_in
from showroom.sheets.printing import key_card
from showroom.ui import tour_pictures, tour_scenes
from showroom.ui.look import theme
from showroom.ui.look.dress import dress
from showroom.ui.look.theme import Scheme
from showroom.ui.places import PLACES, Place
from showroom.ui.tour_pictures import Album
from showroom.ui.tour_scenes import SCENES, Stage
from showroom.ui.window import Window

HOUR, MINUTE = 10, 38
# Logical size, and device pixels for each of its pixels: a large screen, a laptop, a small one at 150 %.
_LARGE, _LAPTOP, _SMALL = (1440, 900, 1.0), (1280, 800, 1.5), (853, 480, 1.5)


@dataclass(frozen=True)
class Dress:
    """One way in which the program can be seen."""

    language: str
    scheme: Scheme
    screen: tuple[int, int, float]

    @property
    def folder(self) -> str:
        """The folder of its pictures, such as `zh_CN-light-100`."""
        size = "small" if self.screen is _SMALL else f"{self.screen[2]:.0%}".rstrip("%")
        return f"{self.language}-{self.scheme}-{size}"


def dresses(*, quick: bool) -> list[Dress]:
    """All of them, or the first and the small screen."""
    languages = language.LANGUAGES[:1] if quick else language.LANGUAGES
    schemes = (Scheme.LIGHT,) if quick else (Scheme.LIGHT, Scheme.DARK)
    screens = (_LARGE,) if quick else (_LARGE, _LAPTOP)
    return [
        *(Dress(*one) for one in product(languages, schemes, screens)),
        *(Dress(code, Scheme.LIGHT, _SMALL) for code in languages),
    ]


def work(folder: Path, store: Path | None = None, *, only: str = "", quick: bool = False) -> int:
    """Fill `folder`; how many files it has now. The store is copied and left as it is.

    `only` is the key of a page, or "sign_in". Raises Refused for a store that is not of the demo, a page that
    is not there, a folder that cannot be written; Unavailable.
    """
    wanted = only.replace("-", "_")
    _refuse_unknown(wanted)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as made:
        kept = Path(made) / "tour.db"
        if store is None:
            demo.make(kept, SystemClock().today())
        else:
            _copy_demo(store, kept)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _Tour(folder, kept, wanted).work(quick=quick)
        except OSError as error:
            raise unwritable("E-TOUR", folder, error) from error


def _refuse_unknown(only: str) -> None:
    known = [tour_scenes.SIGN_IN, *(place.key for place in PLACES)]
    if only and only not in known:
        raise Refused(
            "E-TOUR",
            mark("There is no page {only}. Nothing was made. The pages are: {known}."),
            only=only,
            known=", ".join(known),
        )


def _copy_demo(store: Path, target: Path) -> None:
    """A copy to play in. Pictures of real customers are nobody's business: only the demo is toured."""
    with Store(store):
        fictional = bool(settings.facts().demo_password)
    if not fictional:
        raise Refused(
            "E-TOUR",
            mark(
                "{path} was not made by the demo command, so its customers may be real. No picture was made. "
                "Leave out --store, or make a demo store first."
            ),
            path=store,
        )
    for ending in ("", "-wal"):
        part = store.with_name(store.name + ending)
        if part.exists():
            shutil.copy(part, target.with_name(target.name + ending))


class _Tour:
    """Goes through the dresses; in the first one it looks with the eyes of every role."""

    def __init__(self, folder: Path, store: Path, only: str) -> None:
        self._folder, self._store, self._only = folder, store, only
        app = QApplication.instance() or QApplication(["showroom"])
        self._look = dress(cast(QApplication, app))
        self._look.motion = False

    def work(self, *, quick: bool) -> int:
        """Every picture and sheet; how many files there are."""
        for number, seen in enumerate(dresses(quick=quick)):
            with tour_pictures.album(self._folder / seen.folder, seen.screen) as album:
                self._show(seen, album, sheets=number == 0)
        tour_pictures.write(key_card(SystemClock().local()).content, self._folder / "sheets", "key-card")
        language.use(language.CHINESE)
        theme.current().choose(Scheme.LIGHT)
        return sum(1 for path in self._folder.rglob("*") if path.is_file())

    def _show(self, seen: Dress, album: Album, *, sheets: bool) -> None:
        language.use(seen.language)
        theme.current().choose(seen.scheme)
        with self._window(album) as stage:
            if self._only in ("", tour_scenes.SIGN_IN):
                tour_scenes.entries(stage)
        for place in PLACES:
            if self._only in ("", place.key):
                self._show_place(place, album, everybody=sheets)
                if sheets:
                    with self._window(album) as stage:
                        stage.enter(_roles(place)[0], place.key)
                        tour_pictures.sheets(stage.page, self._folder / "sheets")

    def _show_place(self, place: Place, album: Album, *, everybody: bool) -> None:
        roles = _roles(place)
        for role in roles if everybody else roles[:1]:
            with self._window(album) as stage:
                stage.enter(role, place.key)
                name = place.key if role is roles[0] else f"{place.key}--{role}"
                stage.take(name)
        for name, play in SCENES.get(place.key, {}).items():
            with self._window(album) as stage:
                stage.enter(roles[0], place.key)
                play(stage)
                stage.take(f"{place.key}--{name}")

    @contextmanager
    def _window(self, album: Album) -> Iterator[Stage]:
        """The program just started, on a store of its own at 10:38 today."""
        clock = SetClock(SystemClock().now())
        clock.put(SystemClock().today(), HOUR, MINUTE)
        with tempfile.TemporaryDirectory() as made:
            path = Path(made) / "showroom.db"
            for ending in ("", "-wal"):
                part = self._store.with_name(self._store.name + ending)
                if part.exists():
                    shutil.copy(part, path.with_name(path.name + ending))
            with Store(path) as store:
                window = Window(store, clock, Remembered(Path(made) / "settings.json"), inline=True)
                window.resize(album.width, album.height)
                window.show()
                users = {role: one.user for one in reversed(sign_in.colleagues(store)) for role in one.roles}
                yield Stage(window, album, users, settings.facts().demo_password)
                window.close()
                shiboken6.delete(window)


def _roles(place: Place) -> list[Role]:
    """Who sees a page, in the order of the roles."""
    return [role for role in Role if place.seen_by(duties_of({role}))]
