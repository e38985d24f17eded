"""People found at the door by what is typed: a short number means its holder, whatever else begins so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import wait_until


@pytest.fixture
def door(window):
    """The check-in page, and the verdicts it has shown."""
    window.show_page("checkin")
    page = window.pages["checkin"]
    page.told = []
    page.verdict_shown.connect(page.told.append)
    return page


def enter(door, text):
    """Type a text, press Enter at once, and return whom the verdict names."""
    before = len(door.told)
    QTest.keyClicks(door.field, text, Qt.KeyboardModifier.NoModifier, 40)
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: len(door.told) > before)
    return door.told[-1].holder


@pytest.mark.parametrize("number", [2, 5, 22, 57])
def test_a_short_number_takes_its_holder_and_nobody_whose_number_only_begins_so(door, number):
    assert enter(door, str(number)).short_number == number


def test_a_short_number_in_lao_digits_is_the_same_number(door):
    door.field.setText("\u0ed2")
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: door.told)
    assert door.told[-1].holder.short_number == 2


def test_the_marked_person_is_the_one_that_will_be_taken(door):
    door.field.setText("2")
    wait_until(lambda: door.search._table.current_number() is not None and door.search._exact)
    wait_until(lambda: door.search._table.current_number() == door.search._exact.n)


def test_a_name_after_a_number_is_a_search_again(door):
    enter(door, "2")
    assert "MANODHAM" in enter(door, "manod").name
