"""One window per file: a second start brings the first window to the front and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 1500


class OnlyWindow(QObject):
    """Holds the file's lock as long as it lives.

    Attributes:
        called: somebody started the program again for the same file.
    """

    called = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:24]
        self._name = f"attendance-{digest}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        # A lock whose process is gone is taken over, however old or new it is.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def take(self) -> bool:
        """Become the one; False when another already is, which is then called to the front."""
        if not self._lock.tryLock(0):
            self._call()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let the next one in."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(PATIENCE):
            socket.write(b"show\n")
            socket.waitForBytesWritten(PATIENCE)
            socket.disconnectFromServer()

    @Slot()
    def _heard(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
        self.called.emit()
