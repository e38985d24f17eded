"""Texts with placeholders, plurals, dates and numbers, from real catalogues."""

import gettext
from pathlib import Path

import pytest

from attendance import paths
from attendance.commands.event_days import HALF_DAYS
from attendance.language import LANGUAGES, Texts, delegation_names, texts_for
from attendance.language.texts import texts_for as fresh_texts_for

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Good morning, {name}"
msgstr "{word}"

msgid "{{n}} person"
msgid_plural "{{n}} persons"
msgstr[0] "{{n}} ທ່ານ"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "i18n").mkdir()
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    fresh_texts_for.cache_clear()
    yield tmp_path / "i18n"
    fresh_texts_for.cache_clear()


def write(folder: Path, word: str) -> None:
    (folder / "lo.po").write_text(PO.replace("{{", "{").replace("}}", "}").replace("{word}", word), "utf-8")


def english() -> Texts:
    return Texts("en", gettext.NullTranslations())


def test_a_catalogue_works_from_a_plain_checkout_without_being_compiled(folder: Path) -> None:
    write(folder, "ສະບາຍດີ {name}")
    texts = texts_for("lo")
    assert texts("Good morning, {name}", name="Noy") == "ສະບາຍດີ Noy"
    assert texts("Never translated") == "Never translated"
    assert texts.plural("{n} person", "{n} persons", 1) == "1 ທ່ານ"


