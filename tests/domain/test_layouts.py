"""What digit keys give under every keyboard layout, and back; compared with the system's own layout data."""

import ctypes
import ctypes.util
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.badge_code import candidates, is_valid, new_code
from attendance.domain.layouts import KEYS, ROWS, languages, may_be_digit, readings

codes = st.integers(0, 10**11 - 1).map(lambda number: new_code(lambda _: number))
LAO = dict(zip(KEYS, "ຢຟໂຖຸູຄຕຈຂ", strict=True))
# The layouts and arrangements the table must know, as xkb names them.
KNOWN = {
    "la": ("", "stea"),
    "kz": ("", "ext", "latin", "ruskaz", "kazrus"),
    "th": ("", "tis", "pat"),
    "vn": ("", "us"),
    "fr": ("", "latin9", "azerty", "bepo", "afnor", "mac"),
    "be": ("",),
    "cz": ("", "qwerty", "rus"),
    "sk": ("",),
    "hu": ("",),
    "lt": ("", "std", "ibm"),
    "am": ("", "phonetic", "phonetic-alt", "eastern", "western"),
    "kh": ("",),
    "mm": ("", "zawgyi", "mnw"),
    "my": ("",),
    "ru": ("", "phonetic", "typewriter", "legacy", "dos", "mac", "xal", "bak", "udm"),
    "us": ("",),
    "ua": ("",),
    "kg": ("",),
    "uz": ("",),
    "tj": ("",),
    "tm": ("",),
    "mn": ("",),
    "az": ("",),
    "de": ("",),
    "gb": ("",),
    "ara": ("", "digits"),
    "ir": ("",),
    "in": ("",),
    "bd": ("",),
    "np": ("",),
    "et": ("",),
    "ge": ("", "ergonomic"),
}
PLACES = [*range(10, 19), 19]
SHIFT, CAPS = 1, 2


class _Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


@cache
def _library():
    """libxkbcommon, which Qt itself reads layouts with; skips where it or the layouts are not here."""
    name = ctypes.util.find_library("xkbcommon") or "libxkbcommon.so.0"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        pytest.skip("libxkbcommon is not here")
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    for function, answer, arguments in (
        ("xkb_context_new", pointer, [ctypes.c_int]),
        ("xkb_context_set_log_level", None, [pointer, ctypes.c_int]),
        ("xkb_keymap_new_from_names", pointer, [pointer, pointer, ctypes.c_int]),
        ("xkb_keymap_unref", None, [pointer]),
        ("xkb_state_new", pointer, [pointer]),
        ("xkb_state_unref", None, [pointer]),
        ("xkb_state_update_mask", ctypes.c_int, [pointer, *[number] * 6]),
        ("xkb_state_key_get_utf8", ctypes.c_int, [pointer, number, ctypes.c_char_p, ctypes.c_size_t]),
    ):
        found = getattr(library, function)
        found.restype, found.argtypes = answer, arguments
    return library


@cache
def _context():
    made = _library().xkb_context_new(0)
    if not made:
        pytest.skip("the keyboard layouts of xkb-data are not here")
    _library().xkb_context_set_log_level(made, 0)
    return made


@cache
def row_of(layout: str, variant: str, mask: int) -> tuple[str, ...]:
    """What the keys 1 to 0 give under a layout with these modifiers."""
    library, context = _library(), _context()
    names = _Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
    keymap = library.xkb_keymap_new_from_names(context, ctypes.byref(names), 0)
    if not keymap:
        pytest.skip("the keyboard layouts of xkb-data are not here")
    state = library.xkb_state_new(keymap)
    library.xkb_state_update_mask(state, 0, 0, mask, 0, 0, 0)
    row = []
    for place in PLACES:
        room = ctypes.create_string_buffer(16)
        library.xkb_state_key_get_utf8(state, place, room, 16)
        row.append(room.value.decode())
    library.xkb_state_unref(state)
    library.xkb_keymap_unref(keymap)
    return tuple(row)


LAYOUTS = [(layout, variant) for layout, variants in KNOWN.items() for variant in variants]


@given(codes, st.sampled_from(LAYOUTS), st.sampled_from([0, SHIFT, CAPS, SHIFT | CAPS]))
def test_a_code_typed_under_any_layout_of_the_system_comes_back(code, layout, mask):
    row = dict(zip(KEYS, row_of(*layout, mask), strict=True))
    typed = "".join(row[digit] for digit in code)
    if len(set(row.values())) < len(KEYS):
        return  # two keys give the same letter: nobody can read that back
    if typed.isascii() and typed.isdigit():
        assert candidates(typed) == ((typed,) if is_valid(typed) else ())
    else:
        assert code in candidates(typed)


@pytest.mark.parametrize(("layout", "variant"), LAYOUTS)
def test_every_key_of_every_known_layout_is_in_the_table(layout, variant):
    for mask in (0, SHIFT, CAPS, SHIFT | CAPS):
        row = row_of(layout, variant, mask)
        typed = "".join(row)
        told = len(set(row)) == len(KEYS)  # else two keys give the same letter
        assert KEYS in readings(typed) or not told or (typed.isascii() and typed.isdigit())


@given(codes, st.sampled_from(ROWS))
def test_a_code_typed_by_any_row_of_the_table_comes_back(code, row):
    keys = {digit: sign for sign, digit in row.digits.items()}
    typed = "".join(keys[digit] for digit in code)
    assert code in candidates(typed) or (typed.isascii() and typed.isdigit())


@given(codes)
def test_plain_digits_stand_for_themselves_only(code):
    assert candidates(code) == (code,)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_digits_that_are_no_code_stand_for_none(digits):
    assert candidates(digits) == ((digits,) if is_valid(digits) else ())


@given(st.text(max_size=30))
def test_reading_never_fails_and_gives_only_valid_codes(raw):
    assert all(is_valid(code) for code in candidates(raw))


@given(
    codes,
    st.sampled_from(["", "\x02", "]Q1", "]Q3\\000026", "\ufeff"]),
    st.sampled_from(["", "\r\n", "\x03"]),
)
def test_what_scanners_add_is_dropped_under_a_layout_too(code, before, after):
    assert code in candidates(before + "".join(LAO[digit] for digit in code) + after)


def test_bare_combining_marks_are_read_as_they_came():
    row = dict(zip(KEYS, row_of("vn", "", 0), strict=True))
    typed = "".join(row[digit] for digit in "000000005724")
    assert candidates(typed) == ("000000005724",)
    assert candidates(unicodedata.normalize("NFC", "a" + typed)) == ()


def test_native_digits_where_the_shifted_keys_hold_them_have_both_readings():
    # Lao with Shift: the digits 1 to 4 lie on their own keys, 5 to 8 two keys further on.
    assert readings("໕໖") == ("56", "78")


def test_one_string_is_never_read_by_two_layouts():
    mixed = LAO["5"] * 6 + "қ" * 6
    assert readings(mixed) == ()


def test_the_layout_is_recognised_by_its_characters():
    assert languages(zip("ຢຟໂ", "123", strict=True)) == ("lo",)
    assert languages(zip("&é-", "126", strict=True)) == ("fr",)
    assert "kk" in languages(zip("әің", "234", strict=True))
    assert languages(zip("123", "123", strict=True)) == ("",)
    assert languages(zip("១២", "12", strict=True)) == ("km",)
    assert languages(zip("qw", "12", strict=True)) == ()


def test_letters_nobody_has_on_digit_keys_are_no_digits():
    assert may_be_digit("ຢ")
    assert may_be_digit("៧")
    assert not may_be_digit("k")
    assert not may_be_digit("\r")
