"""The counted sentence of every report."""

import pytest

from attendance.language import texts_for
from attendance.language.counted import counted_sentence


@pytest.mark.parametrize(
    ("language", "numbers", "said"),
    [
        ("en", (52, 18, 14), "52 participants (18 women) from 14 countries"),
        ("en", (1, 1, 1), "1 participant (1 woman) from 1 country"),
        ("en", (3, 0, 0), "3 participants (0 women)"),
        ("ru", (52, 21, 14), "52 участника (из них 21 женщина) из 14 стран"),
        ("ru", (1205, 5, 21), "1\u00a0205 участников (из них 5 женщин) из 21 страны"),
        ("lo", (1, 1, 1), "ລວມທັງໝົດ 1 ທ່ານ, ຍິງ 1 ທ່ານ, ຈາກ 1 ປະເທດ"),
        ("lo", (52, 18, 0), "ລວມທັງໝົດ 52 ທ່ານ, ຍິງ 18 ທ່ານ"),
    ],
)
def test_the_sentence_counts_in_each_language_s_own_way(language, numbers, said):
    assert counted_sentence(texts_for(language), *numbers) == said


def test_lao_counts_with_the_word_of_the_event():
    told = counted_sentence(texts_for("lo"), 9, 4, 2, "ສະຫາຍ")
    assert told == "ລວມທັງໝົດ 9 ສະຫາຍ, ຍິງ 4 ສະຫາຍ, ຈາກ 2 ປະເທດ"
