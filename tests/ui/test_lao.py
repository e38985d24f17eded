"""Lao wraps between words on the screen, and only there."""

from PySide6.QtWidgets import QLabel

from attendance.language.lao import ZERO_WIDTH_SPACE, breakable
from attendance.ui.parts import words

SENTENCE = "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ ເປັນຫົວໜ້າຄະນະຜູ້ແທນລາວເຂົ້າຮ່ວມກອງປະຊຸມ"


def test_a_break_may_fall_between_lao_words_and_the_letters_stay_the_same():
    broken = breakable(SENTENCE)
    assert broken.count(ZERO_WIDTH_SPACE) > SENTENCE.count(" ")
    assert broken.replace(ZERO_WIDTH_SPACE, "") == SENTENCE


def test_other_scripts_are_left_alone():
    for text in ("", "Head of delegation", "Айгерім Үлгі", "ผู้แทน"):
        assert breakable(text) == text


def test_a_paragraph_wraps_lao_and_gives_back_what_was_set(application):
    narrow = words("", wrap=True)
    narrow.setText(SENTENCE)
    assert narrow.text() == SENTENCE
    whole = QLabel(SENTENCE)
    whole.setWordWrap(True)
    assert narrow.minimumSizeHint().width() < whole.minimumSizeHint().width() / 2
