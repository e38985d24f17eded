"""Nothing on any page or dialog is wider or taller than its place.

In every language on the small screen, where room is short. The large screen shows a few parts that the small
one has no room for: it is measured in the language of the longest words alone, because each pass goes through
every page and dialog and takes as long as a whole file of other tests.
"""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from attendance import app
from attendance.language import LANGUAGES
from attendance.ui.scenes import empty_scenes, scenes
from attendance.ui.staging import SCREENS, opened, settle
from tests.ui.fitting import misfits

SMALL, LARGE = SCREENS
LONGEST_WORDS = "ru"
PASSES = [*((language, SMALL) for language in LANGUAGES), (LONGEST_WORDS, LARGE)]


@pytest.mark.parametrize("empty", [False, True], ids=["sample", "empty"])
@pytest.mark.parametrize(
    ("language", "screen"), PASSES, ids=[f"{language}-{screen.name}" for language, screen in PASSES]
)
def test_every_text_fits(application, language, screen, empty):
    found = []
    with opened(app.open_window, empty=empty) as window:
        window.speak(language)
        window.resize(screen.size)
        settle(window)
        for name, scene in empty_scenes(window) if empty else scenes(window):
            found += [f"{name}: {line}" for line in misfits(scene)]
            if scene is window:
                strays = [one for one in application.topLevelWidgets() if one.isVisible() and one != window]
                assert not strays, f"{name}: windows of their own: {strays}"
                assert window.size() == screen.size, f"{name} made the window larger"
    assert not found, "\n" + "\n".join(dict.fromkeys(found))


def test_the_measure_finds_what_does_not_fit(application):
    scene = QWidget()
    column = QVBoxLayout(scene)
    label, button, field, wrapped = QLabel("label " * 9), QPushButton("button " * 9), QLineEdit(), QLabel()
    field.setPlaceholderText("placeholder " * 9)
    wrapped.setText("wrapped " * 30)
    wrapped.setWordWrap(True)
    wrapped.setFixedHeight(20)
    for part in (label, button, field, wrapped):
        part.setMinimumWidth(10)
        column.addWidget(part)
    label.setSizePolicy(label.sizePolicy().Policy.Ignored, label.sizePolicy().Policy.Fixed)
    button.setMaximumWidth(60)
    scene.setFixedSize(150, 200)
    scene.show()
    kinds = {line.split()[0] for line in misfits(scene)}
    assert kinds >= {"label", "button", "placeholder"}
    assert any("wrapped" in line and "tall" in line for line in misfits(scene))
    scene.setFixedSize(1200, 200)
    button.setMaximumWidth(1100)
    wrapped.setFixedHeight(80)
    application.processEvents()
    assert misfits(scene) == []
    scene.deleteLater()