def test_a_compiled_catalogue_is_used_until_its_source_is_newer(folder: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    write(folder, "ເກົ່າ {name}")
    with (folder / "lo.po").open("rb") as source, (folder / "lo.mo").open("wb") as compiled:
        write_mo(compiled, read_po(source))
    write(folder, "ໃໝ່ {name}")
    moment = (folder / "lo.po").stat().st_mtime
    import os

    os.utime(folder / "lo.mo", (moment + 10, moment + 10))
    assert texts_for("lo")("Good morning, {name}", name="Noy") == "ເກົ່າ Noy"
    os.utime(folder / "lo.mo", (moment - 10, moment - 10))
    texts_for.cache_clear()
    assert texts_for("lo")("Good morning, {name}", name="Noy") == "ໃໝ່ Noy"


def test_a_missing_value_or_a_broken_translation_never_fails(folder: Path) -> None:
    write(folder, "ສະບາຍດີ {nobody} {name")
    assert texts_for("lo")("Good morning, {name}", name="Noy") == "ສະບາຍດີ {nobody} {name"
    assert english()("{a} and {b:>5}", a=1) == "1 and {b}"
    assert english()("100 % { }") == "100 % { }"
    assert english()("") == ""


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert texts_for("xx").language == "en"
    assert texts_for("xx")("Delegation") == "Delegation"
    assert texts_for("lo_LA").language == texts_for("lo-LA").language == "lo"


@pytest.mark.parametrize(
    ("language", "iso", "expected"),
    [
        ("en", "2024-05-29", "29 May 2024"),
        ("lo", "2024-05-29", "29 ພຶດສະພາ 2024"),
        ("en", "", ""),
        ("lo", "soon", "soon"),
    ],
)
def test_long_dates(language: str, iso: str, expected: str) -> None:
    assert texts_for(language).date_long(iso) == expected


@pytest.mark.parametrize(
    ("language", "starts", "ends", "expected"),
    [
        ("en", "2024-05-29", "2024-05-30", "29–30 May 2024"),
        ("lo", "2024-05-29", "2024-05-30", "29–30 ພຶດສະພາ 2024"),
        ("en", "2024-05-30", "2024-06-02", "30 May – 2 June 2024"),
        ("en", "2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
        ("en", "2024-05-29", "2024-05-29", "29 May 2024"),
        ("lo", "2024-05-29", None, "29 ພຶດສະພາ 2024"),
    ],
)
def test_ranges_of_dates_say_month_and_year_once(
    language: str, starts: str, ends: str | None, expected: str
) -> None:
    assert texts_for(language).date_range(starts, ends) == expected


def test_an_event_without_dates_shows_the_year_it_is_known_by() -> None:
    assert texts_for("en").date_range(None, None, 1991) == "1991"
    assert texts_for("en").date_range(None, None) == ""


def test_instants_are_told_on_the_clocks_of_the_event() -> None:
    texts = texts_for("en")
    assert texts.time(1_716_951_900_000, "Asia/Vientiane") == "10:05"
    assert texts.date_time(1_716_951_900_000, "UTC") == "29 May 2024, 03:05"
    assert texts.time(1_716_951_900_000, "Nowhere/Land") == "03:05"
    assert texts_for("lo").weekday("2024-05-29") == "ວັນພຸດ"


def test_numbers_have_the_separators_of_the_language() -> None:
    assert texts_for("en").number(12345) == "12,345"
    assert texts_for("lo").number(12345.5, 1) == "12.345,5"
    assert texts_for("en").percent(0.375, 1) == "37.5%"
    assert english().plural("{n} person", "{n} persons", 1200) == "1,200 persons"


def test_every_language_has_its_months() -> None:
    for language in LANGUAGES:
        months = {texts_for(language).date_long(f"2024-{month:02}-01") for month in range(1, 13)}
        assert len(months) == 12


def test_a_reader_gets_the_official_form_in_their_own_script_and_else_the_latin_one() -> None:
    lao, russian = texts_for("lo"), texts_for("ru")
    assert russian.pick("Aigerim", "Айгерим") == "Айгерим"
    assert russian.pick("Thavisack", "ທະວີສັກ") == "Thavisack"
    assert russian.pick(None, "ທະວີສັກ") == "ທະວີສັກ"
    assert lao.pick("Aigerim", "Айгерим") == "Aigerim"
    assert lao.pick(None, "Айгерим") == "Айгерим"
    assert english().pick("Aigerim", "Айгерим") == "Aigerim"


def test_a_delegation_that_is_a_country_has_a_name_in_every_language() -> None:
    lao, russian = texts_for("lo"), texts_for("ru")
    assert russian.delegation("Kazakhstan", None) == "Казахстан"
    assert russian.delegation("Viet Nam", "ຫວຽດນາມ") == "Вьетнам"
    assert russian.delegation("Kazakhstan", "Республика Казахстан") == "Республика Казахстан"
    assert russian.delegation("National Information Society Agency", None).startswith("National")
    assert lao.delegation("Kazakhstan", None) == "ກາຊັກສະຖານ"
    assert english().delegation("Kazakhstan", "Казахстан") == "Kazakhstan"


def test_a_delegation_is_known_by_its_names_in_all_languages() -> None:
    names = delegation_names("Viet Nam", "ຫວຽດນາມ")
    assert {"Viet Nam", "ຫວຽດນາມ", "Вьетнам"} <= set(names)
    assert len(names) == len(set(names))
    assert delegation_names("UNDP", None) == ["UNDP"]


def test_russian_dates_and_numbers_are_written_as_in_russian() -> None:
    russian = texts_for("ru")
    assert russian.date_range("2024-05-30", "2024-06-02") == "30 мая – 2 июня 2024"
    assert russian.date_time(1_716_951_900_000, "UTC") == "29 мая 2024, 03:05"
    assert russian.weekday("2024-05-29") == "среда"
    assert russian.number(12345.5, 1) == "12\u00a0345,5"
    assert russian.percent(0.375, 1) == "37,5\u00a0%"


def test_half_days_the_program_named_are_told_in_every_language_and_typed_ones_as_typed():
    pairs = [(title, official) for title, official, *_ in HALF_DAYS]
    assert [texts_for("en").pick(*pair) for pair in pairs] == ["Morning", "Afternoon"]
    assert [texts_for("lo").pick(*pair) for pair in pairs] == ["ພາກເຊົ້າ", "ພາກບ່າຍ"]
    for pair in pairs:
        assert texts_for("ru").own_script(texts_for("ru").pick(*pair))
    assert texts_for("ru").pick("Morning", "ເປີດ") == "Morning"
    assert texts_for("ru").pick("Morning", "") == "Morning"
