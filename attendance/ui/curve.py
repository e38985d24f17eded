"""The curve of arrivals, painted: everybody who came over time, and how many in each step below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from attendance.domain.arrivals import Arrivals
from attendance.language import Texts
from attendance.ui.palette import mix
from attendance.ui.theme import SMALL, Theme, font

HEIGHT, LOW = 208, 96
"""Points, with a curve and without."""

TICKS = (5, 10, 15, 30, 60, 120, 180, 240, 360)
"""Minutes between two times told below the curve."""

_GAP = 14


def clock(minute: int) -> str:
    """ "08:05" of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


class ArrivalCurve(QWidget):
    """Arrivals of one day; the pointer or the arrow keys tell one step after the other."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._arrivals, self._expected = Arrivals(), 0
        self._marks: tuple[int, ...] = ()
        self._at: int | None = None
        self._font = font(SMALL)
        self.setFixedHeight(LOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_arrivals(self, found: Arrivals, expected: int = 0, marks: Sequence[int] = ()) -> None:
        """Another curve.

        Args:
            expected: where the curve would end if everybody came; 0 tells nothing of it.
            marks: starts of event sessions, minutes after midnight.
        """
        self._arrivals, self._expected, self._marks = found, expected, tuple(marks)
        if self._at is not None and self._at >= len(found.counts):
            self._at = None
        self.setFixedHeight(HEIGHT if found.counts else LOW)
        self.setAccessibleName(self.said())
        self.update()

    def said(self) -> str:
        """The curve in words: how many, from when to when, the peak."""
        texts, found = self._texts, self._arrivals
        peak = found.peak()
        if peak is None:
            return texts("Nobody has arrived yet.")
        share = texts.number(peak[1])
        return texts(
            "{n} arrived between {first} and {last}; most of them from {peak} to {end}: {most}.",
            n=texts.number(found.total),
            first=clock(self._first_arrival()),
            last=clock(found.last),
            peak=clock(peak[0]),
            end=clock(peak[0] + found.step),
            most=share,
        )

    def told(self) -> str:
        """The step under the pointer or the keys in words, "" for none."""
        if self._at is None:
            return ""
        found, number = self._arrivals, self._texts.number
        begins = found.first + self._at * found.step
        return self._texts(
            "{first}–{last}: {n} arrived, {all} in all",
            first=clock(begins),
            last=clock(begins + found.step),
            n=number(found.counts[self._at]),
            all=number(sum(found.counts[: self._at + 1])),
        )

    def _first_arrival(self) -> int:
        first = next(place for place, n in enumerate(self._arrivals.counts) if n)
        return self._arrivals.first + first * self._arrivals.step

    # -- where things are ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    def _frame(self) -> QRectF:
        measure = QFontMetricsF(self._font)
        left = max(28.0, measure.horizontalAdvance(self._texts.number(self._top())) + 12)
        return QRectF(
            left, measure.height() + 8, self.width() - left - 22, self.height() - 2 * measure.height() - 16
        )

    def _upper(self) -> QRectF:
        frame = self._frame()
        return QRectF(frame.left(), frame.top(), frame.width(), frame.height() * 0.66 - _GAP / 2)

    def _lower(self) -> QRectF:
        frame, upper = self._frame(), self._upper()
        top = upper.bottom() + _GAP
        return QRectF(frame.left(), top, frame.width(), frame.bottom() - top)

    def _top(self) -> int:
        return max(1, self._expected, self._arrivals.total)

    def _x(self, minute: float) -> float:
        frame, found = self._frame(), self._arrivals
        return frame.left() + frame.width() * (minute - found.first) / max(1, found.last - found.first)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        if not self._arrivals.counts:
            painter.setPen(QColor(self._theme.palette.muted))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.said())
        else:
            self._paint_grid(painter)
            self._paint_times(painter)
            self._paint_marks(painter)
            self._paint_curve(painter)
            self._paint_columns(painter)
            self._paint_told(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_grid(self, painter: QPainter) -> None:
        palette, upper, lower = self._theme.palette, self._upper(), self._lower()
        top = self._top()
        height = QFontMetricsF(self._font).height()
        for share in (0.0, 0.5, 1.0):
            y = round(upper.bottom() - upper.height() * share) + 0.5
            painter.setPen(QPen(QColor(palette.hairline), 1))
            painter.drawLine(QPointF(upper.left(), y), QPointF(upper.right(), y))
            if share != 0.5 or top % 2 == 0:
                painter.setPen(QColor(palette.muted))
                box = QRectF(0, y - height / 2, upper.left() - 8, height)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, right, self._texts.number(round(top * share)))
        painter.setPen(QPen(QColor(palette.hairline), 1))
        base = round(lower.bottom()) + 0.5
        painter.drawLine(QPointF(lower.left(), base), QPointF(lower.right(), base))

    def _paint_times(self, painter: QPainter) -> None:
        found, frame, measure = self._arrivals, self._frame(), QFontMetricsF(self._font)
        wide = measure.horizontalAdvance("00:00") + 20
        span = found.last - found.first
        fitting = (step for step in TICKS if frame.width() * step / span >= wide)
        step = next(fitting, TICKS[-1])
        painter.setPen(QColor(self._theme.palette.muted))
        for minute in range(-(-found.first // step) * step, found.last + 1, step):
            x = min(self._x(minute), self.width() - wide / 2 + 10)
            box = QRectF(x - wide / 2, frame.bottom() + 6, wide, measure.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, clock(minute))

    def _paint_marks(self, painter: QPainter) -> None:
        frame = self._frame()
        painter.setPen(QPen(QColor(self._theme.palette.muted), 1, Qt.PenStyle.DashLine))
        for mark in self._marks:
            if self._arrivals.first <= mark <= self._arrivals.last:
                x = round(self._x(mark)) + 0.5
                painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))

    def _paint_curve(self, painter: QPainter) -> None:
        palette, upper, found = self._theme.palette, self._upper(), self._arrivals
        line = QPainterPath(QPointF(self._x(found.first), upper.bottom()))
        so_far = 0
        for place, n in enumerate(found.counts):
            so_far += n
            y = upper.bottom() - upper.height() * so_far / self._top()
            line.lineTo(QPointF(self._x(found.first + (place + 1) * found.step), y))
        area = QPainterPath(line)
        area.lineTo(QPointF(self._x(found.last), upper.bottom()))
        area.closeSubpath()
        painter.fillPath(area, QColor(mix(palette.accent, palette.surface, 0.14)))
        painter.setPen(
            QPen(QColor(palette.accent), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(line)

    def _paint_columns(self, painter: QPainter) -> None:
        palette, lower, found = self._theme.palette, self._lower(), self._arrivals
        peak = found.peak()
        wide = lower.width() / len(found.counts)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, n in enumerate(found.counts):
            if not n or peak is None:
                continue
            tall = max(2.0, lower.height() * n / peak[1])
            left = self._x(found.first + place * found.step)
            full = place == self._at or (self._at is None and found.first + place * found.step == peak[0])
            painter.setBrush(QColor(palette.accent if full else mix(palette.accent, palette.surface, 0.45)))
            spare = min(2.0, wide * 0.15)
            box = QRectF(left + spare, lower.bottom() - tall, max(1.0, wide - 2 * spare), tall)
            painter.drawRoundedRect(box, min(2.0, box.width() / 3), min(2.0, box.width() / 3))

    def _paint_told(self, painter: QPainter) -> None:
        """Above the curve: the step pointed at, else the peak."""
        found, peak = self._arrivals, self._arrivals.peak()
        words = self.told()
        if not words and peak is not None:
            words = self._texts(
                "Peak {first}–{last}: {n}",
                first=clock(peak[0]),
                last=clock(peak[0] + found.step),
                n=self._texts.number(peak[1]),
            )
        frame = self._frame()
        painter.setPen(QColor(self._theme.palette.ink if self._at is not None else self._theme.palette.muted))
        box = QRectF(0, 2, frame.right(), frame.top() - 6)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        if starts := ", ".join(clock(mark) for mark in self._marks):
            painter.setPen(QColor(self._theme.palette.muted))
            box.setLeft(frame.left())
            said = self._texts("Starts {times}", times=starts)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        if self._at is not None:
            middle = self._x(found.first + (self._at + 0.5) * found.step)
            painter.setPen(QPen(QColor(self._theme.palette.accent), 1))
            painter.drawLine(QPointF(middle, frame.top()), QPointF(middle, frame.bottom()))

    # -- pointing --------------------------------------------------------------------------------------

    def _point(self, place: int | None) -> None:
        steps = len(self._arrivals.counts)
        at = None if place is None or not steps else max(0, min(steps - 1, place))
        if at != self._at:
            self._at = at
            self.setAccessibleDescription(self.told())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self._frame()
        share = (event.position().x() - frame.left()) / max(1.0, frame.width())
        self._point(int(share * len(self._arrivals.counts)) if 0 <= share < 1 else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._arrivals.counts) - 1}
        key = Qt.Key(event.key())
        peak = self._arrivals.peak()
        if key in ways and peak is not None:
            begin = (peak[0] - self._arrivals.first) // self._arrivals.step
            self._point(begin if self._at is None else self._at + ways[key])
        elif key in ends:
            self._point(ends[key])
        else:
            super().keyPressEvent(event)
