"""Badges held before a webcam: rendered pictures through the way its frames go."""

import time

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

segno = pytest.importorskip("segno")
pytest.importorskip("zxingcpp", reason="zxing-cpp is not here")

from attendance.domain.scan import Word  # noqa: E402 - after what may skip the file
from attendance.ui import camera as looking  # noqa: E402
from attendance.ui.camera import AWAY, Camera, Eye, Gaze, grey, read_codes  # noqa: E402
from tests.ui.conftest import wait_until  # noqa: E402

CODE = "000000005724"


def badge(code=CODE, scale=5):
    """The code's QR as a picture with its quiet zone."""
    rows = [[bool(dot) for dot in row] for row in segno.make(code, micro=False).matrix_iter(scale, 4)]
    picture = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.setPixel(x, y, 0xFF101010 if dark else 0xFFF4F0E8)
    return picture


def frame(code=CODE, angle=0.0):
    """A badge somewhere in front of a camera, turned by ``angle`` degrees and a little out of focus."""
    size = QSize(1280, 720)
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkGray)
    turned = badge(code).transformed(QTransform().rotate(angle), Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(made)
    painter.drawImage(QPoint(520, 210), turned)
    painter.end()
    soft = Qt.TransformationMode.SmoothTransformation
    return made.scaled(size * 0.6, mode=soft).scaled(size, mode=soft)


@pytest.mark.parametrize("angle", [0, 12, 90, 181, 250])
def test_a_badge_is_read_however_it_is_held(application, angle):
    assert read_codes(*grey(frame(angle=angle))) == [CODE]


def test_an_empty_picture_holds_no_code(application):
    blank = QImage(641, 480, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    assert read_codes(*grey(blank)) == []


def test_a_badge_held_still_counts_once_until_it_was_away():
    gaze = Gaze()
    assert gaze.fresh([CODE], 10.0) == [CODE]
    assert gaze.fresh([CODE], 10.5) == []
    assert gaze.fresh([], 11.0) == []
    assert gaze.fresh([CODE], 10.5 + AWAY) == [CODE]


def test_a_badge_before_the_webcam_is_booked_once(window):
    told = []
    window.pages["checkin"].verdict_shown.connect(told.append)
    camera = window.inputs.camera
    camera.look()
    for _ in range(4):
        camera.show(frame())
        wait_until(lambda: camera._frames.empty())
    wait_until(lambda: told)
    time.sleep(0.05)
    camera.close()
    assert [verdict.word for verdict in told] == [Word.UNKNOWN]
    assert window._shown() == "checkin"


def test_where_the_extra_is_absent_the_setting_says_how_to_get_it(window, monkeypatch):
    monkeypatch.setattr(looking, "available", lambda: False)
    window.desk.go("settings", "scanner")
    row = window.pages["settings"].shown.camera
    row.switch.setChecked(True)
    wait_until(lambda: window.inputs.camera.eye is Eye.NO_LIBRARY)
    assert "pip install 'attendance-manager[camera]'" in row._row._about.text()
    assert not row.view.isVisible()
    row.switch.setChecked(False)
    assert window.inputs.camera.eye is Eye.OFF
    assert window.desk.settings.get("camera") is False


def test_a_camera_is_closed_with_its_thread(window):
    camera = Camera(window.desk)
    camera.look()
    thread = camera._thread
    camera.close()
    assert not thread.is_alive()
