"""Keys of text in every script of the lists we read."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyuca.collator import Collator_9_0_0
from rapidfuzz import fuzz

from attendance.domain.text_keys import SORT_KEY_VERSION, loose_key, roman_key, search_key, sort_key

WORDS = Path(__file__).parents[3] / "shared/data/lao_words/Lao-Dictionary.txt"
SAME_PERSON = Path(__file__).parents[3] / "shared/data/laos_national_assembly/same_person_spellings.tsv"

lao_text = st.text(alphabet=[chr(n) for n in range(0x0E81, 0x0EE0)] + [" ", "\u200b"], max_size=20)
any_text = st.one_of(st.text(max_size=30), lao_text)
listed_text = st.text(
    alphabet=st.one_of(
        st.characters(max_codepoint=0x052F),
        st.characters(min_codepoint=0x0E80, max_codepoint=0x0EFF),
        st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF),
        st.characters(),
    ),
    max_size=25,
)


def lao_words() -> list[str]:
    if not WORDS.exists():
        pytest.skip(f"the Lao word list is not beside the project: {WORDS}")
    return [line.strip() for line in WORDS.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ສໍາ", "ສຳ"),
        ("ນ້ຳ", "ນໍ້າ"),
        ("ນ້ຳ", "ນ້ໍາ"),
        ("ນ້ຳ", "ນໍາ້"),
        ("ໜ້າ", "ຫນ້າ"),
        ("ໝາຍ", "ຫມາຍ"),
        ("ຫຼວງ", "ຫລວງ"),
        ("ເເມ່ນ", "ແມ່ນ"),
        ("ເພື່ືອ", "ເພື່ອ"),
        ("ເບີີໂທ", "ເບີໂທ"),
        ("ສົ່ົ່ງ", "ສົ່ງ"),
        ("ວັນທີ ໒໙", "ວັນທີ 29"),
        ("ສົມ\u200bພອນ", "ສົມພອນ"),
        ("๒๕๖๗ ២០២៤ ၂၀၂၄", "2567 2024 2024"),
        ("Müller", "MULLER"),
        ("Nguyễn Văn An", "nguyen van an"),
        ("Đặng Łukasz Ørsted Æbelø", "dang lukasz orsted aebelo"),
        ("Берёзкин Андрей", "БЕРЕЗКИН АНДРЕИ"),
        ("Қайрат Өтегенұлы", "Кайрат Отегенулы"),
        ("O’Brien", "O'Brien"),
        ("КИМ\n  Анна\u00a0", "ким анна"),
        ("ＫＩＭ", "kim"),
        ("\ufeffAnna\u2060", "anna"),
    ],
)
def test_spellings_of_one_word_share_a_search_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("ປາ", "ປ່າ"), ("ກາ", "ການ"), ("Anna", "Hanna"), ("ຣົດ", "ລົດ")])
def test_different_words_keep_different_search_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_the_search_key_is_plain_composed_lower_case() -> None:
    assert search_key("  Côte   d’IVOIRE ") == "cote d'ivoire"
    assert search_key("ດຣ. ສົມພອນ") == "ດຣ. ສົມພອນ"


def test_the_loose_key_forgets_tones_and_the_two_letters_for_l() -> None:
    assert loose_key("ສົ້ມພອນ") == loose_key("ສົມພອນ")
    assert loose_key("ຣົດໄຟ") == loose_key("ລົດໄຟ")
    assert loose_key("ນ້ຳ") == loose_key("ນຳ")


@given(any_text)
def test_a_key_of_a_key_is_the_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
    assert loose_key(loose_key(text)) == loose_key(text)


@given(lao_text, st.integers(0, 20), st.sampled_from("່້໊໋"))
def test_a_tone_mark_does_not_change_the_loose_key(text: str, place: int, tone: str) -> None:
    toneless = "".join(c for c in text if c not in "່້໊໋")
    assert loose_key(toneless[:place] + tone + toneless[place:]) == loose_key(toneless)


@given(any_text)
def test_a_key_has_no_spare_spaces_and_no_invisible_characters(text: str) -> None:
    key = search_key(text)
    assert key == " ".join(key.split())
    assert not set(key) & set("\u200b\u2060\ufeff")


def test_every_lao_word_survives_doubled_marks_and_decomposition() -> None:
    for word in lao_words():
        doubled = "".join(
            c * 2 if "\u0eb1" <= c <= "\u0ecc" and c not in "ຳຽເແໂໃໄ" and c < "\u0ecd" else c for c in word
        )
        assert search_key(doubled.replace("ຳ", "ໍາ").replace("ໜ", "ຫນ").replace("ໝ", "ຫມ")) == search_key(
            word
        ), word


def collated(text: str) -> bytes:
    """The sort key as pyuca states it, packed by the test itself; the last, empty level left out."""
    weights = _collator.sort_key(text)[:-1]
    return bytes([SORT_KEY_VERSION]) + b"".join(weight.to_bytes(2, "big") for weight in weights)


_collator = Collator_9_0_0()


@settings(max_examples=300)
@given(listed_text)
def test_the_fast_sort_key_is_pyucas_to_the_byte(text: str) -> None:
    assert sort_key(text) == collated(text)


@pytest.mark.parametrize(
    "text", ["", "l·l", "Ёлкин Андрей", "и\u0306", "ໍາ", "ເພື່ອ", "山田", "O’Brien-Ñandú", "ກ\ue000"]
)
def test_the_fast_sort_key_is_pyucas_for_known_hard_texts(text: str) -> None:
    assert sort_key(text) == collated(text)


def test_every_lao_word_sorts_as_pyuca_sorts_it() -> None:
    words = lao_words()[::7]
    assert [sort_key(word) for word in words] == [collated(word) for word in words]


def test_lists_sort_as_a_reader_expects() -> None:
    assert sorted(["Zulu", "Çelik", "abel", "Östlund", "Abel", "Daud"], key=sort_key) == [
        "abel",
        "Abel",
        "Çelik",
        "Daud",
        "Östlund",
        "Zulu",
    ]
    assert sorted(["ເກດ", "ຂາວ", "ກາ", "ໄຂ", "ແກ້ວ"], key=sort_key) == ["ກາ", "ເກດ", "ແກ້ວ", "ຂາວ", "ໄຂ"]
    assert sorted(["Яна", "Ёлкин", "Ежов", "Жуков"], key=sort_key) == ["Ежов", "Ёлкин", "Жуков", "Яна"]


def test_keys_of_a_hundred_thousand_names_are_quick() -> None:
    names = [f"Somchith Phommachanh-{n}" for n in range(100_000)]
    sort_key("warm")
    start = time.process_time()
    for name in names:
        search_key(name)
    searched = time.process_time()
    for name in names:
        sort_key(name)
    assert searched - start < 0.5
    assert time.process_time() - searched < 1.0


@pytest.mark.parametrize("spelling", ["ທະວີສັກ ມະໂນທັມ", "Thavisack Manodham", "Тависак Манодам"])
def test_one_name_in_three_scripts_has_one_roman_hint(spelling: str) -> None:
    assert roman_key(spelling) == "tavisak manotam"


def test_spellings_of_one_person_stay_near_in_the_roman_hint() -> None:
    if not SAME_PERSON.exists():
        pytest.skip(f"the pairs of spellings are not beside the project: {SAME_PERSON}")
    pairs = [line.split("\t")[:2] for line in SAME_PERSON.read_text("utf-8").splitlines()[1:]]
    near = [fuzz.token_sort_ratio(roman_key(a), roman_key(b)) >= 90 for a, b in pairs]
    assert sum(near) >= len(pairs) - 2
