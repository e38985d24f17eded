"""A page to draw on: millimetres from its top left corner, fonts in points, text that fits its box.

Whatever is drawn here looks the same in a PDF, on a printer and on the screen, because every measure is taken
from the outlines of the letters, never from the device::

    canvas.fill(Box(0, 0, canvas.width, 12), "0F6E78")
    canvas.text(Box(10, 20, 80, 14), name, Type(34, 700, least=16), lines=2)   # shrinks, then wraps
    with canvas.inside(Box(105, 0, 105, 148), turned=180) as corner: ...             # a page within the page
"""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from attendance.domain.text_keys import has_lao
from attendance.language.lao import LAO_FONTS, LATIN_FONTS, breakable

UNITS = 20
"""Steps of a millimetre in which letters are measured; a font is a whole number of them high."""

POINT = 25.4 / 72
"""Millimetres."""

INK, MUTED, HAIRLINE, ACCENT = "1B2430", "5B6776", "C9D2DB", "0F6E78"

Side = Literal["left", "center", "right"]
Rise = Literal["top", "middle", "bottom"]


class Box(NamedTuple):
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    def within(self, margin: float) -> "Box":
        """The rectangle without a margin all round."""
        return Box(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set.

    Attributes:
        points: its height; ``least``: how far it may shrink to fit, never below (0: not at all).
        weight: 400 is plain, 600 semibold, 700 bold.
        colour: RRGGBB.
        spaced: how far apart the letters stand, per cent of the usual; Lao is never set apart.
    """

    points: float
    weight: int = 400
    colour: str = INK
    least: float = 0
    spaced: float = 100
    italic: bool = False

    def at(self, points: float) -> "Type":
        """The same at another height."""
        return replace(self, points=points)

    def font(self, lao: bool) -> QFont:
        """The font for words with Lao letters or without, the same on every device."""
        # The first font gives the line its height, and Lao letters stand taller than Latin ones.
        font = QFont([*LAO_FONTS, *LATIN_FONTS] if lao else [*LATIN_FONTS, *LAO_FONTS])
        font.setPixelSize(max(1, round(self.points * POINT * UNITS)))
        font.setWeight(QFont.Weight(self.weight))
        font.setItalic(self.italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if self.spaced != 100 and not lao:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, self.spaced)
        return font


class Fitted(NamedTuple):
    """Text as it will stand.

    Attributes:
        face: with the points it came down to.
        lines: as they break; the last ends with "…" where not even the least size was enough.
        width, height: of all lines, millimetres.
    """

    face: Type
    lines: tuple[str, ...]
    width: float
    height: float


_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What no font has a shape for but an empty box."""

_WILD = re.compile(r"[\U00010000-\U0010ffff]|[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{3}")
"""Emoji, which devices draw wider than they measure, and marks heaped on a letter beyond its line."""

STEP = 0.94
"""How much smaller the next size is that text is tried in."""


@lru_cache(maxsize=16_384)
def fit(words: str, width: float, height: float, face: Type, lines: int = 1) -> Fitted:
    """The largest setting of ``words`` within width × height (mm): on one line, else on up to ``lines``.

    A text goes on two lines only when it would have to shrink to three quarters on one. It never gets smaller
    than ``face.least``; what does not fit even then is cut with "…".
    """
    words = " ".join(_UNSEEN.sub("", words).split())
    least = min(face.least or face.points, face.points)
    alone = _single(words, width, height, face, least if lines == 1 else max(least, face.points * 3 / 4))
    if alone is not None:
        return alone
    for anywhere in (False, True) if lines > 1 else ():
        points = face.points
        while points > least * STEP:
            found = _wrapped(words, width, face.at(max(points, least)), anywhere)
            if found is not None and len(found.lines) <= lines and found.height <= height:
                return found
            points *= STEP
        if not anywhere and (alone := _single(words, width, height, face, least)) is not None:
            return alone
    return _cut(words, width, height, face.at(least), lines)


def _single(words: str, width: float, height: float, face: Type, least: float) -> Fitted | None:
    """On one line, as high as it can be; None where it would be lower than ``least``."""
    whole = _set(words, face)
    share = min(1.0, width / whole.width if whole.width else 1.0, height / whole.height)
    points = face.points * share
    while points >= least:
        found = _set(words, face.at(points))
        if found.width <= width and found.height <= height:
            return found
        points -= 0.5 / UNITS / POINT
    return None


def _set(words: str, face: Type) -> Fitted:
    return _line(words, face, has_lao(words))[1]


def _line(words: str, face: Type, lao: bool) -> tuple[QTextLayout, Fitted]:
    layout = _layout(words, face.font(lao), None, QTextOption.WrapMode.NoWrap)
    line = layout.lineAt(0)
    return layout, Fitted(face, (words,), line.naturalTextWidth() / UNITS, line.height() / UNITS)


def _layout(words: str, font: QFont, width: float | None, mode: QTextOption.WrapMode) -> QTextLayout:
    layout = QTextLayout(breakable(words), font)
    option = QTextOption()
    option.setWrapMode(mode)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1e7 if width is None else width * UNITS)
    layout.endLayout()
    return layout


def _wrapped(words: str, width: float, face: Type, anywhere: bool) -> Fitted | None:
    """On as many lines as it takes; None where a word alone is too wide and may not be broken."""
    mode = QTextOption.WrapMode
    breaking = mode.WrapAtWordBoundaryOrAnywhere if anywhere else mode.WordWrap
    layout = _layout(words, face.font(has_lao(words)), width, breaking)
    found = [layout.lineAt(number) for number in range(layout.lineCount())]
    if any(line.naturalTextWidth() > width * UNITS for line in found):
        return None
    text = layout.text()
    parts = tuple(_of(line, text) for line in found)
    return Fitted(
        face,
        parts,
        max((line.naturalTextWidth() for line in found), default=0) / UNITS,
        sum(line.height() for line in found) / UNITS,
    )


