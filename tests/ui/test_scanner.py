"""Scans against typing, by key position, speed, length and check digit."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from attendance.domain.badge_code import candidates, new_code
from attendance.ui.keys import Keys, Platform
from attendance.ui.scanner import Scanner
from tests.ui.conftest import live, wait_until

CODE = new_code(lambda below: 2_938_475_610)
LAO_DIGIT_ROW = dict(zip("1234567890", "ຢຟໂຖຸູຄຕຈຂ", strict=True))
X11 = {digit: 10 + place for place, digit in enumerate("1234567890")}
ENTER, TAB, LETTER_A, BRACKET, LETTER_Q = 36, 23, 38, 35, 24
PLAIN = {digit: digit for digit in "1234567890"}
ROWS = {
    "la": "ຢຟໂຖຸູຄຕຈຂ",
    "la, shift": "໑໒໓໔໌ຼ໕໖໗໘",
    "kz": '"әіңғ,.үұқ',
    "th": "ๅ/-ภถุึคตจ",
    "vn": "ăâêô\u0300\u0309\u0303\u0301\u0323đ",
    "fr": "&é\"'(-è_çà",
    "cz": "+ěščřžýáíé",
    "kh": "១២៣៤៥៦៧៨៩០",
}


class Desk:
    """A window with a field, a scanner that hears it, and a hand that presses keys at given times."""

    def __init__(self, platform=Platform.X11):
        self.window = QWidget()
        self.field = QLineEdit()
        self.entered = []
        self.field.returnPressed.connect(lambda: self.entered.append(self.field.text()))
        QVBoxLayout(self.window).addWidget(self.field)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        self.scans = []
        self.scanner = Scanner(candidates, platform)
        self.scanner.scanned.connect(self.scans.append)
        self.scanner._hear(self.window.windowHandle())
        self.now = 1_000

    def press(
        self,
        scan,
        text,
        key=Qt.Key.Key_unknown,
        after=8,
        repeat=False,
        modifiers=Qt.KeyboardModifier.NoModifier,
    ):
        self.now += after
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, scan, 0, 0, text, repeat)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(self.window.windowHandle(), event)

    def digits(self, text, after=8, row=LAO_DIGIT_ROW):
        for digit in text:
            self.press(X11[digit], row[digit], after=after)

    def enter(self, after=8):
        self.press(ENTER, "\r", Qt.Key.Key_Return, after)

    def close(self):
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def desk(application):
    made = Desk()
    yield made
    made.close()


def test_case_76_a_scan_under_the_lao_layout_is_read_by_position(desk):
    desk.digits(CODE)
    desk.enter()
    assert desk.scans == [CODE]
    live(120)
    assert (desk.field.text(), desk.entered) == ("", [])


def test_case_77_a_scanner_without_a_suffix_is_heard_after_the_gap(desk):
    desk.digits(CODE)
    assert desk.scans == []
    wait_until(lambda: desk.scans, 1)
    assert desk.scans == [CODE]
    assert desk.field.text() == ""


def test_a_tab_ends_a_scan_and_does_not_move_the_focus(desk):
    desk.digits(CODE)
    desk.press(TAB, "\t", Qt.Key.Key_Tab)
    assert desk.scans == [CODE]
    assert desk.window.focusWidget() is desk.field


def test_what_is_typed_reaches_the_field_in_order(desk):
    desk.digits("12", after=120)
    desk.press(LETTER_A, "ັ", after=120)
    desk.digits("3", after=120)
    live(80)
    assert desk.field.text() == "ຢຟັໂ"
    assert desk.scans == []


def test_a_letter_right_after_a_digit_does_not_overtake_it(desk):
    desk.digits("1")
    desk.press(LETTER_A, "x", after=5)
    assert desk.field.text() == "ຢx"


def test_a_typed_short_number_and_enter_stay_typing(desk):
    desk.digits("57", after=130, row={d: d for d in X11})
    desk.enter(after=130)
    assert (desk.field.text(), desk.entered, desk.scans) == ("57", ["57"], [])


def test_a_click_elsewhere_leaves_what_was_typed_in_its_field(desk):
    other = QLineEdit()
    desk.window.layout().addWidget(other)
    desk.window.resize(320, 240)
    live(20)
    desk.digits("2024", row=dict(zip("0123456789", "0123456789", strict=True)))
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=other.geometry().center())
    live(80)
    assert (desk.field.text(), other.text()) == ("2024", "")


def test_a_key_whose_window_closed_meanwhile_disturbs_nobody(application, monkeypatch):
    mishaps = []
    monkeypatch.setattr(sys, "excepthook", lambda *mishap: mishaps.append(mishap))
    popup = Desk()
    popup.digits("7")
    popup.window.close()
    popup.window.deleteLater()
    application.sendPostedEvents(popup.window, QEvent.Type.DeferredDelete)
    live(120)
    assert mishaps == []


def test_a_digit_key_held_down_is_no_scan(desk):
    desk.press(X11["1"], "1")
    for _ in range(20):
        desk.press(X11["1"], "1", after=30, repeat=True)
    live(120)
    assert desk.scans == []
    assert desk.field.text() == "1" * 21


def test_a_wrong_check_digit_without_suffix_is_typing(desk):
    wrong = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)
    desk.digits(wrong, row={d: d for d in X11})
    live(150)
    assert (desk.scans, desk.field.text()) == ([], wrong)


def test_a_foreign_barcode_with_enter_is_a_scan_and_keeps_its_digits(desk):
    desk.digits("4006381333931")
    desk.enter()
    assert desk.scans == ["4006381333931"]


def test_digits_before_the_code_that_a_scanner_adds_are_dropped(desk):
    desk.digits("1" + CODE)
    desk.enter()
    assert desk.scans == [CODE]


def test_two_scans_in_a_row_are_two(desk):
    other = new_code(lambda below: 71_717_171)
    desk.digits(CODE)
    desk.enter()
    desk.now += 60
    desk.digits(other)
    desk.enter()
    assert desk.scans == [CODE, other]


def test_a_shortcut_with_a_digit_is_left_alone(desk):
    desk.press(X11["1"], "1", Qt.Key.Key_1, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert desk.scanner._held == []


def test_a_busy_window_does_not_make_slow_typing_look_like_a_scan(desk):
    # All keys are handed over at once, but the system's times say how they were typed.
    desk.digits(CODE, after=90, row={d: d for d in X11})
    desk.enter(after=90)
    live(120)
    assert desk.scans == []
    assert desk.entered == [CODE]


@pytest.mark.parametrize("suffix", ["enter", "tab", "none"])
@pytest.mark.parametrize("layout", ROWS)
def test_where_no_position_is_told_the_whole_burst_is_read_by_its_layout(desk, layout, suffix):
    desk.field.setText("Khamphone")
    desk.field.setSelection(2, 4)
    for digit in CODE:
        desk.press(0, ROWS[layout]["1234567890".index(digit)])
    if suffix != "none":
        keys = {"enter": ("\r", Qt.Key.Key_Return), "tab": ("\t", Qt.Key.Key_Tab)}
        desk.press(0, *keys[suffix])
    wait_until(lambda: desk.scans, 1)
    assert candidates(desk.scans[0]) == candidates("".join(ROWS[layout]["1234567890".index(d)] for d in CODE))
    assert CODE in candidates(desk.scans[0])
    assert (desk.field.text(), desk.field.selectedText(), desk.entered) == ("Khamphone", "amph", [])
    assert desk.window.focusWidget() is desk.field


def test_letters_typed_where_no_position_is_told_all_arrive(desk):
    for letter in "ຂຢຟໂ":
        desk.press(0, letter, after=70)
    desk.press(0, "\r", Qt.Key.Key_Return, after=70)
    live(100)
    assert (desk.field.text(), desk.entered, desk.scans) == ("ຂຢຟໂ", ["ຂຢຟໂ"], [])


def test_case_57_a_name_that_a_slow_network_hands_over_at_once_is_no_scan(desk):
    for letter in "ຄຕຈຂຖໂຟຢຄຕ":
        desk.press(0, letter, after=1)
    desk.press(0, "\r", Qt.Key.Key_Return, after=1)
    live(100)
    assert (desk.entered, desk.scans) == (["ຄຕຈຂຖໂຟຢຄຕ"], [])


def test_a_symbology_identifier_before_the_code_stays_out_of_the_field(desk):
    desk.press(BRACKET, "ລ")
    desk.press(LETTER_Q, "Q", modifiers=Qt.KeyboardModifier.ShiftModifier)
    desk.digits("1" + CODE)
    desk.enter()
    assert (desk.scans, desk.field.text()) == ([CODE], "")


def test_a_typed_bracket_arrives(desk):
    desk.press(BRACKET, "]", after=90)
    desk.press(LETTER_A, "a", after=90)
    live(60)
    assert desk.field.text() == "]a"


def test_what_a_scanner_sends_before_the_code_is_learned_from_its_first_scan(desk):
    learned = []
    desk.scanner.prefix_learned.connect(learned.append)
    for _ in range(2):
        desk.field.clear()
        desk.now += 500
        desk.press(LETTER_A, "ັ")
        desk.press(LETTER_Q, "ົ")
        desk.digits(CODE)
        desk.enter()
    assert desk.scans == [CODE, CODE]
    assert learned == [(f"#{LETTER_A}", f"#{LETTER_Q}")]
    assert desk.field.text() == ""
    desk.press(LETTER_A, "a", after=90)
    live(60)
    assert desk.field.text() == "a"


@pytest.mark.parametrize("control", [True, False])
def test_a_control_character_before_the_code_disturbs_nothing(desk, control):
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    desk.press(56, "\x02", Qt.Key.Key_B, modifiers=held)
    desk.digits(CODE)
    desk.enter()
    assert (desk.scans, desk.field.text()) == ([CODE], "")


def test_the_second_key_of_a_suffix_presses_nothing(desk):
    desk.digits(CODE)
    desk.enter()
    desk.enter()
    desk.press(TAB, "\t", Qt.Key.Key_Tab)
    assert (desk.scans, desk.entered) == ([CODE], [])
    assert desk.window.focusWidget() is desk.field
    desk.enter(after=200)
    assert desk.entered == [""]


@pytest.mark.parametrize("ended", [True, False])
def test_a_letter_typed_right_after_a_scan_is_not_lost(desk, ended):
    desk.press(LETTER_A, "a", after=90)
    desk.now += 90
    desk.digits(CODE)
    if ended:
        desk.enter()
    desk.press(LETTER_Q, "q", after=12)
    live(100)
    assert (desk.scans, desk.field.text(), desk.entered) == ([CODE], "aq", [])


def test_scans_without_a_pause_between_them_are_all_heard(desk):
    codes = [new_code(lambda below, n=n: n * 7_777_777) for n in range(20)]
    for code in codes:
        desk.digits(code, after=2)
        desk.enter(after=2)
    assert desk.scans == codes


def test_a_scanner_that_spells_by_number_is_heard(desk):
    alt = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    for digit in CODE:
        desk.press(64, "", Qt.Key.Key_Alt, after=1)
        for key in f"0{ord(digit)}":
            desk.press(87, "", Qt.Key(ord(key)), after=1, modifiers=alt)
        desk.press(0, digit, after=1)
    desk.enter()
    assert (desk.scans, desk.field.text()) == ([CODE], "")


@pytest.mark.parametrize("row", [PLAIN, LAO_DIGIT_ROW])
def test_a_scan_leaves_text_and_selection_of_a_field_as_they_were(desk, row):
    desk.field.setText("ທ່ານ ປອ.")
    desk.field.setSelection(1, 3)
    desk.digits(CODE, row=row)
    wait_until(lambda: desk.scans, 1)
    desk.now += 300
    desk.digits(CODE, row=row)
    desk.enter()
    assert (desk.field.text(), desk.field.selectedText()) == ("ທ່ານ ປອ.", "ທ່ານ ປອ."[1:4])


def test_a_scan_with_shift_or_caps_lock_is_a_scan(desk):
    for digit in CODE:
        desk.press(X11[digit], "!", after=4, modifiers=Qt.KeyboardModifier.ShiftModifier)
    desk.enter()
    assert desk.scans == [CODE]


@pytest.mark.parametrize(
    ("platform", "scan", "virtual", "digit"),
    [
        (Platform.WINDOWS, 0x02, 0, "1"),
        (Platform.WINDOWS, 0x0B, 0, "0"),
        (Platform.WINDOWS, 0x47, 0, "7"),
        (Platform.WINDOWS, 0x147, 0, ""),  # Home, not the keypad's 7
        (Platform.X11, 10, 0, "1"),
        (Platform.X11, 90, 0, "0"),
        (Platform.WAYLAND, 83, 0, "4"),
        (Platform.MACOS, 1, 0x12, "1"),
        (Platform.MACOS, 1, 0x5C, "9"),
        (Platform.X11, 38, 0, ""),
    ],
)
def test_a_position_is_a_digit_on_each_platform(application, platform, scan, virtual, digit):
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, scan, virtual, 0, "ຢ")
    assert Keys(platform).digit(event) == digit


@pytest.mark.parametrize("text", ["7", "໗", "៧", "၇"])
def test_without_a_position_the_digits_of_any_script_count(application, text):
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, 0, 0, 0, text)
    assert Keys(Platform.WINDOWS).digit(event) == "7"


def test_a_shortcut_works_under_a_layout_without_latin_letters(application):
    lao = QKeyEvent(QEvent.Type.KeyPress, 0x0E9A, Qt.KeyboardModifier.ControlModifier, 41, 0, 0, "ກ")
    azerty = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Ampersand, Qt.KeyboardModifier.ControlModifier, 10, 0, 0, "&"
    )
    keys = Keys(Platform.X11)
    assert (keys.shortcut(lao), keys.shortcut(azerty)) == ("Ctrl+F", "Ctrl+1")
