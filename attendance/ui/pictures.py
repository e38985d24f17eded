"""Draws every page and dialog off-screen, in each language, light and dark, for whoever reviews the look."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from attendance.language import LANGUAGES
from attendance.ui.main_window import MainWindow
from attendance.ui.scenes import Scenes, empty_scenes, scenes
from attendance.ui.staging import SCREENS, Screen, opened, settle
from attendance.ui.theme import Scheme


def draw(widget: QWidget, ratio: float, path: Path) -> None:
    """One picture of a widget as it stands."""
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(widget.palette().window().color())
    widget.render(picture)
    picture.save(str(path))


def draw_pictures(
    folder: Path,
    open_window: Callable[..., tuple[MainWindow, Any]],
    only: str = "",
) -> list[Path]:
    """Draw everything into ``folder`` and return the files.

    Args:
        open_window: ``app.open_window``; it lies above this module.
        only: draw only what has this in its name.
    """
    before = qInstallMessageHandler(_heard)
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    for empty in (False, True):
        with opened(open_window, empty=empty) as window:
            for kind, screen in _kinds(window, only):
                for name, widget in _shown(window, empty):
                    path = folder / f"{kind}-{name}.png"
                    if only in path.name:
                        draw(widget, screen.ratio, path)
                        drawn.append(path)
    qInstallMessageHandler(before)
    return drawn


def _shown(window: MainWindow, empty: bool) -> Scenes:
    return empty_scenes(window) if empty else scenes(window)


def _kinds(window: MainWindow, only: str) -> Iterator[tuple[str, Screen]]:
    """The window in every language, scheme and size that can have pictures asked for."""
    kinds = [
        (language, scheme, screen) for language in LANGUAGES for scheme in _SCHEMES for screen in SCREENS
    ]
    named = [
        (f"{screen.name}-{language}-{scheme.value}", language, scheme, screen)
        for language, scheme, screen in kinds
    ]
    wanted = [kind for kind in named if only in kind[0] or kind[0] in only]
    for name, language, scheme, screen in wanted or named:
        window.speak(language)
        window.desk.theme.force(scheme)
        window.resize(screen.size)
        settle(window)
        yield name, screen


_SCHEMES = (Scheme.LIGHT, Scheme.DARK)


def _heard(_kind: QtMsgType, _context: object, text: str) -> None:
    """Pass Qt's warnings on, all but those every off-screen window earns."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
