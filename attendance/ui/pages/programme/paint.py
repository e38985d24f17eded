"""Paints a programme: days, hours, and a card for every item; it knows no mouse and no keys."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from attendance.domain.kinds import SessionKind
from attendance.language.dates import local
from attendance.queries.programme import Item
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.pages.programme.model import ProgrammeModel
from attendance.ui.pages.programme.plan import Column, Plan
from attendance.ui.pages.programme.text import Laid, laid
from attendance.ui.pages.programme.times import clock

BAR, RADIUS, INSET = 3, 4, 11
SIGN = 14
FAR = 4_000

COLOURS: dict[str, str] = {
    SessionKind.HALF_DAY: "field_edge",
    SessionKind.PLENARY: "accent",
    SessionKind.SESSION: "blue",
    SessionKind.DINNER: "amber",
    SessionKind.BUS: "green",
    SessionKind.OTHER: "muted",
}
SOFT = {"accent": "selection", "blue": "blue_soft", "amber": "amber_soft", "green": "green_soft"}


class ProgrammePainter:
    """One look of the programme; made anew with the window, so it keeps the colours of one scheme.

    Attributes:
        ground: the colour behind everything.
        line: how high a line of an item's title is; gutter, head: room for hours and days.
    """

    def __init__(self, desk: Desk, model: ProgrammeModel) -> None:
        self._desk, self._model = desk, model
        self._colour = {name: QColor(value) for name, value in desk.theme.palette.names().items()}
        self.ground = self._colour["surface"]
        self._strong, self._plain = look.font(semibold=True), look.font()
        self._small, self._codes = look.font(look.SMALL), look.font(look.SMALL, semibold=True)
        letters = "ກຳ" if desk.theme.language == "lo" else "Ag"
        self._below = laid(letters, self._small, 200, 1).height
        self.line = round(laid(letters, self._strong, 200, 1).height)
        self.head = round(self.line + self._below + 14)
        self.gutter = round(laid("00:00", self._small, 200, 1).width) + 22

    # -- the ground ------------------------------------------------------------------------------------

    def paint_hours(self, painter: QPainter, plan: Plan, width: int) -> None:
        """Lines for the hours across all days, and between the days; the origin is that of the plan."""
        tray = plan.column_of(None)
        left = tray.left + tray.width if tray else 0
        painter.setPen(QPen(self._colour["row_line"], 1))
        for hour in self._hours(plan):
            painter.drawLine(left, plan.top_of(hour), max(plan.width, width), plan.top_of(hour))
        painter.setPen(QPen(self._colour["hairline"], 1))
        for column in plan.columns:
            right = column.left + column.width
            painter.drawLine(right, 0, right, max(plan.height, FAR))

    def paint_now(self, painter: QPainter, plan: Plan, origin: QPoint) -> None:
        """A line where the event's clock stands, while one of its days is on; ``origin`` is the plan's."""
        event = self._desk.event
        now = local(self._desk.stamp().at, event.zone) if event else None
        column = plan.column_of(now.date().isoformat()) if now else None
        if now is not None and column is not None:
            top = plan.top_of(now.hour * 60 + now.minute) + origin.y()
            left = column.left + origin.x()
            painter.fillRect(left, top - 1, column.width, 2, self._colour["red"])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour["red"])
            painter.drawEllipse(QRectF(left, top - 4, 8, 8))

    def _hours(self, plan: Plan) -> range:
        """The hours that are named; none where no item has a day."""
        dated = any(column.day for column in plan.columns)
        return range(-(-plan.first // 60) * 60, plan.last + 1, 60) if dated else range(0)

    def paint_gutter(self, painter: QPainter, plan: Plan, area: QRect, down: int) -> None:
        """The names of the hours at the left; ``down`` is how far the programme is scrolled."""
        painter.fillRect(area, self._colour["surface"])
        painter.setPen(QPen(self._colour["hairline"], 1))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.setPen(self._colour["muted"])
        painter.setFont(self._small)
        for hour in self._hours(plan):
            y = area.y() + plan.top_of(hour) - down
            if y > area.y() + 4:
                box = QRect(area.x(), y - 10, area.width() - 10, 20)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, right, clock(hour))

    def paint_head(self, painter: QPainter, column: Column, area: QRect, count: int) -> None:
        """The name of a day over its column."""
        texts = self._desk.texts
        title = texts.weekday(column.day) or texts("No day yet")
        second = texts.date_long(column.day) or texts.plural("{n} item", "{n} items", count)
        tone = "amber" if column.outside else "muted"
        room = area.width() - 20
        first = laid(title, self._strong, room, 1)
        below = laid(second, self._small, room, 1)
        top = area.y() + (area.height() - first.height - below.height) / 2
        self._draw(painter, first, area.x() + 10, top, "ink")
        self._draw(painter, below, area.x() + 10, top + first.height, tone)
        if column.outside:
            sign = QRectF(area.right() - SIGN - 10, top + (first.height - SIGN) / 2, SIGN, SIGN)
            icons.paint(painter, "warning", self._desk.theme.palette.amber, sign)
        painter.setPen(QPen(self._colour["hairline"], 1))
        painter.drawLine(area.topRight(), area.bottomRight())

    # -- cards -----------------------------------------------------------------------------------------

    def paint_item(
        self, painter: QPainter, item: Item, area: QRect, *, strip: bool, chosen: bool, hovered: bool
    ) -> None:
        """One item in its place."""
        tone = COLOURS.get(item.kind, "muted")
        fill = self._colour["selection" if chosen else SOFT.get(tone, "hover" if not hovered else "row_line")]
        edge = "accent" if chosen else "muted" if hovered else "hairline"
        self._card(painter, area, fill, self._colour[edge], 2 if chosen else 1)
        painter.fillRect(QRectF(area.x() + 1, area.y() + RADIUS, BAR, area.height() - 2 * RADIUS),
                         self._colour[tone])  # fmt: skip
        painter.save()
        painter.setClipRect(area.adjusted(1, 1, -1, -1), Qt.ClipOperation.IntersectClip)
        if strip:
            self._upright(painter, item, area)
        elif area.height() < self.line + self._below + 4:
            self._one_line(painter, item, area)
        else:
            self._many_lines(painter, item, area)
        painter.restore()

    def paint_proposal(self, painter: QPainter, area: QRect, told: str) -> None:
        """Where an item would go, with its times."""
        ground = QColor(self._colour["accent"])
        ground.setAlpha(36)
        self._card(painter, area, ground, self._colour["accent"], 2)
        line = laid(told, self._strong, max(20, area.width() - 16), 1)
        self._draw(painter, line, area.x() + 10, area.y() + 3, "accent")

    def _card(self, painter: QPainter, area: QRect, fill: QColor, edge: QColor, width: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        inset = width / 2
        painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _signs(self, painter: QPainter, item: Item, right: float, top: float) -> float:
        """What is to be seen at a glance, from the right; returns where it begins."""
        palette = self._desk.theme.palette
        if item.id in self._model.clashing:
            right -= SIGN
            icons.paint(painter, "warning", palette.amber, QRectF(right, top, SIGN, SIGN))
            right -= 4
        if item.takes_attendance:
            if item.came:
                count = laid(self._desk.texts.number(item.came), self._small, 80, 1)
                right -= count.width
                self._draw(painter, count, right, top + (SIGN - count.height) / 2, "muted")
                right -= 3
            right -= SIGN
            icons.paint(painter, "checkin", palette.muted, QRectF(right, top, SIGN, SIGN))
            right -= 4
        return right

    def _one_line(self, painter: QPainter, item: Item, area: QRect) -> None:
        middle = area.y() + area.height() / 2
        left = area.x() + INSET
        end = self._signs(painter, item, area.right() - 6, middle - SIGN / 2)
        title = laid(self._model.title(item), self._strong, max(16, end - left), 1)
        self._draw(painter, title, left, middle - title.height / 2, "ink")
        rest = end - left - title.width - 10
        facts = " · ".join(self._model.facts(item))
        if rest > 40 and facts:
            second = laid(facts, self._small, rest, 1)
            base = middle + title.height / 2 - title.descent - (second.height - second.descent)
            self._draw(painter, second, left + title.width + 10, base, "muted")

    def _many_lines(self, painter: QPainter, item: Item, area: QRect) -> None:
        """The title first, then as much as there is room for: times and room, and who contributes."""
        left, top, bottom = area.x() + INSET, area.y() + 4.0, area.bottom() - 3
        end = self._signs(painter, item, area.right() - 7, top + 3)
        whole = area.width() - INSET - 8
        room = max(16, end - left - 4)
        most = max(1, min(2 if item.codes else 3, int((bottom - top - self._below) / self.line)))
        for told, face, width, lines, colour in (
            (self._model.title(item), self._strong, room, most, "ink"),
            (" · ".join(self._model.facts(item)), self._small, whole, 2, "muted"),
            ("  ".join(item.codes), self._codes, whole, 4, "accent"),
        ):
            left_over = max(0, int((bottom - top) / self._below))
            lines = min(lines, left_over)
            if colour == "muted" and item.codes and left_over == 2:
                lines = 1
            if told and lines:
                text = laid(told, face, width, lines)
                self._draw(painter, text, left, top, colour)
                top += text.height

    def _upright(self, painter: QPainter, item: Item, area: QRect) -> None:
        """A half-day beside its items: its name from below to above."""
        told = self._model.title(item)
        if item.came:
            told = f"{told} · {self._desk.texts.number(item.came)}"
        line = laid(told, self._small, area.height() - 12, 1)
        painter.translate(area.x() + BAR + 1, area.bottom())
        painter.rotate(-90)
        self._draw(
            painter, line, (area.height() - line.width) / 2, (area.width() - BAR - line.height) / 2, "muted"
        )

    def _draw(self, painter: QPainter, text: Laid, x: float, y: float, colour: str) -> None:
        text.draw(painter, x, y, self._colour[colour])
