"""A row of chips to switch on and off, in as many lines as it takes."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from attendance.ui.flow import Flow
from attendance.ui.parts import PushButton, retone


class ChipRow(QWidget):
    """Some of a few values; none of them is what is usual.

    Attributes:
        chosen: the values that are on, as a frozenset, after somebody pressed a chip.
        pressed: the value of that chip.
    """

    chosen = Signal(object)
    pressed = Signal(object)

    def __init__(self, choices: Sequence[tuple[Any, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = Flow(self, spacing=6)
        self._chips: dict[Any, PushButton] = {}
        for value, text in choices:
            chip = PushButton(text)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setAccessibleName(text)
            chip.clicked.connect(partial(self._pressed, value))
            chip.toggled.connect(self._toned)
            retone(chip, "on", "false")
            flow.addWidget(chip)
            self._chips[value] = chip

    @property
    def values(self) -> frozenset[Any]:
        return frozenset(value for value, chip in self._chips.items() if chip.isChecked())

    def show_values(self, values: Iterable[Any]) -> None:
        """Switch these on and the others off, without telling."""
        wanted = frozenset(values)
        for value, chip in self._chips.items():
            chip.setChecked(value in wanted)

    def chip(self, value: Any) -> PushButton:
        """The chip of a value."""
        return self._chips[value]

    def _pressed(self, value: Any, *_: Any) -> None:
        self.chosen.emit(self.values)
        self.pressed.emit(value)

    @Slot(bool)
    def _toned(self, on: bool) -> None:
        chip = self.sender()
        assert isinstance(chip, PushButton)
        retone(chip, "on", "true" if on else "false")
        chip.updateGeometry()
