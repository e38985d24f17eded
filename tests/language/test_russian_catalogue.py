"""The Russian catalogue: one alphabet, one spelling, one kind of quotation mark, no gender in verbs."""

import re

import pytest
from babel.messages.pofile import read_po

from attendance import paths
from attendance.language import texts_for

WORD = re.compile("[А-Яа-яЁё]+")
MIXED = re.compile(r"(?<=[\u0400-\u052f])[A-Za-z]|[A-Za-z](?=[\u0400-\u052f])")
ALONE = re.compile(r"(?<![\w{.*-])[AaCcEeOoPpXxyBHKMT](?![\w}.*-])")
WITHOUT_DOTS = frozenset({"все", "чем", "всем"})
"""Words of their own beside the one with ё."""
GENDERED = re.compile(
    r"\b(?:пришёл|пришла|ушёл|ушла|вышел|вышла|отказался|отказалась|приглашён|приглашена"
    r"|зарегистрирована?|отозван|допущена?)\b",
    re.IGNORECASE,
)


def pairs() -> list[tuple[str, str]]:
    """Every text with its English one; each form of a plural for itself."""
    with (paths.resources() / "i18n" / "ru.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    found: list[tuple[str, str]] = []
    for message in messages:
        english = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else message.string
        found += [(english, form) for form in forms if form]
    return found


def russian_texts() -> list[str]:
    return [russian for _, russian in pairs()]


def test_no_latin_letter_stands_inside_a_russian_word() -> None:
    assert len(russian_texts()) > 1800
    assert [text for text in russian_texts() if MIXED.search(re.sub(r"\{\w+\}", "", text))] == []


def test_no_latin_letter_stands_for_a_russian_one_by_itself() -> None:
    found = [
        (russian, letter)
        for english, russian in pairs()
        for letter in ALONE.findall(russian)
        if not re.search(rf"(?<!\w){letter}(?!\w)", english)
    ]
    assert found == []


def test_a_word_is_always_written_with_its_dots_or_never() -> None:
    words = {word.lower() for text in russian_texts() for word in WORD.findall(text)}
    bare = {word.replace("ё", "е") for word in words if "ё" in word}
    assert sorted((bare & words) - WITHOUT_DOTS) == []


@pytest.mark.parametrize("word", ["еще", "отчет", "отчеты", "учет", "счет", "ее", "зачет", "идет"])
def test_words_that_are_often_written_without_dots_have_them(word: str) -> None:
    assert [text for text in russian_texts() if word in WORD.findall(text.lower())] == []


def test_quotation_marks_are_the_russian_ones_and_come_in_pairs() -> None:
    for text in russian_texts():
        assert not set("“”„\"'‘’`") & set(text), text
        assert re.fullmatch("[^«»]*(?:«[^«»]+»[^«»]*)*", text), text


def test_nobody_is_given_a_gender_by_a_verb() -> None:
    of_nobody = re.compile(r"\b(?:ни)?кто\b", re.IGNORECASE)  # "кто" takes the verb in one gender
    told = [text for text in russian_texts() if not of_nobody.search(text)]
    assert [text for text in told if GENDERED.search(text)] == []


def test_sentences_end_where_the_english_ones_end() -> None:
    ends = {".": "Russian ends without its full stop", "…": "Russian has no dots that promise a dialog"}
    wrong = [
        (why, english)
        for english, russian in pairs()
        for end, why in ends.items()
        if english.endswith(end)
        and not english.endswith(("No.", "no.", "Ms.", "Prof.", "H.E.", "AM", "PM"))
        and not russian.endswith((end, "».", "?", "№"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("Undo", "Отменить"),
        ("Cancel", "Отмена"),
        ("Back", "Назад"),
        ("Event", "Мероприятие"),
        ("Delegation", "Делегация"),
        ("Delegates", "Участники"),
        ("Head of delegation", "Глава делегации"),
        ("Invited", "Приглашение направлено"),
        ("Badge", "Бейдж"),
        ("Quota", "Квота"),
        ("List of participants", "Список участников"),
    ],
)
def test_the_words_of_the_glossary_are_used(english: str, russian: str) -> None:
    assert texts_for("ru")(english) == russian


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 делегация"),
        (2, "2 делегации"),
        (5, "5 делегаций"),
        (11, "11 делегаций"),
        (21, "21 делегация"),
        (104, "104 делегации"),
    ],
)
def test_numbers_bend_their_nouns(n: int, said: str) -> None:
    assert texts_for("ru").plural("{n} delegation", "{n} delegations", n) == said
