"""The form of a letter under the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attendance.ui.letter_editor import LetterEditor


def test_enter_adds_the_letter_and_escape_leaves_it(window):
    editor, added, left = LetterEditor(window.desk, None), [], []
    editor.added.connect(added.append)
    editor.closed.connect(lambda: left.append(True))
    number = editor.form.part("number")
    QTest.keyClicks(number, "0420")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert [values["number"] for values in added] == ["0420"]
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert left == [True]
    editor.deleteLater()
