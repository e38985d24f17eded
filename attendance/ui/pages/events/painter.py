"""Paints one row of the list of events: its days, titles, place and counts."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attendance.language import Texts
from attendance.queries.event_cards import EventCard, Phase
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.desk import Desk

INSET, GAP = 24, 12
DAYS, NUMBER, MORE = 116, 64, 32
PILL = 8
ROOMY = 280
"""Points for titles from which on they share their line with a mark."""


def when_words(texts: Texts, card: EventCard) -> str:
    """ "tomorrow", "in 12 days", "day 2"; "" for what is past or put away."""
    if card.phase is Phase.NOW and card.days_away is not None:
        return texts("day {n}", n=1 - card.days_away)
    if card.phase is not Phase.COMING or card.days_away is None:
        return ""
    if card.days_away == 1:
        return texts("tomorrow")
    return texts.plural("in {n} day", "in {n} days", card.days_away)


def count_words(texts: Texts, card: EventCard, came: int | None) -> list[tuple[str, str]]:
    """Number and word of each count that is worth telling; how many came once somebody has."""
    groups, people = card.delegations, card.delegates
    told = [
        (texts.number(groups), texts.plural("delegation", "delegations", groups)),
        (texts.number(people), texts.plural("delegate", "delegates", people)),
    ]
    if came:
        told.append((texts.number(came), texts("came")))
    return told


def day_words(texts: Texts, card: EventCard) -> tuple[str, str]:
    """Days and month on two lines; "30 May –" over "2 June 2024"; a year alone; "–" over "Dates open"."""
    whole = texts.date_range(card.starts, card.ends, card.year)
    first, dash, last = whole.partition(" – ")
    if dash:
        return f"{first} –", last
    day, blank, month = whole.partition(" ")
    return (day, month) if blank else (whole or "–", "" if whole else texts("Dates open"))


class EventPainter(QStyledItemDelegate):
    """Draws headings and events with the fonts and colours in force."""

    def __init__(self, desk: Desk, model: Any, view: QListView) -> None:
        super().__init__(view)
        self._desk, self._model, self._view = desk, model, view
        self._faces = {
            "base": look.font(),
            "strong": look.font(semibold=True),
            "small": look.font(look.SMALL),
            "days": look.font(look.LARGE, semibold=True),
        }
        self._measures = {name: QFontMetricsF(face) for name, face in self._faces.items()}
        self._days = round(DAYS * desk.theme.text_size)
        texts = desk.texts
        counted = (
            texts.plural("delegation", "delegations", 2),
            texts.plural("delegate", "delegates", 2),
            texts("came"),
        )
        self._number = max(NUMBER, *(round(self._width("small", word)) + 24 for word in counted))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = self._desk.theme.row
        return QSize(200, row * 2 + 8 if self._model.card(index) is not None else row + 6)

    def more(self, area: QRect) -> QRect:
        """The part of a row that opens its menu."""
        return QRect(area.right() - MORE - GAP, area.top() + (area.height() - MORE) // 2, MORE, MORE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self._model.card(index)
        if card is None:
            self._paint_heading(painter, option.rect, index.data())
        else:
            self._paint_event(painter, option, card)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, said: str) -> None:
        low = QRectF(area.left() + INSET, area.top() + 8, area.width() - 2 * INSET, area.height() - 8)
        self._write(painter, "small", "muted", low, said)

    def _paint_event(self, painter: QPainter, option: QStyleOptionViewItem, card: EventCard) -> None:
        palette, area = self._desk.theme.palette, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.fillRect(area, QColor(palette.selection if chosen else palette.hover))
        painter.setPen(QColor(palette.row_line))
        painter.drawLine(area.left() + INSET, area.bottom(), area.right() - INSET, area.bottom())
        if chosen and self._view.hasFocus():
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(palette.accent))
        if chosen or hovered:
            sign = QRectF(self.more(area)).adjusted(6, 6, -6, -6)
            icons.paint(painter, "more", palette.muted, sign)
        middle = area.top() + area.height() / 2
        line = self._desk.theme.row * 0.72
        upper = QRectF(area.left() + INSET, middle - line, self._days, line)
        first, second = day_words(self._desk.texts, card)
        quiet = card.phase in (Phase.PAST, Phase.ARCHIVED)
        self._write(painter, "days", "muted" if quiet else "accent", upper, first)
        self._write(painter, "small", "muted", upper.translated(0, line), second)
        right = self._paint_counts(painter, area, middle, line, card)
        left = area.left() + INSET + self._days + GAP
        self._paint_words(painter, QRectF(left, middle - line, right - left - GAP, line), line, card)

    def _paint_counts(
        self, painter: QPainter, area: QRect, middle: float, line: float, card: EventCard
    ) -> float:
        """The counts at the right; returns where they begin."""
        x = float(area.right() - MORE - GAP - 3 * self._number)
        told = count_words(self._desk.texts, card, self._model.came.get(card.id))
        for place, (number, word) in enumerate(told):
            box = QRectF(x + place * self._number, middle - line, self._number - 8, line)
            self._write(painter, "strong", "ink", box, number, Qt.AlignmentFlag.AlignRight)
            self._write(painter, "small", "muted", box.translated(0, line), word, Qt.AlignmentFlag.AlignRight)
        return x

    def _paint_words(self, painter: QPainter, box: QRectF, line: float, card: EventCard) -> None:
        """Title and mark above; place, other script and how soon below."""
        desk, texts = self._desk, self._desk.texts
        mark, colour = "", "accent"
        if card.id == self._model.open:
            mark = texts("Current")
        elif card.sample and box.width() >= ROOMY:
            mark, colour = texts("Sample data"), "muted"
        title = desk.pick(card.title, card.title_official)
        room = box.width() - (self._width("small", mark) + 2 * PILL + GAP if mark else 0)
        shown = self._cut("strong", title, room)
        self._write(painter, "strong", "ink", box, shown)
        if mark:
            self._paint_pill(painter, box, self._width("strong", shown) + GAP, mark, colour)
        below = box.translated(0, line)
        soon = when_words(texts, card)
        if soon:
            self._write(painter, "base", "green" if card.phase is Phase.NOW else "accent", below, soon)
            below.setLeft(below.left() + self._width("base", soon) + GAP)
        place, other = desk.pick(card.place, card.place_official), desk.other(card.title, card.title_official)
        sample = texts("Sample data") if card.sample and mark != texts("Sample data") else ""
        said = " · ".join(part for part in (sample, place, other) if part)
        self._write(painter, "base", "muted", below, self._cut("base", said, below.width()))

    def _paint_pill(self, painter: QPainter, box: QRectF, left: float, mark: str, colour: str) -> None:
        palette = self._desk.theme.palette
        width = self._width("small", mark) + 2 * PILL
        height = min(box.height(), self._measures["small"].height() + 4)
        pill = QRectF(box.left() + left, box.center().y() - height / 2, width, height)
        painter.setPen(QColor(palette.accent if colour == "accent" else palette.field_edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        self._write(painter, "small", colour, pill, mark, Qt.AlignmentFlag.AlignHCenter)

    def _cut(self, face: str, said: str, room: float) -> str:
        return self._measures[face].elidedText(said, Qt.TextElideMode.ElideRight, max(0.0, room))

    def _width(self, face: str, said: str) -> float:
        return self._measures[face].horizontalAdvance(said)

    def _write(
        self,
        painter: QPainter,
        face: str,
        colour: str,
        box: QRectF,
        said: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font: QFont = self._faces[face]
        painter.setFont(font)
        painter.setPen(QColor(getattr(self._desk.theme.palette, colour)))
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(box, int(flags), said)
