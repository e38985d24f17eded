"""The setting for reading badges with a webcam, and what it sees."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QCheckBox

from attendance.ui.camera import Camera, Eye
from attendance.ui.camera_view import CameraView
from attendance.ui.pages.settings.parts import Section

TONES = dict.fromkeys((Eye.NO_CAMERA, Eye.NO_LIBRARY, Eye.NOT_LOADED), "amber")


class CameraRow(QObject):
    """One row of the section, and below it the picture while the webcam is on."""

    def __init__(self, section: Section, camera: Camera) -> None:
        super().__init__(section)
        self._texts, self._camera = section.desk.texts, camera
        self.switch = QCheckBox()
        self.switch.setChecked(camera.wanted)
        self.switch.checkStateChanged.connect(self._switched)
        self._row = section.add_row(self._texts("Read badges with the webcam"), "", self.switch)
        self.view = CameraView(section.desk, camera)
        section.add(self.view)
        camera.changed.connect(self.show_eye)
        self.show_eye()

    @Slot()
    def show_eye(self) -> None:
        """How the webcam stands."""
        texts = self._texts
        sentences = {
            Eye.OFF: texts("For a desk without a scanner; its picture is then seen on the check-in page."),
            Eye.OPEN: texts("Hold a badge before it, a hand's width away."),
            Eye.NO_CAMERA: texts("No webcam was found, or another program has it."),
            Eye.NO_LIBRARY: texts(
                "It needs Qt's multimedia and zxing-cpp: pip install {name}",
                name="'attendance-manager[camera]'",
            ),
            Eye.NOT_LOADED: texts(
                "Qt's multimedia cannot be loaded: {problem}", problem=self._camera.problem
            ),
        }
        self._row.say(sentences[self._camera.eye], TONES.get(self._camera.eye, ""))

    @Slot(Qt.CheckState)
    def _switched(self, state: Qt.CheckState) -> None:
        self._camera.switch(state == Qt.CheckState.Checked)
