"""Finds text that is wider or taller than its place, in a window as it stands."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

SLACK = 1
"""Points that rounding may take."""
BREAK = "\u200b"


def misfits(scene: QWidget) -> list[str]:
    """One line for each text that does not fit; a widget may tell its painted ones by ``cut_texts()``."""
    found = []
    for widget in (scene, *scene.findChildren(QWidget)):
        if not _is_seen(widget, scene):
            continue
        told = _own(widget) + _clipped(widget, scene)
        if hasattr(widget, "cut_texts"):
            told += [f"painted: {text}" for text in widget.cut_texts()]
        where = " < ".join(_name(one) for one in _up(widget, scene)[:4])
        found += [f"{what}  [{where}]" for what in told]
    return found


def _own(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
        return _button(widget)
    if isinstance(widget, QLineEdit):
        return _field(widget)
    if isinstance(widget, QComboBox):
        return _combo(widget)
    return []


def _label(label: QLabel) -> list[str]:
    text = label.text()
    if not text or not label.pixmap().isNull():
        return []
    room, measure = label.contentsRect().size(), label.fontMetrics()
    if label.wordWrap():
        flags = int(label.alignment()) | int(Qt.TextFlag.TextWordWrap)
        shown = QLabel.text(label)
        needed = measure.boundingRect(QRect(0, 0, room.width(), 10_000), flags, shown).size()
        needed.setHeight(min(needed.height(), label.heightForWidth(label.width())))
    else:
        lines = text.split("\n")
        needed = QSize(max(map(measure.horizontalAdvance, lines)), measure.height() * len(lines))
    return _compare("label", text, needed, room)


def _button(button: QAbstractButton) -> list[str]:
    text = button.text().strip()
    if not text:
        return []
    hint = button.sizeHint()
    needed = QSize(hint.width(), button.fontMetrics().height())
    # A button as wide as it is told to be may have its text laid out by its parent's measure: only
    # what the style would really cut is wrong.
    if hint.width() > button.width() + SLACK and button.minimumWidth() == button.maximumWidth():
        option_room = (
            button.width() - 16 - (button.iconSize().width() + 4 if not button.icon().isNull() else 0)
        )
        needed.setWidth(button.fontMetrics().horizontalAdvance(text) - option_room + button.width())
    return _compare("button", text, needed, button.size())


def _field(field: QLineEdit) -> list[str]:
    measure = field.fontMetrics()
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    signs = sum(24 for action in field.actions() if action.isVisible() and not action.icon().isNull())
    told = _compare("field", field.text() or field.placeholderText(), QSize(0, measure.height()), room.size())
    if not field.text() and (hint := field.placeholderText()):
        needed = QSize(measure.horizontalAdvance(hint) + 4, 0)
        told += _compare("placeholder", hint, needed, QSize(room.width() - signs, room.height()))
    return told


def _combo(combo: QComboBox) -> list[str]:
    cuts = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    if combo.isEditable() or combo.sizeAdjustPolicy() is cuts:
        return []  # its choices are names of any length
    text, measure = combo.currentText(), combo.fontMetrics()
    needed = QSize(measure.horizontalAdvance(text) + 38, measure.height())
    return _compare("choice", text, needed, combo.size())


def _compare(kind: str, text: str, needed: QSize, room: QSize) -> list[str]:
    shown = text.replace(BREAK, "")[:50]
    told = []
    if needed.width() > room.width() + SLACK:
        told.append(f"{kind} “{shown}” is {needed.width()} wide in {room.width()}")
    if needed.height() > room.height() + SLACK:
        told.append(f"{kind} “{shown}” is {needed.height()} tall in {room.height()}")
    return told


def _clipped(widget: QWidget, scene: QWidget) -> list[str]:
    """Texts that stand partly outside of what they stand in; a scroll area may hide what is below."""
    text = _text(widget)
    if not text:
        return []
    place = QRect(QPoint(0, 0), widget.size())
    inside = widget
    while inside is not scene and not inside.isWindow():
        place.moveTopLeft(inside.mapToParent(place.topLeft()))
        inside = inside.parentWidget()
        rolls = isinstance(inside.parentWidget(), QAbstractScrollArea)
        over = (
            max(0, -place.left(), place.right() + 1 - inside.width()),
            0 if rolls else max(0, -place.top(), place.bottom() + 1 - inside.height()),
        )
        if rolls and _rolls_sideways(inside.parentWidget()):
            return []
        if max(over) > SLACK:
            return [f"“{text[:50]}” stands {max(over)} outside of {_name(inside)}"]
        if rolls:
            place = place.intersected(inside.rect())  # what has rolled out of sight is not cut
            if place.isEmpty():
                return []
    return []


def _rolls_sideways(area: QAbstractScrollArea) -> bool:
    bar = area.horizontalScrollBar()
    return bar.isVisible() and bar.maximum() > 0


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text().strip().replace(BREAK, "")
    return widget.text() or widget.placeholderText() if isinstance(widget, QLineEdit) else ""


def _is_seen(widget: QWidget, scene: QWidget) -> bool:
    if widget is scene:
        return True
    if widget.isWindow() or not widget.isVisibleTo(scene):
        return False
    above = widget.parentWidget()
    # The parts Qt puts into its own controls are told by the control.
    return not isinstance(above, QComboBox | QLineEdit) and widget.width() > 0 and widget.height() > 0


def _up(widget: QWidget, scene: QWidget) -> list[QWidget]:
    found = [widget]
    while found[-1] is not scene and found[-1].parentWidget() is not None:
        found.append(found[-1].parentWidget())
    return found


def _name(widget: QWidget) -> str:
    return type(widget).__name__ + (f"#{widget.objectName()}" if widget.objectName() else "")


def is_cut(text: str, measure: QFontMetrics, width: int) -> bool:
    """For ``cut_texts``: whether a painted text needs more than it has."""
    return measure.horizontalAdvance(text) > width + SLACK
