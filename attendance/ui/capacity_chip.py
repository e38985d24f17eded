"""A chip that says in which capacity somebody is added, and offers the others."""

from PySide6.QtCore import Slot

from attendance.domain.kinds import Capacity
from attendance.language.labels import label
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.parts import Chip


class CapacityChip(Chip):
    """Delegate until somebody chooses another.

    Attributes:
        value: the capacity, as the file keeps it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, label(desk.texts, Capacity.DELEGATE))
        self._desk = desk
        self.value: str = Capacity.DELEGATE
        self.clicked.connect(self._open)

    def show_value(self, value: str) -> None:
        """Another capacity; one that is not the usual one stands out."""
        self.value = value
        self.show_on(value != Capacity.DELEGATE, label(self._desk.texts, value))

    @Slot()
    def _open(self) -> None:
        texts = self._desk.texts
        offered = [(value.value, label(texts, value)) for value in Capacity]
        chooser = Chooser(self._desk.theme, texts, offered, [self.value], self.parentWidget(), single=True)
        chooser.chosen.connect(self._chosen)
        chooser.open_under(self)

    @Slot(object)
    def _chosen(self, values: tuple[str, ...]) -> None:
        self.show_value(values[0])
