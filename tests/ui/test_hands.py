"""Fast hands: shortcuts under any layout, the command palette, redo, files dropped on the window."""

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from attendance.ui.command_palette import CommandPalette
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.dialogs.shortcuts_dialog import KeysShown, ShortcutsDialog
from attendance.ui.keys import Keys, Platform, canonical
from attendance.ui.page import PageAction
from attendance.ui.toast import Toast
from tests.ui.conftest import live, wait_until

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LAO_KEY = 0x0E81


def press(window, key, held=CONTROL):
    """As the keyboard does it: to the window, which hands it to whatever has the focus."""
    QTest.keyClick(window.windowHandle(), key, held)


def said(window):
    return [toast.accessibleName() for toast in window.findChildren(Toast) if toast.isVisible()]


@pytest.fixture
def palette(window):
    press(window, Qt.Key.Key_K)
    return window.findChild(CommandPalette)


@pytest.mark.parametrize(
    ("key", "held", "code", "told"),
    [
        (Qt.Key.Key_K, CONTROL, 0x25, "Ctrl+K"),
        (LAO_KEY, CONTROL, 0x25, "Ctrl+K"),
        (LAO_KEY, CONTROL | SHIFT, 0x2C, "Ctrl+Shift+Z"),
        (LAO_KEY, CONTROL, 0x04, "Ctrl+3"),
        (Qt.Key.Key_Backtab, CONTROL | SHIFT, 0x0F, "Ctrl+Shift+Tab"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, 0x3B, "F1"),
        (Qt.Key.Key_Up, ALT, 0x148, "Alt+Up"),
        (Qt.Key.Key_Enter, CONTROL, 0x11C, "Ctrl+Return"),
        (Qt.Key.Key_Control, CONTROL, 0x1D, ""),
        (LAO_KEY, CONTROL, 0x35, "Ctrl+/"),
    ],
)
def test_a_shortcut_is_read_by_the_place_of_its_key(key, held, code, told):
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0)
    assert Keys(Platform.WINDOWS).shortcut(event) == told
    assert canonical("Ctrl+Enter") == "Ctrl+Return"


def test_shortcuts_are_heard_while_somebody_types_but_a_field_keeps_its_own(window):
    window.show_page("delegates")
    search = window.pages["delegates"].search
    search.setFocus()
    QTest.keyClicks(search, "abc")
    press(window, Qt.Key.Key_Z)
    assert search.text() != "abc"
    assert said(window) == []
    press(window, Qt.Key.Key_3)
    assert window._shown() == "programme"


def test_rows_pasted_into_a_search_field_are_people_and_a_word_is_searched(window, monkeypatch):
    window.show_page("delegates")
    page, done = window.pages["delegates"], []
    monkeypatch.setattr(page.hands, "paste_rows", lambda: done.append("rows"))
    page.search.setFocus()
    QGuiApplication.clipboard().setText("Aliya")
    press(window, Qt.Key.Key_V)
    assert (page.search.text(), done) == ("Aliya", [])
    QGuiApplication.clipboard().setText("Name\tDelegation\nAliya\tKAZ\n")
    press(window, Qt.Key.Key_V)
    assert (page.search.text(), done) == ("Aliya", ["rows"])


def test_a_shifted_shortcut_of_the_page_works_from_its_search_field(window, monkeypatch):
    done = []
    mine = [PageAction("Columns", lambda: done.append("columns"), shortcut="Ctrl+Shift+C")]
    window.show_page("delegates")
    monkeypatch.setattr(window.page, "actions", lambda: mine)
    window.page.search.setFocus()
    press(window, Qt.Key.Key_C, CONTROL | SHIFT)
    assert done == ["columns"]


def test_ctrl_tab_walks_down_the_rail_and_round(window):
    window.show_page("settings")
    press(window, Qt.Key.Key_Tab)
    assert window._shown() == "events"
    press(window, Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert window._shown() == "settings"


def test_f6_goes_to_the_rail_and_back_to_the_page(window):
    window.show_page("delegates")
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert window.rail.isAncestorOf(QApplication.focusWidget())
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert window.page.isAncestorOf(QApplication.focusWidget())


def test_a_pages_own_shortcut_wins_over_the_windows(window, monkeypatch):
    done = []
    mine = [PageAction("Mine", lambda: done.append("mine"), shortcut="Ctrl+N")]
    monkeypatch.setattr(window.page, "actions", lambda: mine)
    press(window, Qt.Key.Key_N)
    assert done == ["mine"]


def test_no_two_actions_of_a_page_share_a_key(window):
    for key in window.pages:
        window.show_page(key)
        live(50)
        for actions in (window.page.actions(), window.actions_now()[len(window.page.actions()) :]):
            keys = [canonical(action.shortcut) for action in actions if action.shortcut]
            assert len(keys) == len(set(keys)), key
            assert all(keys), key


def test_undo_offers_redo_and_redo_does_it_again(window):
    window.show_page("checkin")
    door = window.pages["checkin"]
    told = []
    door.verdict_shown.connect(told.append)
    door.direction.choose(door.direction._values[-1])
    door.scan("1")
    wait_until(lambda: told)
    press(window, Qt.Key.Key_Z)
    wait_until(lambda: "Taken back." in said(window))
    press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    wait_until(lambda: "Done again." in said(window))
    press(window, Qt.Key.Key_Z)
    wait_until(lambda: said(window)[-1:] == ["Taken back."])
    window.toasts._shown[-1].redo_asked.emit()
    wait_until(lambda: said(window) == ["Done again."])


def test_ctrl_s_says_that_everything_is_saved(window):
    press(window, Qt.Key.Key_S)
    wait_until(lambda: any("saved" in words for words in said(window)))


def test_an_error_in_what_a_key_does_is_told_and_ends_nothing(window, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))
    wrong = PageAction("Count", partial(int, "x"), shortcut="Ctrl+J")
    monkeypatch.setattr(window.shortcuts, "_actions", lambda: [wrong])
    press(window, Qt.Key.Key_J)
    assert [type(error) for error in told] == [ValueError]


