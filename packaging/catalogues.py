"""Collect the texts of the sources, bring the catalogues up to date, compile them and check them."""

import re
import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"
# A text is marked by the name of what is called: texts("…"), texts.plural("…", "…", n), N_("…").
KEYWORDS = {"texts": None, "_texts": None, "plural": (1, 2), "N_": None}


def extracted() -> Catalog:
    """Every text of the sources, with the file it stands in."""
    template = Catalog(project="attendance", charset="utf-8")
    sources = ROOT / "attendance"
    for name, _, message, comments, context in extract_from_dir(
        sources, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        location = (f"attendance/{Path(name).as_posix()}", 0)
        template.add(message, locations=[location], auto_comments=comments, context=context)
    return template


def catalogues() -> list[Path]:
    """The catalogue of every language."""
    return sorted(I18N.rglob("*.po"))


def read(path: Path) -> Catalog:
    """Read one catalogue; its language is in its own header."""
    with path.open("rb") as file:
        return read_po(file)


def update() -> int:
    """Write the texts of the sources into every catalogue, then compile them."""
    template = extracted()
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
        waiting = sum(1 for message in texts_of(catalogue) if not is_translated(message))
        print(f"{path.relative_to(ROOT)}: {len(texts_of(catalogue))} texts, {waiting} to translate")
    return compile_all()


def compile_all() -> int:
    """Write the compiled form beside every catalogue."""
    for path in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    return 0


def check() -> int:
    """Tell what is missing, left over, untranslated or has lost a placeholder; 1 when anything is."""
    wanted = {message.id for message in texts_of(extracted())}
    problems = [] if catalogues() else ["There is no catalogue in resources/i18n."]
    for path in catalogues():
        catalogue = read(path)
        name = path.relative_to(ROOT).as_posix()
        held = {message.id for message in texts_of(catalogue)}
        problems += [f"{name}: not in the catalogue: {text!r}" for text in sorted(map(str, wanted - held))]
        problems += [
            f"{name}: no longer in the sources: {text!r}" for text in sorted(map(str, held - wanted))
        ]
        for message in texts_of(catalogue):
            problems += [f"{name}: {problem}: {message.id!r}" for problem in faults(message)]
    for problem in problems:
        print(problem)
    print(f"{len(wanted)} texts in {len(catalogues())} catalogues, {len(problems)} problems.")
    if problems:
        print("`python3 packaging/dev.py texts` brings the catalogues up to date with the sources.")
    return 1 if problems else 0


def faults(message: Message) -> list[str]:
    """What is wrong with one translation, in words."""
    if not is_translated(message):
        return ["not translated"]
    found: list[str] = []
    if message.fuzzy:
        found.append("unfinished")
    wanted = placeholders(message.id)
    for text in forms(message.string):
        if placeholders(text) != wanted:
            found.append(f"placeholders differ in {text!r}")
    return found


def texts_of(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def is_translated(message: Message) -> bool:
    """Whether every form has a text."""
    return bool(message.string) and all(forms(message.string))


def forms(text: object) -> tuple[str, ...]:
    """The forms of a text: one, or one for each plural."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def placeholders(text: object) -> set[str]:
    """The names in braces over all forms of a text."""
    found: set[str] = set()
    for form in forms(text):
        try:
            found |= {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}
        except ValueError:
            found |= set(re.findall(r"{(\w*)", form))
    return found


if __name__ == "__main__":
    sys.exit({"update": update, "compile": compile_all, "check": check}[sys.argv[1]]())
