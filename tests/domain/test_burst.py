"""What a burst of keys was, and what of the scanner should be changed."""

import pytest

from attendance.domain.badge_code import new_code
from attendance.domain.burst import Advice, Ending, Press, examine

CODE = new_code(lambda below: 2_938_475_610)
LAO = dict(zip("1234567890", "ຢຟໂຖຸູຄຕຈຂ", strict=True))
PLAIN = {digit: digit for digit in LAO}


def keys(code=CODE, row=LAO, pace=8, ending=Ending.ENTER, told=True, shifted=False, before=""):
    """The presses of one scan; ``before`` are letters of a prefix."""
    made, at = [], 1_000
    for sign in before:
        made.append(Press(at, sign, told))
        at += pace
    for digit in code:
        made.append(Press(at, row[digit], told, digit if told else "", None, shifted))
        at += pace
    if ending is not Ending.NONE:
        made.append(Press(at, "", told, "", ending))
    return made


def test_a_good_scan_needs_no_change():
    found = examine(keys(row=PLAIN))
    assert (found.advice, found.heard, found.codes, found.digits) == ((), True, (CODE,), CODE)
    assert (found.ending, found.pace, found.languages, found.raw) == (Ending.ENTER, 8.0, ("",), CODE)


def test_no_key_is_nothing():
    assert examine([]) is None


@pytest.mark.parametrize(
    ("presses", "advice", "heard"),
    [
        (keys(), [Advice.LAYOUT], True),
        (keys(row=PLAIN, ending=Ending.TAB), [], True),
        (keys(row=PLAIN, ending=Ending.NONE), [Advice.NO_SUFFIX], True),
        (keys(row=PLAIN, pace=60), [Advice.TOO_SLOW], False),
        (keys(row=PLAIN, pace=180), [Advice.TYPED], False),
        (keys(told=False), [Advice.NO_POSITION], True),
        (keys(row=dict(zip("1234567890", "!@#$%^&*()", strict=True)), shifted=True), [Advice.SHIFTED], True),
        (keys(row=PLAIN, before="AB"), [Advice.PREFIX], True),
        (keys("000000005725", row=PLAIN), [Advice.WRONG_CHECK], False),
        (keys("4006381333931", row=PLAIN), [Advice.OTHER_CODE], False),
        (
            keys("12345", row=PLAIN) + keys("", before="k") + keys("6789012", row=PLAIN),
            [Advice.BROKEN],
            False,
        ),
        (keys("", before="hello"), [Advice.NO_DIGITS], False),
        ([Press(1, "", True, "", Ending.ENTER)], [Advice.NO_DIGITS], False),
    ],
)
def test_each_peculiarity_is_told(presses, advice, heard):
    found = examine(presses)
    assert set(advice) <= set(found.advice)
    assert found.heard is heard


def test_a_scan_without_position_names_layout_and_code():
    found = examine(keys(told=False))
    assert (found.languages, found.codes) == (("lo",), (CODE,))


def test_one_long_pause_late_in_the_burst_is_still_a_scan():
    presses = keys(row=PLAIN)
    late = [
        Press(p.at + (50 if n > 6 else 0), p.text, p.told, p.digit, p.ending) for n, p in enumerate(presses)
    ]
    assert examine(late).heard
    later = [
        Press(p.at + (90 if n > 6 else 0), p.text, p.told, p.digit, p.ending) for n, p in enumerate(presses)
    ]
    assert not examine(later).heard
