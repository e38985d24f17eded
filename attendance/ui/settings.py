"""What this computer remembers: language, scheme, widths, where the window stood."""

import contextlib
import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from attendance.ui.work import Work

SAVED_AFTER = 800

LISTS_WANTED, LISTS_FOLDER, LISTS_LAST = "lists_on_closing", "lists_folder", "lists_last"
"""Whether the lists are written at the end, where to, and how it went: ``{"at": ms, "problem": words}``."""

BADGE_SIZE, BADGE_SINGLE, BADGE_BOTH_SIDES, BADGE_LANGUAGE, BADGE_PRINTER, BADGE_AT_ENTRY = (
    "badge_size", "badge_single", "badge_both_sides", "badge_language", "badge_printer", "badge_at_entry",
)  # fmt: skip
"""How badges are printed here, and whether one comes out by itself at a first entry."""


def load(path: Path) -> dict[str, Any]:
    """The settings in ``path``; empty when there are none that can be read."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def save(path: Path, values: dict[str, Any]) -> None:
    """Write the settings whole or not at all."""
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")
    draft.replace(path)


class Settings(QObject):
    """The settings in memory; written aside, shortly after they change."""

    def __init__(self, path: Path | None, values: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._path, self._values = path, dict(values or {})
        self._work: Work | None = None
        self._soon = QTimer(self, singleShot=True, interval=SAVED_AFTER)
        self._soon.timeout.connect(self._write)

    def save_with(self, work: Work) -> None:
        """From now on changes are written on a thread of ``work``."""
        self._work = work

    def get(self, key: str, default: Any = None) -> Any:
        return self._values.get(key, default)

    def all(self) -> dict[str, Any]:
        """Everything that is set."""
        return dict(self._values)

    def put(self, key: str, value: Any) -> None:
        if self._values.get(key) != value:
            self._values[key] = value
            self._soon.start()

    @Slot()
    def _write(self) -> None:
        if self._work is not None and self._path is not None:
            self._work.aside(self, save, self._path, dict(self._values))

    def flush(self) -> None:
        """Write at once, at the end of the program."""
        self._soon.stop()
        if self._path is not None:
            with contextlib.suppress(OSError):
                save(self._path, self._values)
