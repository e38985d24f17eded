"""The borders of the house that import-linter cannot see."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "attendance"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LAYERS = ("domain", "language", "store", "queries", "commands", "imports", "reports", "desks", "ui")
NOT_OURS = {".git", ".venv", ".dev", "out", "dist", "build", "node_modules", ".hypothesis"}
TEXT = {
    "",
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".po",
    ".qss",
    ".json",
    ".csv",
    ".tsv",
    ".svg",
    ".cfg",
    ".ini",
    ".sh",
}
# What a path or address of somebody's own computer or network looks like, whoever's it is.
FOREIGN = {
    "a home folder": re.compile(r"(?<![\w.])/(?:home|Users)/\w+|/root\b|[A-Z]:\\\\?Users\\\\?\w+", re.ASCII),
    "a folder of a workplace": re.compile(
        r"(?<![\w.:/])/(?:work|workspace|workdir|mnt|opt|srv|tmp)/\w+", re.ASCII
    ),
    "an address inside a network": re.compile(
        r"(?<![\w.])(?:(?:10|127)(?:\.\d{1,3}){3}|(?:192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2})(?![\w.])"
    ),
    "credentials in an address": re.compile(r"https?://[^/\s:@\"'{}]+:[^/\s@\"'{}]+@"),
    "a package host": re.compile(r"https?://[^\s\"']*/(?:simple|pypi|npm|artifactory|nexus)\b"),
}


def imported(tree: ast.AST) -> set[str]:
    """Every module a file imports, wherever the statement stands."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def ours() -> list[Path]:
    """Every text file of the project, with or without git."""
    found = [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts) and path.suffix in TEXT
    ]
    return [path for path in found if "cache" not in str(path.relative_to(ROOT)) and path.name != "uv.lock"]


def test_no_file_is_longer_than_400_lines():
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: n for name, n in lengths.items() if n > 400} == {}


def test_no_function_is_longer_than_60_lines():
    long = {
        f"{place(path)}:{node.name}": node.end_lineno - node.lineno
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno > 60
    }
    assert long == {}


def test_every_module_says_in_one_sentence_what_it_is():
    silent = [path for path in SOURCES if (tree := tree_of(path)).body and not ast.get_docstring(tree)]
    assert [place(path) for path in silent] == []


def test_nothing_below_the_shell_prints():
    printing = [
        f"{place(path)}:{node.lineno}"
        for layer in LAYERS
        for path in sorted((PACKAGE / layer).rglob("*.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_widgets_are_imported_only_by_the_window():
    elsewhere = [
        place(path)
        for path in SOURCES
        if not path.is_relative_to(PACKAGE / "ui")
        and path.name not in ("app.py", "__main__.py")
        and any(name.startswith("PySide6.QtWidgets") for name in imported(tree_of(path)))
    ]
    assert elsewhere == []


def test_the_domain_uses_only_the_standard_library_and_two_others():
    allowed = set(sys.stdlib_module_names) | {"pyuca", "rapidfuzz", "attendance"}
    foreign = {
        f"{place(path)}: {name}"
        for path in sorted((PACKAGE / "domain").rglob("*.py"))
        for name in imported(tree_of(path))
        if name.split(".")[0] not in allowed
    }
    assert foreign == set()


def test_the_orm_session_is_nowhere():
    orm = "sqlalchemy.orm"
    assert [place(path) for path in SOURCES if any(n.startswith(orm) for n in imported(tree_of(path)))] == []


def test_no_module_has_a_name_that_says_nothing():
    empty_words = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
    assert [place(path) for path in SOURCES if path.stem in empty_words] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names_somebody_elses_computer(what):
    found = [
        f"{place(path)}:{number}: {match.group()}"
        for path in ours()
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (match := FOREIGN[what].search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a home folder", "see /home/somchai/list.xlsx"),
        ("a home folder", r"C:\Users\somchai\list.xlsx"),
        ("a folder of a workplace", "open('/work" + "/main/list.xlsx')"),
        ("an address inside a network", "10.1.2.3"),
        ("credentials in an address", "https://somchai:secret@example.org/"),
        ("a package host", "https://packages.example.org/simple/"),
    ],
)
def test_what_is_forbidden_would_be_seen(what, text):
    assert FOREIGN[what].search(text)


@pytest.mark.parametrize("module", ["attendance.cli", "attendance.__main__"])
def test_the_shell_starts_without_the_heavy_libraries(module):
    heavy = {"openpyxl", "docx", "alembic", "PySide6", "sqlalchemy.orm", "python_calamine", "babel", "icu4py"}
    code = f"import sys, importlib; importlib.import_module({module!r}); print(*sys.modules)"
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert answer.returncode == 0, answer.stderr
    assert heavy & set(answer.stdout.split()) == set()
