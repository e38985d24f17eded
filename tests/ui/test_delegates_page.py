"""The page of delegates used as a person does: narrowed, typed into, changed together, added to, copied."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListWidget, QMenu

from attendance.queries.listing import Question
from attendance.ui.cell_editor import CellEditor
from attendance.ui.chooser import Chooser
from attendance.ui.column_picker import ColumnPicker
from attendance.ui.pages.delegates.rows import as_html, as_tsv
from attendance.ui.toast import Toast
from tests.ui.conftest import wait_until

ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def page(window):
    window.show_page("delegates")
    made = window.pages["delegates"]
    shows(made, 57)
    wait_until(lambda: made.filters.words.choices.delegations)
    return made


def shows(page, count):
    """Wait until the list has so many rows, the first of them read."""
    wait_until(lambda: page.table is not None and page._model.rowCount() == count)
    wait_until(lambda: not count or page._model.row(0) is not None)


def cell(page, place, key):
    row = page._model.row(place)
    return row and page._model.of(row, key)


def column(page, key):
    return [one.key for one in page._model.columns].index(key)


def stand_on(page, place, key):
    page.table.setFocus()
    page.table.setCurrentIndex(page._model.index(place, column(page, key)))


def editor(page):
    found = [one for one in page.table.findChildren(CellEditor) if one.isVisible()]
    return found[0] if found else None


def select(page, *places):
    page.table.clearSelection()
    for place in places:
        page.table.selectionModel().select(page._model.index(place, 0), ROWS)


def toasts(window):
    return [toast.accessibleName() for toast in window.findChildren(Toast) if toast.isVisible()]


def told(window, words):
    wait_until(lambda: any(words in said for said in toasts(window)))


# -- typing into cells ------------------------------------------------------------------------------------


def test_typing_on_a_cell_writes_it_and_undo_brings_the_old_value_back(window, page):
    before = cell(page, 3, "position")
    stand_on(page, 3, "position")
    QTest.keyClicks(page.table, "L")
    field = editor(page).field
    QTest.keyClicks(field, "ibrarian")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: cell(page, 3, "position") == "Librarian")
    wait_until(lambda: editor(page) is None)
    assert page.table.currentIndex().row() == 4
    told(window, "Position changed")
    window.undo()
    wait_until(lambda: cell(page, 3, "position") == before)


def test_what_cannot_be_is_explained_below_the_cell_and_escape_leaves_all_as_it_was(window, page):
    page.columns.choose(["name", "short_number", "email"])
    shows(page, 57)
    for key, typed, said in (("short_number", "x9", "whole number"), ("email", "noy", "one @")):
        stand_on(page, 2, key)
        before = cell(page, 2, key)
        page.hands.edit_cell()
        field = editor(page).field
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert said in field.accessibleDescription()
        assert editor(page)._told.isVisible()
        QTest.keyClick(field, Qt.Key.Key_Escape)
        wait_until(lambda: editor(page) is None)
        assert cell(page, 2, key) == before


def test_a_number_somebody_else_has_is_refused_below_the_cell(page):
    stand_on(page, 2, "short_number")
    page.hands.edit_cell()
    field = editor(page).field
    field.setText(str(cell(page, 3, "short_number")))
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: field.accessibleDescription())
    assert str(cell(page, 3, "short_number")) in field.accessibleDescription()


def test_letters_on_a_name_never_type_it_over_but_begin_a_search(page):
    stand_on(page, 3, "name")
    QTest.keyClick(page.table, "k")
    assert editor(page) is None
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "az")
    assert page.search.text() == "kaz"


def test_f2_opens_a_name_with_what_is_in_it(page):
    stand_on(page, 1, "name")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert editor(page).field.text() == cell(page, 1, "name")


def test_tab_goes_to_the_next_cell_and_opens_it(page):
    stand_on(page, 1, "position")
    page.hands.edit_cell()
    field = editor(page).field
    field.setText("Director of Tests")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    wait_until(lambda: cell(page, 1, "position") == "Director of Tests")
    wait_until(lambda: page.table.currentIndex().column() == column(page, "organisation"))
    wait_until(lambda: editor(page) is not None)


def test_a_word_known_in_both_scripts_fills_the_other_form(page):
    place = next(n for n in range(57) if not cell(page, n, "position") and page._model.row(n))
    stand_on(page, place, "position")
    page.hands.edit_cell()
    wait_until(lambda: page.hands.editing._pairs)
    latin, official = next(pair for pair in page.hands.editing._pairs if all(pair))
    editor(page).field.setText(latin)
    QTest.keyClick(editor(page).field, Qt.Key.Key_Return)
    wait_until(lambda: cell(page, place, "position") == latin)
    assert cell(page, place, "position_official") == official


def test_a_choice_is_taken_from_a_list_over_the_cell(page):
    stand_on(page, 5, "status")
    page.hands.edit_cell()
    chooser = page.table.findChild(Chooser)
    choices = chooser.findChild(QListWidget)
    found = choices.findItems("Confirmed", Qt.MatchFlag.MatchExactly)
    choices.setCurrentItem(found[0])
    QTest.keyClick(choices, Qt.Key.Key_Return)
    wait_until(lambda: cell(page, 5, "status") == "confirmed")


def test_an_own_field_of_the_event_is_a_column(page):
    wait_until(lambda: page.filters.words.choices.fields)
    field = page.filters.words.choices.fields[0]
    key = f"field:{field.id}"
    page.columns.choose(["name", key])
    shows(page, 57)
    assert page._model.headerData(1, Qt.Orientation.Horizontal)
    assert page.table.shown_keys == ["name", key]


def test_a_name_known_in_one_script_is_said_once(page):
    row, places = list(page._model.row(0)), page._wording._places
    row[places["name"]] = row[places["name_official"]] = "ສົມພອນ"
    row[places["title"]], row[places["family"]] = "ທ່ານ", ""
    assert page._wording.name(row) == ("ທ່ານ ສົມພອນ", "")


# -- several at once --------------------------------------------------------------------------------------


def test_several_are_changed_in_one_action(window, page):
    assert not page.bulk.isVisible()
    select(page, 2, 4, 6)
    assert page.bulk.isVisible()
    assert page.bulk._count.text() == "3 people selected"
    page.bulk.change({"status": "confirmed"}, "Status", "Confirmed")
    wait_until(lambda: [cell(page, n, "status") for n in (2, 4, 6)] == ["confirmed"] * 3)
    told(window, "3 people · Status: Confirmed")
    window.undo()
    wait_until(lambda: "confirmed" not in [cell(page, n, "status") for n in (2, 4, 6)])


def test_everybody_is_selected_by_the_question_and_not_by_numbers(page):
    page.filters.choose("delegation", ("LAO",))
    wait_until(lambda: 0 < page._model.rowCount() < 57)
    count = page._model.rowCount()
    page.hands.select_all()
    chosen = page.table.chosen()
    assert (chosen.total, chosen.numbers) == (count, ())
    assert chosen.question.filters == (("delegation", ("LAO",)),)
    page.bulk.change({"unit": "Unit of Tests"}, "Unit", "Unit of Tests")
    page.show_everybody()
    page.columns.choose(["name", "unit"])
    shows(page, 57)
    wait_until(lambda: [cell(page, n, "unit") for n in range(57)].count("Unit of Tests") == count)


def test_the_selection_stays_when_the_change_moves_the_rows(page):
    page.table._sort(column(page, "status"))
    wait_until(lambda: not page._model.is_asking())
    shows(page, 57)
    select(page, 0, 1, 2)
    numbers = page.table.chosen().numbers
    page.bulk.change({"status": "withdrawn"}, "Status", "Withdrawn")
    wait_until(lambda: page._model.place_of(numbers[0]) not in (0, None) and not page._model.is_asking())
    wait_until(lambda: set(page.table.chosen().numbers) == set(numbers))


def test_a_tag_is_put_on_and_shown_in_its_colour(page):
    tag = page.filters.words.choices.tags[0]
    page.columns.choose(["name", "tags"])
    shows(page, 57)
    select(page, *range(4))
    on = page.bulk._tag_choices()[0][0]
    page.bulk.change(on, "Tag", tag.name)
    wait_until(lambda: all(tag.name in (cell(page, n, "tags") or "") for n in range(4)))
    assert (tag.colour, tag.name) in page._wording.marked(cell(page, 0, "tags"))
    page.filters.choose("tags", (tag.id,))
    wait_until(lambda: 4 <= page._model.rowCount() < 57)


# -- narrowing --------------------------------------------------------------------------------------------


def test_the_cross_of_a_chip_takes_its_filter_away(page):
    page.filters.choose("status", ("declined",))
    shows(page, 0)
    chip = page.filters._chips["status"]
    assert "Declined" in chip.accessibleName()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
    shows(page, 57)
    assert not page.filters.narrows


def test_a_question_from_elsewhere_narrows_the_list_and_nothing_else(page):
    page.filters.choose("delegation", ("KAZ",))
    page.show_target(Question(filters=(("sex", ("f",)),), conditions=("badge_not_printed",)))
    wait_until(lambda: not page._model.is_asking() and 0 < page._model.rowCount() < 57)
    assert page.filters.wanted() == ((("sex", ("f",)),), ("badge_not_printed",))
    assert page.filters._chips["sex"].isVisible()
    assert all(cell(page, n, "name") for n in range(page._model.rowCount()) if page._model.row(n))


def test_somebody_pointed_at_is_shown_though_filters_hide_them(page):
    number, who = page._model.number_at(20), cell(page, 20, "id")
    page.filters.choose("status", ("declined",))
    shows(page, 0)
    page.show_target(who)
    wait_until(lambda: page.table.current_number() == number)
    assert page._model.rowCount() == 57


def test_nobody_found_is_said_with_a_way_back(page):
    page.search.setText("zzzz")
    shows(page, 0)
    wait_until(lambda: page._nobody.isVisible())
    page.show_everybody()
    shows(page, 57)
    assert page.table.isVisible()


# -- columns ----------------------------------------------------------------------------------------------


def test_columns_are_chosen_moved_and_kept_as_a_set(window, page):
    page.choose_columns()
    picker = page.findChild(ColumnPicker)
    phone = next(n for n in range(picker.list.count()) if picker.list.item(n).text() == "Phone")
    picker.list.item(phone).setCheckState(Qt.CheckState.Checked)
    assert "phone" in page.table.shown_keys
    picker.list.setCurrentRow(1)
    QTest.keyClick(picker.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.table.shown_keys[1:3] == ["delegation", "here"]
    picker._name.setText("Calls")
    picker._save()
    kept = {name: keys for name, keys, _own in page.columns.sets()}
    assert kept["Calls"] == page.columns.chosen
    assert "phone" in window.desk.settings.get("columns.delegates")


def test_columns_of_event_sessions_tell_who_came(page):
    other = page.desk.sessions[1]
    key = f"session:{other.id}"
    page.columns.choose(["name", "here", key])
    shows(page, 57)
    assert page.table.shown_keys == ["name", "here", key]
    assert page._wording.word(key, "inside", ()) == "In the room"
    assert page._wording.word(key, "none", ()) == ""


# -- adding -----------------------------------------------------------------------------------------------


def test_somebody_is_added_with_a_line_and_enter(window, page):
    page.add()
    QTest.keyClicks(page.adding.name, "Ms. Newcomer TESTER")
    QTest.keyClick(page.adding.name, Qt.Key.Key_Return)
    assert page.adding.delegation.hasFocus()
    QTest.keyClicks(page.adding.delegation, "laos")
    QTest.keyClick(page.adding.delegation, Qt.Key.Key_Return)
    assert "laos" in page.adding._told.text()
    page.adding.delegation.setText("LAO")
    page.adding.add()
    shows(page, 58)
    told(window, "Newcomer TESTER is on the list.")
    assert not page.adding.name.isUndoAvailable()  # Ctrl+Z is about the list
    wait_until(lambda: page.table.current_number() is not None)
    place = page.table.currentIndex().row()
    wait_until(lambda: cell(page, place, "family") == "TESTER")
    assert (cell(page, place, "delegation"), page.adding.name.text()) == ("LAO", "")
    window.undo()
    shows(page, 57)


def test_whoever_is_on_the_list_already_is_named_while_one_types(page):
    page.add()
    QTest.keyClicks(page.adding.name, "Mr. Somchai")
    wait_until(lambda: "Somchai Sample" in page.adding._told.text())
    QTest.keyClick(page.adding.name, Qt.Key.Key_Escape)
    assert not page.adding.isVisible()


# -- to a spreadsheet and back ------------------------------------------------------------------------------


def test_selected_rows_are_copied_in_words_under_their_headings(window, page):
    select(page, 1, 2)
    page.hands.copy_rows()
    told(window, "2 rows copied.")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Name"
    assert "Head of delegation" in lines[1]
    assert len(lines) == 3


def test_what_is_copied_keeps_its_lines_and_is_text_for_a_spreadsheet():
    rows = [["+856 20", 'a "b"\nc'], ["=1+1", "d\te"]]
    assert as_tsv(rows) == '+856 20\t"a ""b""\nc"\n=1+1\t"d\te"\n'
    assert as_html(rows).count("mso-number-format:'\\@'") == 4


def test_pasted_rows_are_looked_over_before_anything_is_written(window, page):
    QGuiApplication.clipboard().setText("Name\tDelegation\nBounmy Tester\tLAO\nDara Tester\tKAZ")
    page.hands.paste_rows()
    wait_until(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    wait_until(lambda: dialog.page is dialog.columns)
    assert set(dialog.columns.mapping.values()) == {"name", "delegation"}
    assert page._model.rowCount() == 57
    dialog.close()


def test_one_pasted_value_is_meant_for_the_cell(page):
    stand_on(page, 3, "organisation")
    QGuiApplication.clipboard().setText("Ministry of Tests")
    page.hands.paste_rows()
    assert editor(page).field.text() == "Ministry of Tests"


def test_the_menu_offers_what_can_be_done_with_the_row(page):
    stand_on(page, 3, "delegation")
    page.table.menu_asked.emit(QPoint(10, 10))
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert {"Check in", "Edit this cell", "Copy rows", "Status", "Tag"} <= set(words)
    only = next(action for action in menu.actions() if action.text().startswith("Show only"))
    code = cell(page, 3, "delegation")
    only.trigger()
    menu.close()
    wait_until(lambda: page._model.rowCount() < 57)
    assert page.filters.wanted()[0] == (("delegation", (code,)),)


def test_escape_in_the_list_leaves_the_wide_form(page):
    stand_on(page, 3, "name")
    page.pane.turn_wide()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.pane.narrow()
