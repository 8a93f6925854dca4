"""A program of its own for test_program_kills: the real window, and somebody who registers guest after guest.

    python -m tests.faults.whole_program STORE KILLS SEED [SABOTAGE …]

It imports everything once and forks; each child is the whole program off screen, as `app` starts it. She
signs in, goes on with what is on the strip, types with real keys and presses Enter, is killed at a random
moment and starts again. It prints what was wrong, a line each, and at the end a line of what was done.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from showroom import app as program
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.remembered import Remembered
from showroom.rules.duties import Duty
from showroom.services import drafts
from showroom.services.check import findings
from showroom.services.desk import Desk
from showroom.services.work import Work
from showroom.ui import hooks
from showroom.ui.log_pencil import FORM
from showroom.ui.look.dress import dress
from showroom.ui.window import Window
from tests.faults.dying import Child, Say, die, halves, tokens
from tests.journeys.at_the_window import begin_to_sign_in, press, shell

LOOK_MS = 5
KEY_MS = 12
LIFE_SECONDS = 20
KINDS_OF_LIVES = 5
DIES_WITH_WORDS = 2
AT_ONCE = 0.02


def line_of(guest: int) -> str:
    """What is typed for a guest; ASCII, so that every sign is a key."""
    return f"guest{guest} 139{guest:08d} 2p"


# -- sabotage, of one child ---------------------------------------------------------------------------


def forgets_the_drafts() -> None:
    """Drafts are told to be kept and are not; she never comes to press Enter."""
    drafts.write_file_atomically = lambda *_anything: None  # type: ignore[assignment]
    Receptionist._hesitates = lambda _self, there, line: there == line  # type: ignore[method-assign]


def asks_for_no_token() -> None:
    """Nobody asks whether what is in a draft was saved already."""
    drafts.is_done = lambda _token: False


def dies_after_the_commit() -> None:
    """The first registration is saved, and the window never hears of it: the first life only."""
    really_announce = Desk._announce

    def announce(desk: Desk, work: Work) -> None:
        really_announce(desk, work) if work.duty != Duty.REGISTER_VISIT else die()

    Desk._announce = announce  # type: ignore[method-assign]


SABOTAGE: dict[str, Callable[[], None]] = {
    one.__name__: one for one in (forgets_the_drafts, asks_for_no_token, dies_after_the_commit)
}


# -- the child ------------------------------------------------------------------------------------------


class Receptionist:
    """She works at the real window, step by step in its own event loop."""

    def __init__(self, window: Window, say: Say) -> None:
        self.window, self.say = window, say
        self._timer = QTimer(window, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._guest, self._kept = 0, ""
        self.when(self._is_asked, self._enter)
        self._timer.start()
        really_keep = drafts.keep

        def keep(*arguments: Any, **options: Any) -> None:
            really_keep(*arguments, **options)
            _desk, form, _texts, line, *_more = arguments
            # Rows begun to be corrected have a draft of their own, which is none of the strip.
            if form == FORM:
                self._kept = line
                say("kept " + json.dumps(line))

        drafts.keep = keep

    def when(self, ready: Callable[[], object], do: Callable[[], None]) -> None:
        """Once it is so, do this."""
        self._ready, self._do = ready, do

    def _look(self) -> None:
        if self._ready():
            do, self._ready = self._do, lambda: False
            do()

    def _is_asked(self) -> bool:
        return self.window.isActiveWindow() and hasattr(self.window.centralWidget(), "_colleagues")

    def _enter(self) -> None:
        begin_to_sign_in(self.window, "周敏")
        self.when(self._is_in, self._go_on)

    def _is_in(self) -> bool:
        window = self.window
        if window.shell is None or not window.shell.log.model.lists:
            return False
        return window.shell.log._draft_asked and not window.ask._waiting

    def _go_on(self) -> None:
        """With the words that are back, else with the guest after the last on the sheet."""
        back = shell(self.window).top.strip.text()
        entries = shell(self.window).log.model.entries
        registered = [int(row.guest_name.removeprefix("guest")) for row in entries]
        self.say("back " + json.dumps(back))
        # It lies on the disk as it was, until it is typed on.
        self._kept = back
        shell(self.window).log.done.connect(self._registered)
        press("F2", "End")
        self._guest = int(back.split()[0].removeprefix("guest")) if back[5:6] else max([0, *registered]) + 1
        self._type()

    def _type(self) -> None:
        """The next sign of the line; with some guests she hesitates inside the number or before Enter."""
        strip = shell(self.window).top.strip
        line, there = line_of(self._guest), strip.text()
        if not line.startswith(there):
            self.say(f"wrong {there!r} on the strip")
        elif self._hesitates(there, line):
            QTimer.singleShot(LOOK_MS, self.window, self._type)
        elif there == line:
            press("Return")
        else:
            QTest.keyClicks(strip, line[len(there)])
            QTimer.singleShot(KEY_MS, self.window, self._type)

    def _hesitates(self, there: str, line: str) -> bool:
        """Until what is there was kept."""
        places = {0: len(line) - 9, 1: len(line)}
        return len(there) == places.get(self._guest % 3) and self._kept != there

    def _registered(self, _words: str, token: str) -> None:
        self.say(f"ack {token}")
        self._guest += 1
        self._type()


def run_the_program(store: Path, sabotage: Sequence[str], say: Say) -> None:
    """The child: the whole program off screen, and somebody at it."""
    # A life that nobody ends ends itself.
    signal.alarm(LIFE_SECONDS)
    for one in sabotage:
        SABOTAGE[one]()
    app = QApplication([])
    hooks.install(app)
    dress(app)
    app.setApplicationName("Showroom")

    def sit_down() -> None:
        windows = [one for one in app.topLevelWidgets() if isinstance(one, Window)]
        if windows:
            app.receptionist = Receptionist(windows[0], say)
        else:
            QTimer.singleShot(LOOK_MS, sit_down)

    QTimer.singleShot(0, sit_down)
    program._serve(app, store, Remembered(store.with_name("remembered.json")), keep=False)
    raise SystemExit("the window was closed; it should have been killed")


# -- whoever kills it -------------------------------------------------------------------------------------


@dataclass
class Killer:
    """Starts the program, kills it, and compares what is back with what was kept and acknowledged.

    It lives 0.2 to 1.2 seconds after she began to type, or after she registered somebody. Of five lives one
    ends while it starts, and one with words that have just come to the disk: the next has something to bring.
    """

    store: Path
    dice: random.Random
    sabotage: Sequence[str] = ()
    kept: str = ""
    acknowledged: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    registered: tuple[str, ...] = ()
    backs: int = 0
    lives: int = 0

    def kill_once(self) -> None:
        """One life of the program."""
        self.lives += 1
        dies = self.lives == 1 and dies_after_the_commit.__name__ in self.sabotage
        sabotage = [one for one in self.sabotage if dies or one != dies_after_the_commit.__name__]
        child = Child(partial(run_the_program, self.store, sabotage))
        if not dies:
            child.is_killed_after(self._wait_for(child))
        said, status = child.ends()
        if status != -signal.SIGKILL:
            self.wrong.append(f"it ended by itself: {status}")
        self._listen(said)
        self._look()

    def _wait_for(self, child: Child) -> float:
        """What this life comes to before the clock of its end runs, and the seconds it then has."""
        turn = self.lives % KINDS_OF_LIVES
        with_words = turn == DIES_WITH_WORDS
        if with_words or forgets_the_drafts.__name__ in self.sabotage:
            child.says('kept "guest')
        elif turn:
            child.says("ack" if turn == 1 else "back")
        # On a slow machine, too, what was just kept is not yet on the log.
        return self.dice.uniform(0, AT_ONCE) if with_words else self.dice.uniform(0.2, 1.2)

    def _listen(self, said: list[str]) -> None:
        for words in said:
            word, _space, rest = words.partition(" ")
            if word == "back":
                self._compare(json.loads(rest))
            elif word == "kept":
                self.kept = json.loads(rest)
            elif word == "ack":
                self.acknowledged.add(rest)
            else:
                self.wrong.append(words)

    def _compare(self, back: str) -> None:
        """What was kept is back, if not more of it; unless that guest is on the log."""
        self.backs += bool(back)
        guest = self.kept.partition(" ")[0]
        registered = guest in self.registered
        if registered and back.startswith(f"{guest} "):
            self.wrong.append(f"{guest} is on the log and was offered again")
        if not registered and not back.startswith(self.kept):
            self.wrong.append(f"{self.kept!r} was kept and {back!r} came back")

    def _look(self) -> None:
        with Store(self.store) as store:
            self.wrong += findings(store) + halves()
            self.registered = rows = tuple(
                row.guest_name for row in TrafficEntry.select().order_by(TrafficEntry.id)
            )
            if rows != tuple(f"guest{number + 1}" for number in range(len(rows))):
                self.wrong.append(f"not every guest once: {rows}")
            lost = self.acknowledged - set(tokens())
            if lost:
                self.wrong.append(f"acknowledged and lost: {lost}")


def main() -> None:
    path, kills, seed, *sabotage = sys.argv[1:]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    killer = Killer(Path(path), random.Random(int(seed)), sabotage)
    for _kill in range(int(kills)):
        killer.kill_once()
    for words in killer.wrong:
        print("WRONG", words)  # noqa: T201
    print("DONE", kills, "kills", len(killer.acknowledged), "acknowledged", killer.backs, "back")  # noqa: T201


if __name__ == "__main__":
    main()
