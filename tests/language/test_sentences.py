"""Every refusal and every value has words."""

import ast
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from attendance.domain import kinds, verdict
from attendance.domain.errors import Refused
from attendance.language import texts_for
from attendance.language.labels import LABELS, label
from attendance.language.sentences import SENTENCES, sentence
from attendance.language.verdicts import WORDS

PACKAGE = Path(__file__).parents[2] / "attendance"


def refusals() -> Iterator[tuple[str, set[str | None], str]]:
    """Each literal `Refused("code", detail=…)` of the sources: code, names of details (None is **), place."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                code = node.args[0] if node.args else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, {word.arg for word in node.keywords}, f"{path.name}:{node.lineno}"


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_every_refusal_in_the_sources_has_a_sentence() -> None:
    codes = {code: place for code, _, place in refusals()}
    assert len(codes) > 30
    assert {code: place for code, place in codes.items() if code not in SENTENCES} == {}


def test_every_refusal_brings_the_details_its_sentence_tells() -> None:
    lacking = {
        place: sorted(placeholders(SENTENCES[code]) - details)
        for code, details, place in refusals()
        if code in SENTENCES and None not in details and not placeholders(SENTENCES[code]) <= details
    }
    assert lacking == {}


def test_sentences_are_whole_and_their_codes_are_plain() -> None:
    for code, words in SENTENCES.items():
        assert code.isidentifier(), code
        assert code == code.lower()
        assert words.endswith((".", "?")), code


def test_a_refusal_is_told_with_its_details() -> None:
    told = sentence(texts_for("en"), Refused("file_missing", path="seminar.db"))
    assert told.startswith("There is no file at seminar.db.")


def test_an_unknown_code_or_a_missing_detail_is_no_crash() -> None:
    assert "odd_code" in sentence(texts_for("en"), Refused("odd_code"))
    assert "{path}" in sentence(texts_for("en"), Refused("file_missing", other=1))


def test_every_value_of_every_kind_has_a_label() -> None:
    enumerations = [
        kind for kind in vars(kinds).values() if isinstance(kind, type) and issubclass(kind, StrEnum)
    ]
    values = {str(value) for kind in enumerations for value in kind}
    assert len(values) > 40
    assert values - LABELS.keys() == set()
    assert set("PLEOXA–") <= LABELS.keys()
    assert set(verdict.Word) == WORDS.keys()


def test_a_value_that_is_not_stated_says_so() -> None:
    assert label(texts_for("en"), None) == "Not stated"
    assert label(texts_for("en"), "head") == "Head of delegation"
    assert label(texts_for("en"), "new kind") == "new kind"
