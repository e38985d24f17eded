"""The Lao catalogue: complete, in one spelling, in the words of the glossary."""

import csv
import importlib
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from attendance import paths
from attendance.language import LANGUAGES, texts_for

ROOT = Path(__file__).parents[2]
LAO = re.compile("[\u0e80-\u0eff]")
RUN_OF_MARKS = re.compile("[\u0eb0-\u0ebc\u0ec8-\u0ecd]+")


def lao_texts() -> list[str]:
    """Every Lao string of the project: catalogue and countries."""
    with (paths.resources() / "i18n" / "lo.po").open("rb") as file:
        forms = [message.string for message in read_po(file) if message.id]
    texts = [text for form in forms for text in ([form] if isinstance(form, str) else form)]
    with (paths.resources() / "countries.csv").open(encoding="utf-8", newline="") as file:
        texts += [row[column] for row in csv.DictReader(file) for column in ("lo_formal", "lo_short")]
    return [text for text in texts if LAO.search(text)]


def test_every_text_of_the_sources_is_in_every_catalogue_translated_with_its_placeholders(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    assert importlib.import_module("catalogues").check() == 0, capsys.readouterr().out


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    present = {path.stem for path in (paths.resources() / "i18n").glob("*.po")}
    assert present >= set(LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("wrong", "right"), [("ໍາ", "ຳ"), ("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ເເ", "ແ"), ("\u200b", ""), ("\u00a0", " ")]
)
def test_lao_is_written_composed_and_without_invisible_signs(wrong: str, right: str) -> None:
    texts = lao_texts()
    assert len(texts) > 200
    assert [text.replace(wrong, f"[{wrong} → {right}]") for text in texts if wrong in text] == []


def test_no_lao_mark_is_doubled_or_stands_before_its_vowel() -> None:
    for text in lao_texts():
        for run in RUN_OF_MARKS.findall(text):
            assert len(set(run)) == len(run), f"{run!r} is doubled in {text}"
        assert not re.search("[່້໊໋][\u0eb1\u0eb4-\u0ebb\u0ecd]", text), text


def test_lao_uses_arabic_digits() -> None:
    assert [text for text in lao_texts() if re.search("[໐-໙]", text)] == []


@pytest.mark.parametrize(
    ("english", "lao"),
    [
        ("Undo", "ກັບຄືນ"),
        ("Cancel", "ຍົກເລີກ"),
        ("Back", "ກ່ອນໜ້າ"),
        ("Event", "ກອງປະຊຸມ"),
        ("Delegation", "ຄະນະຜູ້ແທນ"),
        ("Delegates", "ຜູ້ເຂົ້າຮ່ວມ"),
        ("Head of delegation", "ຫົວໜ້າຄະນະຜູ້ແທນ"),
    ],
)
def test_the_words_of_the_glossary_are_used(english: str, lao: str) -> None:
    assert texts_for("lo")(english) == lao


def test_the_traps_of_the_glossary_are_avoided() -> None:
    texts = lao_texts()
    assert [text for text in texts if "ເຫດການ" in text or "ສານຕາຕັ້ງ" in text] == []
