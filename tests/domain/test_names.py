"""Names as they stand in real lists: titles off, family names found, forms for print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.names import (
    GivenFamily,
    certificate_name,
    list_name,
    one_line,
    plain_name,
    split_name,
    split_titles,
)


@pytest.mark.parametrize(
    ("typed", "courtesy", "salutation", "academic", "name", "sex"),
    [
        ("H.E. Mr. Dr. Thavisack Manodham", "H.E.", "Mr.", "Dr.", "Thavisack Manodham", "m"),
        ("HE Mr Dr John Smith", "HE", "Mr", "Dr", "John Smith", "m"),
        ("H. E. Ms. Anna Bell", "H. E.", "Ms.", "", "Anna Bell", "f"),
        ("H.E.Mr.John Doe", "H.E.", "Mr.", "", "John Doe", "m"),
        ("Her Excellency Anna Bell", "Her Excellency", "", "", "Anna Bell", "f"),
        ("S.E. M. Paul Biya", "S.E.", "M.", "", "Paul Biya", "m"),
        ("S.E. Sra. Ana Pérez", "S.E.", "Sra.", "", "Ana Pérez", "f"),
        ("M Jean Dupont", "", "M", "", "Jean Dupont", "m"),
        ("Mlle Anne Martin", "", "Mlle", "", "Anne Martin", "f"),
        ("Vice-Prof Dr Somoak Kingsada", "", "", "Vice-Prof Dr", "Somoak Kingsada", ""),
        ("Lt Col Khamphou Sy", "", "", "Lt Col", "Khamphou Sy", ""),
        (
            "Police Brigadier General Somkeo Silavong",
            "",
            "",
            "Police Brigadier General",
            "Somkeo Silavong",
            "",
        ),
        ("г-н Иванов Иван", "", "г-н", "", "Иванов Иван", "m"),
        ("Её Превосходительство г-жа Анна Ким", "Её Превосходительство", "г-жа", "", "Анна Ким", "f"),
        ("ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ", "", "ທ່ານ", "ປອ.", "ທະວີສັກ ມະໂນທັມ", "m"),
        ("ທ່ານ ນາງ ແກ້ວ ມະນີ", "", "ທ່ານ ນາງ", "", "ແກ້ວ ມະນີ", "f"),
        ("ທ່ານທອງລຸນ ສີສຸລິດ", "", "ທ່ານ", "", "ທອງລຸນ ສີສຸລິດ", "m"),
        ("ພະນະທ່ານ ສອນໄຊ ສີພັນດອນ", "ພະນະທ່ານ", "", "", "ສອນໄຊ ສີພັນດອນ", ""),
        ("ສະຫາຍ ພົນຕີ ຄຳຫຼ້າ", "", "ສະຫາຍ", "ພົນຕີ", "ຄຳຫຼ້າ", ""),
        ("ຮສ.ປອ. ພູວົງ", "", "", "ຮສ. ປອ.", "ພູວົງ", ""),
        ("ນ. ແກ້ວ", "", "ນ.", "", "ແກ້ວ", "f"),
    ],
)
def test_titles_are_set_apart_as_typed(
    typed: str, courtesy: str, salutation: str, academic: str, name: str, sex: str
) -> None:
    parts = split_titles(typed)
    assert (parts.courtesy, parts.salutation, parts.academic) == (courtesy, salutation, academic)
    assert (parts.name, parts.sex_hint) == (name, sex)


@pytest.mark.parametrize(
    "name",
    [
        "M. Jackson Davis",
        "HE Jun",
        "Hon Nguyen",
        "Eng Ann Ang",
        "Е. П. Иванов",
        "ບັນດິດ ສີສະຫວາດ",
        "ນາງິດ ກ",
        "Mr",
        "ທ່ານ",
        "",
    ],
)
def test_what_may_be_part_of_the_name_stays_in_it(name: str) -> None:
    parts = split_titles(name)
    assert parts.name == name
    assert parts.courtesy + parts.salutation + parts.academic + parts.sex_hint == ""


def test_a_column_of_titles_is_certain_where_a_name_is_not() -> None:
    assert split_titles("Jean Dupont", "M.").salutation == "M."
    assert split_titles("Jean Dupont", "M.").sex_hint == "m"
    parts = split_titles("Dato' R. Sathiah", "HE Mr")
    assert (parts.courtesy, parts.salutation, parts.name) == ("HE", "Mr Dato'", "R. Sathiah")
    assert split_titles("Ana Botero", "Chairwoman").salutation == "Chairwoman"


def test_a_title_in_both_columns_is_kept_once() -> None:
    assert split_titles("Mr. James Murray", "Mr").salutation == "Mr"


def test_titles_of_two_sexes_suggest_none() -> None:
    assert split_titles("Ms Lee", "Mr").sex_hint == ""


@given(st.text(max_size=40))
def test_no_letter_of_a_name_is_lost_with_its_titles(text: str) -> None:
    parts = split_titles(text)
    kept = parts.courtesy + parts.salutation + parts.academic + parts.name
    invisible = {"\u200b"}
    assert len([c for c in text if not c.isspace() and c not in invisible]) >= len(
        [c for c in kept if not c.isspace() and c not in invisible]
    )
    assert parts.name == "" or parts.name in text


@pytest.mark.parametrize(
    ("name", "given_name", "family", "family_first"),
    [
        ("KIM Heesun", "Heesun", "KIM", True),
        ("Heesun KIM", "Heesun", "KIM", False),
        ("LI Wei", "Wei", "LI", True),
        ("NGUYEN Van A", "Van A", "NGUYEN", True),
        ("Luc de la TOUR", "Luc", "de la TOUR", False),
        ("van der BERG Jan", "Jan", "van der BERG", True),
        ("Mohammed El OUAHDOUDI", "Mohammed", "El OUAHDOUDI", False),
        ("Mohamed Al-SABEEH", "Mohamed", "Al-SABEEH", False),
        ("Ian McDONALD", "Ian", "McDONALD", False),
        ("Denise O’BRIEN", "Denise", "O’BRIEN", False),
        ("John F. KENNEDY", "John F.", "KENNEDY", False),
        ("R. W. GALE", "R. W.", "GALE", False),
        ("Maria DA SILVA E COSTA", "Maria", "DA SILVA E COSTA", False),
        ("БРИЧ \nЛеонид Григорьевич", "Леонид Григорьевич", "БРИЧ", True),
        ("Dupont, Jean", "Jean", "Dupont", False),
        ("Kowalczyk, K. (Katarzyna)", "K. (Katarzyna)", "Kowalczyk", False),
    ],
)
def test_a_family_name_in_capitals_or_before_a_comma_is_found(
    name: str, given_name: str, family: str, family_first: bool
) -> None:
    assert split_name(name) == GivenFamily(given_name, family, family_first)


@pytest.mark.parametrize(
    "name",
    [
        "Abdul G. Jawshan",
        "NGUYEN VAN AN",
        "JP Smith",
        "SMKS Mudiyanselage Gamini",
        "Jesse Sumner Bragg II",
        "Juan GARCIA Lopez",
        "John Smith, PhD",
        "Stéphane, Raphaël Quéfélec",
        "Al GORE",
        "ທະວີສັກ ມະໂນທັມ",
        "Madonna",
        "KIM",
        "",
    ],
)
def test_a_name_that_does_not_show_its_family_name_stays_whole(name: str) -> None:
    assert split_name(name) is None


@given(st.text(max_size=40))
def test_splitting_only_takes_apart_what_is_there(text: str) -> None:
    parts = split_name(text)
    if parts is not None:
        assert parts.given in one_line(text)
        assert parts.family in one_line(text)


def test_a_list_shows_titles_and_the_family_name_in_capitals_where_it_stands() -> None:
    assert (
        list_name("Thavisack Manodham", "Thavisack", "Manodham", courtesy="H.E.", salutation="Mr.")
        == "H.E. Mr. Thavisack MANODHAM"
    )
    assert list_name("Kim Heesun", "Heesun", "Kim", salutation="Ms.", family_first=True) == "Ms. KIM Heesun"
    assert list_name("Ian McDONALD", "Ian", "McDONALD", academic="Dr.") == "Dr. Ian McDONALD"
    assert list_name("Jean Léger", "Jean", "Léger") == "Jean LÉGER"


def test_a_name_that_was_not_split_is_listed_as_typed() -> None:
    assert list_name("Abdul G. Jawshan", salutation="Mr") == "Mr Abdul G. Jawshan"
    assert list_name("ທະວີສັກ ມະໂນທັມ", salutation="ທ່ານ", academic="ປອ.") == "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ"


def test_a_line_break_in_a_name_is_shown_as_a_space() -> None:
    assert plain_name("БРИЧ \nЛеонид  Григорьевич") == "БРИЧ Леонид Григорьевич"


def test_the_plain_name_keeps_the_persons_own_order() -> None:
    assert plain_name("", "Heesun", "Kim", family_first=True) == "Kim Heesun"
    assert plain_name("Dupont, Jean", "Jean", "Dupont") == "Jean Dupont"


def test_a_certificate_carries_what_was_typed_for_it() -> None:
    assert certificate_name("Dr J. Doe", "John Doe") == "Dr J. Doe"
    assert certificate_name("", "John\nDoe") == "John Doe"
