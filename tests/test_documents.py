"""The documents say what is there: commands, answers, words, verdicts, paths."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from attendance import cli
from attendance.language import texts_for
from attendance.language.verdicts import WORDS

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "resources" / "manual"
MANUALS = ("en", "lo", "ru")
PARSER = cli._parser()
COMMANDS = next(action.choices for action in PARSER._actions if action.dest == "command")
PLACES = (ROOT, ROOT / "attendance", ROOT / "resources")
UI = ROOT / "attendance" / "ui"
SHORTCUT = r"((?:Ctrl|Alt)\+[^\s\",{]+|F\d{1,2})"
with (ROOT / "resources" / "i18n" / "lo.po").open("rb") as stream:
    CATALOGUE = read_po(stream)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def section(name: str) -> str:
    """What shell.md says of one command."""
    found = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", read(MANUAL / "shell.md"), re.M | re.S)
    return found.group(1) if found else ""


def documented(name: str) -> Any:
    """The answer printed there as an example."""
    return json.loads(re.search(r"```json\n(.*?)```", section(name), re.S).group(1))


def shape(answer: Any) -> Any:
    """Keys all the way down; of a list its first row, of a value only whether it is one."""
    if isinstance(answer, dict):
        return {key: shape(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [shape(answer[0])] if answer else []
    return "value"


def words_of_the_window(text: str) -> list[str]:
    """What is printed bold: words a person finds on the screen."""
    return re.findall(r"\*\*(.+?)\*\*", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_shell_and_every_option_is_documented(name: str):
    said = section(name)
    assert said, f"{name} has no part in shell.md"
    options = {o for action in COMMANDS[name]._actions for o in action.option_strings if o.startswith("--")}
    missing = {option for option in options - {"--help", "--json", "--output"} if option not in said}
    assert missing == set()


def test_every_option_before_the_command_is_documented():
    before = read(MANUAL / "shell.md").split("\n## ")[0]
    options = {o for action in PARSER._actions for o in action.option_strings if o.startswith("--")}
    assert {option for option in options - {"--help"} if option not in before} == set()


def test_the_documented_answers_are_those_of_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "seminar.db"
    roster = tmp_path / "list.csv"
    rows = ["Delegation,Name,E-mail", *["Thailand,Mr. A Bee,a@example.org"] * 2]
    roster.write_text("\n".join([*rows, "Thailand,Mr. A Bee,b@example.org", "Thailand,,"]), encoding="utf-8")

    def ask(*arguments: str) -> Any:
        cli.main(["--db", str(file), "--json", *arguments])
        return json.loads(capsys.readouterr().out)

    event = ask("sample")["id"]
    session = next(row["id"] for row in ask("sessions", "--event", event)["rows"] if row["takes_attendance"])
    answers = {
        "sample": {"id": event},
        "events": ask("events"),
        "sessions": ask("sessions", "--event", event),
        "delegations": ask("delegations", "--event", event),
        "delegates": ask("delegates", "--event", event, "--search", "22"),
        "import": ask("import", str(roster), "--event", event),
        "check-in": ask("check-in", "22", "--event-session", session, "--exit"),
        "undo": ask("undo", "--reason", "wrong person"),
        "redo": ask("redo"),
        "backup": ask("backup", str(tmp_path / "backups")),
        "verify": ask("verify"),
    }
    answers["restore"] = ask("restore", answers["backup"]["file"], "--dry-run")
    assert answers["import"]["notes"], "the list was to raise a note"
    del answers["import"]["notes"]
    examples = {name: documented(name) for name in answers}
    del examples["import"]["notes"]
    assert {name: shape(answer) for name, answer in answers.items()} == {
        name: shape(example) for name, example in examples.items()
    }


def test_both_manuals_have_the_same_parts():
    outlines = [re.findall(r"^(#+) |^(\||\d\.|-) ", read(MANUAL / f"{m}.md"), re.M) for m in ("en", "lo")]
    assert outlines[0] == outlines[1]


def test_the_russian_manual_has_the_chapters_of_the_others_and_the_words_of_the_window():
    english, russian = (read(MANUAL / f"{m}.md") for m in ("en", "ru"))
    assert len(re.findall("^## ", russian, re.M)) == len(re.findall("^## ", english, re.M))
    words = {texts_for("ru")(word) for word in words_of_the_window(english)}
    assert set(words_of_the_window(russian)) - words == set()


@pytest.mark.parametrize("language", MANUALS)
def test_every_verdict_is_explained_in_the_words_of_the_window(language: str):
    texts, manual = texts_for(language), read(MANUAL / f"{language}.md")
    explained = set(re.findall(r"^\| (.+?) \|", manual, re.M))
    assert {texts(word) for word in WORDS.values()} - explained == set()


def test_what_the_manuals_print_bold_is_what_the_window_says():
    english, lao = (words_of_the_window(read(MANUAL / f"{m}.md")) for m in ("en", "lo"))
    assert set(english) - {message.id for message in CATALOGUE} == set()
    assert lao == [texts_for("lo")(word) for word in english]


@pytest.mark.parametrize("language", MANUALS)
def test_every_place_of_the_window_is_named(language: str):
    named = set(words_of_the_window(read(MANUAL / f"{language}.md")))
    rail = re.findall(r'Place\("\w+", texts\("([^"]+)"\)', read(UI / "places.py"))
    assert len(rail) == 8
    assert {texts_for(language)(word) for word in rail} - named == set()


@pytest.mark.parametrize("language", MANUALS)
def test_the_keys_of_the_manuals_are_those_of_the_program(language: str):
    cells = re.findall(r"^\| ([^|]+) \|", read(MANUAL / f"{language}.md"), re.M)
    told = {key for cell in cells for key in re.findall(rf"(?<!\S){SHORTCUT}(?=,| |$)", cell)}
    code = "".join(read(file) for file in (UI / "window_actions.py", *(UI / "pages").rglob("*.py")))
    known = set(re.findall(rf'"{SHORTCUT}"', code))
    assert known - told == set()
    assert {key for key in told - known if not re.fullmatch(r"(Ctrl|Alt)\+\d", key)} == set()


def test_the_manuals_keep_to_the_words_for_people():
    assert re.findall(r"(?i)\b(?:journal|facts?|database|row id)\b", read(MANUAL / "en.md")) == []


def test_the_lao_manual_is_spelled_in_one_way():
    lao = read(MANUAL / "lo.md")
    forbidden = ("ໍາ", "ຫນ", "ຫມ", "ເເ", "\u200b", "\u00a0", "ເຫດການ", "ສານຕາຕັ້ງ")
    assert [wrong for wrong in forbidden if wrong in lao] == []
    assert re.findall("[໐-໙]", lao) == []
    assert re.findall("([\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd])\\1", lao) == []


@pytest.mark.parametrize(
    "document",
    ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", *(f"resources/manual/{m}.md" for m in MANUALS)],
)
def test_every_path_a_document_names_is_there(document: str):
    text = read(ROOT / document)
    named = set(re.findall(r"\]\((?!https?:)([^)#]+)\)", text))
    named |= {name for name in re.findall(r"`([\w./-]+)`", text) if "/" in name and not name.startswith(".")}
    missing = {
        name
        for name in named
        if not name.startswith("out/")
        and not any((place / name).exists() or (place / f"{name}.py").exists() for place in PLACES)
    }
    assert missing == set()


def test_the_readme_names_only_commands_that_exist():
    known = re.search(r"^COMMANDS = \{(.*?)\}", read(ROOT / "packaging" / "dev.py"), re.M | re.S).group(1)
    named = set(re.findall(r"dev\.py (?:--yes )?(\w+)", read(ROOT / "README.md")))
    assert named <= set(re.findall(r'"(\w+)"', known))
    shell = set(re.findall(r"^attendance (?:--db \S+ )?([a-z-]+)", read(ROOT / "README.md"), re.M))
    assert shell
    assert shell <= set(COMMANDS)
