"""Where one is in a dialog of several steps."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.language import Texts
from attendance.ui.parts import lay, retone, words


class StepTrail(QWidget):
    """The names of the steps in a row; the one in hand stands out."""

    def __init__(self, texts: Texts, steps: Sequence[str]) -> None:
        super().__init__()
        self._texts, self._steps = texts, steps
        row = lay(QHBoxLayout(self), spacing=8)
        self._labels = []
        for number, step in enumerate(steps, start=1):
            if number > 1:
                row.addWidget(words("›", "muted"))
            label = words(f"{number}  {step}", "muted")
            row.addWidget(label)
            self._labels.append(label)
        self.go(0)

    def go(self, place: int) -> None:
        """The step with this place, from 0, is in hand."""
        for number, label in enumerate(self._labels):
            retone(label, "role", "step" if number == place else "muted")
        self.setAccessibleName(
            self._texts(
                "Step {n} of {all}: {step}", n=place + 1, all=len(self._steps), step=self._steps[place]
            )
        )
