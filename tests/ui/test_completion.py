"""Words offered while one types."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate

from attendance.ui.completion import Completion
from tests.ui.conftest import wait_until


def test_what_is_typed_is_found_anywhere_in_the_words_in_a_list_with_the_look_of_all(application):
    field = QLineEdit()
    field.setCompleter(Completion(("Director", "Deputy Director", "Officer"), field))
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "DIREC")
    wait_until(field.completer().popup().isVisible)
    assert field.completer().completionCount() == 2
    assert field.completer().popup().property("role") == "offered"
    assert isinstance(field.completer().popup().itemDelegate(), QStyledItemDelegate)
