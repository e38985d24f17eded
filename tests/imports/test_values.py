"""What cells mean, in the languages lists come in; what says neither is left open."""

import pytest

from attendance.imports import values
from attendance.imports.values import MEANINGS
from attendance.language import LANGUAGES, texts_for
from attendance.language.labels import label


@pytest.mark.parametrize("kind", MEANINGS)
def test_what_the_program_writes_in_any_language_it_reads_again(kind):
    for language in LANGUAGES:
        texts = texts_for(language)
        for value in kind:
            assert MEANINGS[kind](label(texts, value.value)) == value.value


@pytest.mark.parametrize(
    ("text", "group"),
    [
        *(("17", "under_18"), ("moins de 18 ans", "under_18"), ("ຕ່ຳກວ່າ 18", "under_18")),
        *(("25", "18_29"), ("30–44", "30_44"), ("45 ປີ", "45_59"), ("60+", "60_plus")),
        *(("старше 60", "60_plus"), ("20-40", None), ("150", None), ("adult", None)),
    ],
)
def test_an_age_or_a_span_within_one_group_is_its_group(text, group):
    assert values.age_group_of(text) == group


def test_sector_and_disability_in_four_languages():
    assert {values.sector_of(word) for word in ("Government", "ພາກລັດ", "правительство")} == {"national"}
    assert {values.sector_of(word) for word in ("NGO", "ONG", "НПО")} == {"civil_society"}
    assert {values.disability_of(word) for word in ("Yes", "ມີ", "да", "oui")} == {"with_disability"}
    assert {values.disability_of(word) for word in ("No", "ບໍ່ມີ", "нет", "non")} == {"without_disability"}
    assert values.disability_of("prefer not to say") is None
