"""The controls a form is made of: what a person types becomes a value, or a sentence says why not."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from attendance.domain.errors import Refused
from attendance.ui.dialogs.choice_box import ChoiceBox

LEAST_LINES, MOST_LINES = 2, 9


def plain_digits(text: str) -> str:
    """The text with the digits of any script as 0–9."""
    return "".join(str(value) if (value := unicodedata.decimal(c, -1)) >= 0 else c for c in text)


def read_text(text: str) -> str | None:
    """What was typed, without blanks around it; None for nothing."""
    return text.strip() or None


def read_number(text: str) -> int | None:
    """A whole number of zero or more.

    Raises:
        Refused: bad_number.
    """
    if not (typed := plain_digits(text).replace(" ", "")):
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise Refused("bad_number", value=text.strip())
    return int(typed)


def read_date(text: str) -> str | None:
    """An ISO date from "29.5.2024", "29/05/2024" or "2024-05-29": day first, unless the year is.

    Raises:
        Refused: bad_day; buddhist_year for a year after 2400.
    """
    typed = plain_digits(text.strip())
    if not typed:
        return None
    parts = typed.replace("/", ".").replace("-", ".").replace(" ", ".").split(".")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise Refused("bad_day", value=text.strip())
    if len(parts[0]) != 4:
        parts.reverse()
    year, month, day = map(int, parts)
    if year > 2400:
        raise Refused("buddhist_year", value=text.strip(), year=year - 543)
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise Refused("bad_day", value=text.strip()) from error


def show_date(iso: str | None) -> str:
    """ "29.05.2024"."""
    return ".".join(reversed(iso.split("-"))) if iso else ""


def read_dates(text: str) -> str | None:
    """ISO dates, one a line, from "29.5.2024, 30.5.2024"; what stands between commas is read as one day.

    Raises:
        Refused: bad_day, buddhist_year.
    """
    parts = text.replace(";", ",").replace("\n", ",").split(",")
    days = sorted({day for part in parts if (day := read_date(part))})
    return "\n".join(days) or None


def show_dates(kept: str | None) -> str:
    """ "29.05.2024, 30.05.2024" of ISO dates one a line."""
    return ", ".join(map(show_date, (kept or "").split()))


def read_time(text: str) -> str | None:
    """ "HH:MM" from "9", "930", "9:30" or "9.30".

    Raises:
        Refused: bad_time.
    """
    typed = plain_digits(text.strip()).replace(".", ":").replace("h", ":")
    if not typed:
        return None
    hour, colon, minute = typed.partition(":")
    if not colon and len(typed) > 2:
        hour, minute = typed[:-2], typed[-2:]
    minute = minute or "0"
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        raise Refused("bad_time", value=text.strip())
    return f"{int(hour):02d}:{int(minute):02d}"


class Line(QLineEdit):
    """One line of text that stands for a value.

    Attributes:
        finished: a person left it or pressed Enter.
    """

    finished = Signal()

    def __init__(
        self,
        read: Callable[[str], Any] = read_text,
        show: Callable[[Any], str] = lambda value: "" if value is None else str(value),
    ) -> None:
        super().__init__()
        self._read, self._show, self._shown = read, show, ""
        self.editingFinished.connect(self.finished)

    def value(self) -> Any:
        """What is typed, as a value; raises what reading it raises."""
        return self._read(self.text())

    def show_value(self, value: Any) -> None:
        """Show a value without telling, unless somebody is typing here."""
        self._shown = self._show(value)
        if not self.is_being_typed():
            self.setText(self._shown)
            self.setCursorPosition(0)

    def is_being_typed(self) -> bool:
        """Whether a person is in the middle of it."""
        return self.hasFocus() and self.isModified()

    def is_choosing(self) -> bool:
        """Whether the list of what was typed before is open."""
        completer = self.completer()
        return completer is not None and completer.popup().isVisible()

    def settle(self) -> None:
        """What is typed has been taken over."""
        self.setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._shown)
            self.setModified(False)
            return
        super().keyPressEvent(event)


class Long(QPlainTextEdit):
    """Several lines of text; as high as what is in it, within reason.

    Attributes:
        finished: a person left it.
    """

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def value(self) -> str | None:
        return read_text(self.toPlainText())

    def show_value(self, value: str | None) -> None:
        self._shown = value or ""
        if not self.is_being_typed() and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)

    def is_being_typed(self) -> bool:
        return self.hasFocus() and self.document().isModified()

    def settle(self) -> None:
        self.document().setModified(False)

    @Slot()
    def _fit(self) -> None:
        # Letters of another script may be taller than the font's own lines: what is laid out counts.
        tall, block = 0.0, self.document().begin()
        while block.isValid():
            tall += self.blockBoundingRect(block).height()
            block = block.next()
        line = self.fontMetrics().lineSpacing()
        room = max(LEAST_LINES * line, min(MOST_LINES * line, round(tall)))
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if tall > MOST_LINES * line else bar.ScrollBarAlwaysOff
        )
        self.setFixedHeight(room + 2 * round(self.document().documentMargin()) + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.setPlainText(self._shown)
            self.settle()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()


class Choice(ChoiceBox):
    """One of a few values.

    Attributes:
        finished: a person chose.
    """

    finished = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.offer(choices)
        self.activated.connect(self.finished)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """These to choose from; what was chosen stays where it is still among them."""
        chosen = self.value()
        self._values = [value for value, _ in choices]
        self.clear()
        self.addItems([told for _, told in choices])
        if chosen is not None:
            self.show_value(chosen)

    def value(self) -> Any:
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def show_value(self, value: Any) -> None:
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def is_being_typed(self) -> bool:
        return False

    def settle(self) -> None:
        """A choice is settled by itself."""


class Flag(QCheckBox):
    """Yes or no.

    Attributes:
        finished: a person ticked or cleared it.
    """

    finished = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.clicked.connect(self.finished)

    def value(self) -> bool:
        return self.isChecked()

    def show_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def is_being_typed(self) -> bool:
        return False

    def settle(self) -> None:
        """A tick is settled by itself."""


Control = Line | Long | Choice | Flag
