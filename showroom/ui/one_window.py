"""A second start on the same store brings the first window to the front instead (E1)."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from showroom.files import real_path

_WAIT_MS = 500


def _name(store: Path) -> str:
    return "showroom-" + sha256(str(real_path(store)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def call_first_window(store: Path) -> bool:
    """Whether a window of this user on this store answered and came forward."""
    socket = QLocalSocket()
    socket.connectToServer(_name(store))
    answered = socket.waitForConnected(_WAIT_MS)
    if answered:
        socket.write(b"forward")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Listens for second starts as long as the first window is there."""

    def __init__(self, store: Path, rung: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A window that was killed may have left its name behind; the lock on the store says it is gone.
        QLocalServer.removeServer(_name(store))
        self._server.listen(_name(store))
        self._server.newConnection.connect(lambda: self._answer(rung))

    def _answer(self, rung: Callable[[], None]) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            rung()
