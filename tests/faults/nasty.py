"""Words that have broken programs (reliability M, P, Q), and a trap that tells when one of them is obeyed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import showroom
from showroom.language import resources

# CVE-2023-33733: a colour that was once evaluated by ReportLab.
EXPLOIT: Final = (
    "<para><font color=\"[ [ [ [ ftype(ctype(0, 0, 0, 0, 3, 67, b't\\x00d\\x01', (None,), (), (), 'x', 'x', "
    "1, b'', (), ()), {})() for ftype in [type(lambda: None)] ] for ctype in [type(getattr(lambda: {None}, "
    "Word('__code__')))] ] for Word in [orgTypeFun('Word', (str,), {})] ] ] and 'red'\">x</font></para>"
)

# By their number in reliability.md. What a form takes as it is:
_KEPT: Final = {
    "M1 beyond the basic plane": "𠮷㛃龘䶮",
    "M2 middle dots": "阿卜杜拉·买买提‧江•",
    "M3 joined emoji": "👨‍👩‍👧 ❤️ 葛\U000e0100",
    "M6 right to left": "محمد עברית",
    "M7 combining": "Jose\u0301 Zoé",
    "M8 tags": "<b>粗</b><br>a<b",
    "M8 entities": "&amp;&lt;b&gt; A&B &",
    "M8 ends of markup": "</para><!-- x --><![CDATA[x]]><?x?>",
    "M8 style": '<h1 style="color:red">张</h1>',
    "M10 null": "null",
    "M10 None": "None",
    "M10 NaN": "NaN",
    "M10 nothing": "N/A",
    "M11 SQL": "Robert'); DROP TABLE customer;--",
    "M11 wildcards": "100%_\\",
    "M13 fifty": "张" * 50,
    "P1 formula": "=1+1",
    "P1 link": '=HYPERLINK("http://x.example","看")',
    "P1 full-width formula": "＝1+1",
    "P1 minus": "-2+3",
    "P1 at": "@SUM(A1)",
    "P4 escape": "_x0041_x0042_",
    "Q2 drawing": '<onDraw name="x" label="y"/>',
    "Q2 exploit": EXPLOIT,
    "templates": "{name} {0} %s %(x)s [*] $t1",
    "error cell": "#REF!",
}
# What is cleaned on the way (M4, M5, M13):
_CLEANED: Final = {
    "M4 zero width": "张\u200b三\ufeff\u2060",
    "M5 direction": "\u202e王丽\u202c\u2066x\u2069",
    "M13 around": "  王 丽\u3000",
}
# What is refused everywhere, or has no room (M9, M12):
_REFUSED: Final = {
    "M9 NUL": "王\x00丽",
    "M9 vertical tab": "王\x0b丽",
    "M9 escape": "\x1b[2J王丽",
    "M9 unit separator": "王丽\x1f",
    "M9 lone surrogate": "王\ud800丽",
    "M12 a megabyte": "x" * 1_000_000,
    "M12 ten thousand lines": "行\n" * 10_001,
}
BLANK: Final = " \u3000 \u200b"


class Trap:
    """A picture and a port that nobody has a reason to open; the kernel tells when somebody does."""

    _IN_OPEN: Final = 0x20

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="t", suffix=".png")
        os.close(handle)
        self.picture = Path(name)
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._watch >= 0, "this machine cannot watch a file"
        assert self._libc.inotify_add_watch(self._watch, os.fsencode(self.picture), self._IN_OPEN) >= 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.port = self._server.getsockname()[1]

    @property
    def touched(self) -> bool:
        """Whether it was opened or called since it was last asked."""
        found = False
        with contextlib.suppress(BlockingIOError):
            found = bool(os.read(self._watch, 65_536))
        with contextlib.suppress(BlockingIOError):
            self._server.accept()[0].close()
            found = True
        return found

    def texts(self) -> dict[str, str]:
        """Every nasty text by its name; some lead here."""
        return self.kept() | _CLEANED | _REFUSED | {"M13 blank": BLANK}

    def kept(self) -> dict[str, str]:
        """What a form takes as it is, where it has the room."""
        return _KEPT | {
            "Q2 picture of a file": f'<img src="{self.picture}" height="4"/>',
            "Q2 picture of a file by its address": f'<img src="file://{self.picture}">',
            "Q2 picture of a stranger": f'<img src="http://127.0.0.1:{self.port}/x">',
        }

    def taken(self) -> dict[str, str]:
        """What a form takes, cleaned or not."""
        return self.kept() | _CLEANED

    def close(self) -> None:
        """Nobody is watched any more."""
        os.close(self._watch)
        self._server.close()
        self.picture.unlink()


# -- what Python opens --------------------------------------------------------------------------------

_EVENTS: Final = frozenset(
    {"socket.connect", "socket.getaddrinfo", "os.system", "subprocess.Popen", "urllib.Request", "os.exec"}
)
_heard: list[tuple[str, str]] | None = None
_hooked = False


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _heard is not None and (event in _EVENTS or event == "open"):
        _heard.append((event, os.fsdecode(arguments[0]) if event == "open" else str(arguments)))


@contextlib.contextmanager
def opened_by_python() -> Iterator[list[tuple[str, str]]]:
    """What is opened, called and started meanwhile; what belongs to the program and to Python is left out."""
    global _heard, _hooked  # noqa: PLW0603 - an audit hook is for ever, so there is one
    if not _hooked:
        sys.addaudithook(_listen)
        _hooked = True
    own = (sys.prefix, sys.base_prefix, str(resources()), str(Path(showroom.__file__).parent), "/usr/share")
    found: list[tuple[str, str]] = []
    _heard = []
    try:
        yield found
    finally:
        heard, _heard = _heard, None
        found += [one for one in heard if one[0] != "open" or not one[1].startswith(own)]
