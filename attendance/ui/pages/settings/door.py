"""At the door: sounds and how loud they are, and what a guest may read."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSlider

from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.said import DISCREET
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import Segments, button
from attendance.ui.sounds import LOUDEST, VOLUME, Sound, Sounds

SLIDER = 180


class DoorSection(Section):
    """What this computer does when a badge is scanned."""

    key = "door"

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        super().__init__(desk, texts("At the door"))
        self.sounds = Sounds(desk.settings)
        choices = ((True, texts("On")), (False, texts("Off")))
        self.on = Segments(choices, texts("Sounds"))
        self.on.chosen.connect(self._turn)
        self.add_row(
            texts("Sounds"),
            texts("One for an entry, one for an exit, one for attention, one where somebody may not enter."),
            self.on,
        )
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, LOUDEST)
        self.volume.setPageStep(20)
        self.volume.setFixedWidth(SLIDER)
        self.volume.setAccessibleName(texts("Volume"))
        self.volume.valueChanged.connect(self._louder)
        self.volume.sliderReleased.connect(self._try)
        self.listen = button(desk.theme, texts("Listen"), "sound", pressed=self._listen)
        self.add_row(
            texts("Volume"),
            texts("Set it where the door is: a hall is louder than an office."),
            self.volume,
            self.listen,
        )
        self.discreet = Segments(choices, texts("Discreet mode"))
        self.discreet.chosen.connect(self._hush)
        self.add_row(
            texts("Discreet mode"),
            texts("Where guests see the screen: no red, no buzzer, only “Please ask the protocol officer”."),
            self.discreet,
        )
        self._next = 0
        self.column.addStretch(1)

    def shown_again(self) -> None:
        self.on.choose(self.sounds.on)
        self.discreet.choose(bool(self.desk.settings.get(DISCREET, False)))
        self.volume.blockSignals(True)
        self.volume.setValue(self.sounds.volume)
        self.volume.blockSignals(False)

    @Slot(object)
    def _turn(self, on: bool) -> None:
        self.sounds.turn(on)
        self._try()

    @Slot(int)
    def _louder(self, volume: int) -> None:
        self.desk.settings.put(VOLUME, volume)

    @Slot()
    def _try(self) -> None:
        self.sounds.play(Sound.IN)

    @Slot()
    def _listen(self) -> None:
        """Each in turn, so that the desk knows them apart."""
        sounds = list(Sound)
        self.sounds.play(sounds[self._next % len(sounds)])
        self._next += 1

    @Slot(object)
    def _hush(self, on: bool) -> None:
        self.desk.settings.put(DISCREET, on)