def _of(line: QTextLine, text: str) -> str:
    return (
        text[line.textStart() : line.textStart() + line.textLength()].strip(" \u200b").replace("\u200b", "")
    )


def _cut(words: str, width: float, height: float, face: Type, lines: int) -> Fitted:
    """As many lines as there is room for, the last one ending with "…"."""
    wrapped = _wrapped(words, width, face, anywhere=True)
    parts = list(wrapped.lines) if wrapped is not None else [words]
    each = _set("Ag", face).height if wrapped is None else wrapped.height / len(parts)
    room = max(1, min(lines, int(height / each + 1e-6)))
    if len(parts) > room or wrapped is None:
        rest = " ".join(parts[room - 1 :])
        metrics = QFontMetricsF(face.font(has_lao(words)))
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width * UNITS * 0.98)
        parts = [*parts[: room - 1], shown]
    set_lines = [_line(part, face, has_lao(words))[1] for part in parts]
    return Fitted(
        face, tuple(parts), max(one.width for one in set_lines), sum(one.height for one in set_lines)
    )


class Canvas:
    """One page, or a part of one.

    Attributes:
        width, height: millimetres.
        painter: scaled to steps of ``1 / UNITS`` mm, for what is not offered here.
    """

    def __init__(self, painter: QPainter, width: float, height: float) -> None:
        self.painter, self.width, self.height = painter, width, height

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(0, 0, self.width, self.height)

    def fill(self, box: Box, colour: str, radius: float = 0) -> None:
        """A rectangle filled with RRGGBB, its corners rounded by ``radius`` mm."""
        if radius:
            path = QPainterPath()
            path.addRoundedRect(_rect(box), radius * UNITS, radius * UNITS)
            self.painter.fillPath(path, QColor(f"#{colour}"))
        else:
            self.painter.fillRect(_rect(box), QColor(f"#{colour}"))

    def frame(self, box: Box, colour: str = HAIRLINE, line: float = 0.2) -> None:
        """The outline of a rectangle, ``line`` mm wide."""
        self.painter.setPen(_pen(colour, line))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(_rect(box))

    def line(
        self, x: float, y: float, to_x: float, to_y: float, colour: str = HAIRLINE, line: float = 0.2
    ) -> None:
        """A straight line, ``line`` mm wide."""
        self.painter.setPen(_pen(colour, line))
        self.painter.drawLine(QPointF(x * UNITS, y * UNITS), QPointF(to_x * UNITS, to_y * UNITS))

    def text(
        self, box: Box, words: str, face: Type, side: Side = "left", rise: Rise = "top", lines: int = 1
    ) -> Fitted:
        """Text within its box, fitted as ``fit`` does."""
        found = fit(words, box.width, box.height, face, lines)
        self.put(box, found, side, rise)
        return found

    def put(self, box: Box, fitted: Fitted, side: Side = "left", rise: Rise = "top") -> None:
        """Text that was fitted before, e.g. to know its height."""
        if any(map(_WILD.search, fitted.lines)):
            self.painter.save()
            self.painter.setClipRect(_rect(box), Qt.ClipOperation.IntersectClip)
            self._put(box, fitted, side, rise)
            self.painter.restore()
        else:
            self._put(box, fitted, side, rise)

    def _put(self, box: Box, fitted: Fitted, side: Side, rise: Rise) -> None:
        self.painter.setPen(QColor(f"#{fitted.face.colour}"))
        spare = box.height - fitted.height
        y = box.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[rise]
        lao = any(map(has_lao, fitted.lines))
        for words in fitted.lines:
            layout, line = _line(words, fitted.face, lao)
            left = {"left": 0.0, "center": (box.width - line.width) / 2, "right": box.width - line.width}
            layout.draw(self.painter, QPointF((box.x + left[side]) * UNITS, y * UNITS))
            y += line.height

    def image(self, box: Box, image: QImage) -> None:
        """A picture, as large as its box allows and in its middle."""
        size = image.size()
        scale = min(box.width / max(1, size.width()), box.height / max(1, size.height()))
        width, height = size.width() * scale, size.height() * scale
        place = Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
        self.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.painter.drawImage(_rect(place), image, QRectF(image.rect()))

    @contextmanager
    def inside(self, box: Box, turned: float = 0) -> Generator["Canvas"]:
        """A part of the page as a canvas of its own, turned about its middle by degrees clockwise."""
        self.painter.save()
        self.painter.translate(box.x * UNITS, box.y * UNITS)
        if turned:
            middle = QPointF(box.width * UNITS / 2, box.height * UNITS / 2)
            self.painter.translate(middle)
            self.painter.rotate(turned)
            self.painter.translate(-middle)
        yield Canvas(self.painter, box.width, box.height)
        self.painter.restore()


def canvas_on(painter: QPainter, width: float, height: float, dots: float) -> Canvas:
    """A canvas of width × height mm at the painter's origin, ``dots`` device pixels to the millimetre.

    It scales the painter for good: save it before where that matters.
    """
    painter.scale(dots / UNITS, dots / UNITS)
    hint = QPainter.RenderHint
    painter.setRenderHints(hint.Antialiasing | hint.TextAntialiasing | hint.SmoothPixmapTransform)
    return Canvas(painter, width, height)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x * UNITS, box.y * UNITS, box.width * UNITS, box.height * UNITS)


def _pen(colour: str, line: float) -> QPen:
    pen = QPen(QColor(f"#{colour}"))
    pen.setWidthF(line * UNITS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
