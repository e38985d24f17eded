"""Plain words about a scanner that is tried out."""

import pytest

from attendance.domain.burst import Advice, Ending, Finding, Press, examine
from attendance.language import LANGUAGES, texts_for
from attendance.language.scanner import advice_said, check_said, ending_said, headline, keyboard_said

EN = texts_for("en")


def found(**changes) -> Finding:
    values = {
        "raw": "000000005724", "prefix": "", "languages": ("",), "digits": "000000005724",
        "codes": ("000000005724",), "ending": Ending.ENTER, "pace": 6.0, "slowest": 9, "advice": (),
    }  # fmt: skip
    return Finding(**{**values, **changes})


def test_a_good_scanner_is_told_to_stay_as_it_is() -> None:
    assert headline(EN, found()) == ("Your scanner works.", "green")
    assert advice_said(EN, found()) == ["Nothing needs to be changed."]
    assert (ending_said(EN, found()), check_said(EN, found())) == ("Enter", ("right", "green"))


def test_what_to_change_is_said_with_its_numbers() -> None:
    slow = found(advice=(Advice.TOO_SLOW,), slowest=64)
    assert headline(EN, slow)[1] == "red"
    assert "up to 64 ms between two keys, where 35 are allowed" in advice_said(EN, slow)[0]
    without = found(advice=(Advice.NO_SUFFIX,), ending=Ending.NONE)
    assert advice_said(EN, without)[0].startswith("Your scanner sends no Enter")


def test_the_keyboard_is_named_in_the_language_of_the_window() -> None:
    lao = found(languages=("lo",))
    assert keyboard_said(EN, lao) == "Lao"
    assert keyboard_said(texts_for("lo"), lao) == "ລາວ"
    assert keyboard_said(EN, found(languages=())) == "not known"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("advice", Advice)
def test_every_advice_has_its_words(language: str, advice: Advice) -> None:
    said = advice_said(texts_for(language), found(advice=(advice,)))
    assert len(said) == 1
    assert "{" not in said[0]
    assert headline(texts_for(language), found(advice=(advice,), codes=()))[0]


def test_a_typed_word_is_told_apart_from_a_scan() -> None:
    typed = examine([Press(at, "7", True, "7") for at in range(0, 2_000, 200)])
    assert typed is not None
    assert headline(EN, typed) == ("That was typed by hand.", "amber")
