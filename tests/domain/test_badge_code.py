"""Badge codes as they are made, typed and scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.badge_code import candidates, clean, grouped, is_valid, new_code
from attendance.domain.layouts import readings

numbers = st.integers(0, 10**11 - 1)


def code_of(number: int) -> str:
    return new_code(lambda _: number)


def test_the_check_digit_is_damms() -> None:
    assert code_of(572) == "000000005724"


def test_new_codes_are_valid_and_differ() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(is_valid(code) and len(code) == 12 for code in codes)


@given(numbers, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, place: int, shift: int) -> None:
    code = code_of(number)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert not is_valid(wrong)


@given(numbers, st.integers(0, 10))
def test_two_swapped_neighbours_are_always_found(number: int, place: int) -> None:
    code = code_of(number)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or not is_valid(swapped)


@pytest.mark.parametrize("text", ["", "12345678901", "1234567890123", "12345678901x", "٠٠٠٠٠٠٠٠٥٧٢٤"])
def test_what_is_not_twelve_plain_digits_is_not_valid(text: str) -> None:
    assert not is_valid(text)


@pytest.mark.parametrize(
    "raw",
    [
        "000000005724",
        "0000 0000 5724",
        "  0000-0000-5724\r\n",
        "]Q3\\000026000000005724",
        "]Q1000000005724",
        "\\000026000000005724",
        "\x02000000005724\x03\t",
        "\ufeff000000005724\u200b",
        "໐໐໐໐ ໐໐໐໐ ໕໗໒໔",
        "๐๐๐๐๐๐๐๐๕๗๒๔",
        "០០០០០០០០៥៧២៤",
        "၀၀၀၀၀၀၀၀၅၇၂၄",
        "٠٠٠٠٠٠٠٠٥٧٢٤",
        "۰۰۰۰۰۰۰۰۵۷۲۴",
        "００００００００５７２４",
    ],
)
def test_a_scan_is_cleaned_to_the_code(raw: str) -> None:
    assert clean(raw) == "000000005724"


@pytest.mark.parametrize(
    "raw", ["", "Watson", "57", "000000005725", "0000000057242", "00000000572²", "a000000005724"]
)
def test_what_is_no_code_gives_none(raw: str) -> None:
    assert clean(raw) is None


@given(st.text(max_size=30))
def test_cleaning_never_fails_and_gives_only_valid_codes(raw: str) -> None:
    code = clean(raw)
    assert code is None or is_valid(code)


@given(numbers)
def test_a_grouped_code_reads_back(number: int) -> None:
    code = code_of(number)
    assert len(grouped(code)) == 14
    assert clean(grouped(code)) == code


@given(numbers)
def test_a_code_in_plain_digits_is_no_other_code_under_any_layout(number: int) -> None:
    code = code_of(number)
    assert set(readings(code)) <= {code}
    assert candidates(code) == (code,)