@pytest.mark.parametrize("page", ["reports", "sheets"])
def test_f1_shows_every_shortcut(window, page):
    window.show_page(page)
    wanted = {action.shortcut for action in window.actions_now() if action.shortcut}
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    dialog = window.findChild(ShortcutsDialog)
    assert wanted <= {keys.accessibleName() for keys in dialog.findChildren(KeysShown)}
    dialog.reject()


def test_the_palette_finds_a_page_and_goes_there(window, palette):
    QTest.keyClicks(palette.field, "prog")
    assert "Programme" in palette.actions_shown()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window._shown() == "programme"
    assert not palette.isVisible()


@pytest.mark.parametrize("typed", ["thavisack man", "ທະວີສັກ"])
def test_the_palette_finds_a_person_in_either_script(window, palette, typed):
    gone = []
    window.desk.going.connect(lambda *where: gone.append(where))
    palette.field.setText(typed)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    wait_until(lambda: gone)
    assert gone[0][0] == "delegates"
    assert window._shown() == "delegates"


def test_the_palette_finds_delegations_and_events(window, palette):
    palette.field.setText("lao")
    wait_until(lambda: any("Lao" in words for words in palette.actions_shown()))
    palette.field.setText("gathering 2024")
    assert window.desk.event.title in palette.actions_shown()


def test_the_palette_speaks_lao(window):
    window.speak("lo")
    press(window, Qt.Key.Key_K)
    palette = window.findChild(CommandPalette)
    palette.field.setText("ຜູ້ເຂົ້າຮ່ວມ")
    assert palette.actions_shown()[0] == "ຜູ້ເຂົ້າຮ່ວມ"
    palette.close()


def test_arrows_walk_the_palette_and_escape_gives_the_keyboard_back(window):
    window.show_page("delegates")
    search = window.pages["delegates"].search
    search.setFocus()
    press(window, Qt.Key.Key_K)
    palette = window.findChild(CommandPalette)
    first = palette.view.currentIndex().row()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.view.currentIndex().row() > first
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.view.currentIndex().row() == palette._choosable()[-1]
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert search.hasFocus()


def test_nothing_found_is_said(palette):
    palette.field.setText("qqqq")
    assert palette._nothing.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    live(150)
    assert palette.isVisible()
    palette.close()


def dragged(window, *names):
    """Files held over the window, then let go; the mime data must live as long as the drag."""
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(name) for name in names])
    handle, where, no_keys = window.windowHandle(), QPoint(400, 300), Qt.KeyboardModifier.NoModifier
    copying, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(handle, QDragEnterEvent(where, copying, brought, button, no_keys))
    shown = window.drop.isVisible()
    words = window.drop.words() if shown else ()
    if shown:
        drop = QDropEvent(QPointF(where), copying, brought, button, no_keys)
        QApplication.sendEvent(window.drop, drop)
    return shown, words


def test_a_list_dropped_on_any_page_is_imported(window, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Name,Country\nAnna Example,KAZ\n", "utf-8")
    window.show_page("overview")
    shown, words = dragged(window, str(file))
    assert (shown, words[0]) == (True, "Drop to import")
    assert not window.drop.isVisible()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.close()
    wait_until(lambda: not window._dialog_is_open())


def test_what_is_no_list_is_refused_with_a_sentence_and_a_picture_is_left_to_the_page(window, tmp_path):
    assert dragged(window, str(tmp_path / "talk.mp3"))[0]
    wait_until(lambda: any("talk.mp3" in words for words in said(window)))
    assert window.findChild(ImportDialog) is None
    words = dragged(window, str(tmp_path / "a.csv"), str(tmp_path / "talk.mp3"))[1]
    assert (words[0], "talk.mp3" in words[1]) == ("This file is no list", True)
    assert not dragged(window, str(Path("photo.jpg")))[0]
