"""Everything a developer types: set up this computer, then run, test, measure, draw or translate.

Needs nothing but Python. The first call brings uv (by version and hash) and the locked environment;
later calls find both in place and start at once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 9):
    sys.exit("This needs Python 3.9 or newer to start from (3.11 or newer is used as it is).")

import environment
import machine
from trouble import SetupError

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CATALOGUES = ROOT / "packaging" / "catalogues.py"


def run(arguments: list[str]) -> int:
    """Open the window; without a display, do the main job off-screen and say where the results are."""
    compile_texts()
    if machine.has_display():
        return environment.python("-m", "attendance", *arguments)
    print("There is no display here, so the main job is done without a window.", flush=True)
    return environment.python("packaging/tour.py", *arguments, offscreen=True)


def test(arguments: list[str]) -> int:
    """Run every check, then the tests, then the monkey, and tell at the end which of them did not pass."""
    compile_texts()
    # Where a process crashed, starting it again leaves xdist waiting for ever for the rest of a file.
    many = ["-n", "auto", "--dist", "loadfile", "--max-worker-restart", "0"]
    steps = [
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("pyright", ["-m", "pyright"]),
        ("import-linter", ["-c", LINT_IMPORTS]),
        ("catalogues", [str(CATALOGUES), "check"]),
        ("pytest", ["-m", "pytest", *many, *arguments]),
        ("monkey", ["packaging/monkey.py", "--minutes", "1"]),
    ]
    failed: list[str] = []
    for name, command in steps:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        if environment.python(*command):
            failed.append(name)
        print(f"== {name}: {time.monotonic() - began:.1f} s", flush=True)
    if failed:
        print(f"\nNot passed: {', '.join(failed)}.")
        return 1
    print("\nEverything passed.")
    return 0


def bench(arguments: list[str]) -> int:
    """Print the table of speeds beside their floors."""
    compile_texts()
    return environment.python("-m", "tests.bench", *arguments, offscreen=True)


def pictures(arguments: list[str]) -> int:
    """Draw every page and dialog in every language, light and dark, into out/pictures."""
    compile_texts()
    return environment.python("packaging/pictures.py", *arguments, offscreen=True)


def monkey(arguments: list[str]) -> int:
    """Let a monkey loose at the window: half an hour, or `monkey --minutes 5 --seed 17`."""
    compile_texts()
    return environment.python("packaging/monkey.py", *arguments, offscreen=True)


def texts(arguments: list[str]) -> int:
    """Bring the catalogues up to date with the sources and compile them, or `texts --check` them."""
    return environment.python(str(CATALOGUES), "check" if "--check" in arguments else "update")


def compile_texts() -> None:
    """Compile the catalogues that are newer than their compiled form."""
    for catalogue in sorted((ROOT / "resources" / "i18n").rglob("*.po")):
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            if environment.python(str(CATALOGUES), "compile"):
                raise SetupError("The catalogues in resources/i18n could not be compiled; see above.")
            return


COMMANDS = {
    "run": run,
    "test": test,
    "bench": bench,
    "pictures": pictures,
    "monkey": monkey,
    "texts": texts,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], prog="dev.py")
    parser.add_argument("--yes", action="store_true", help="install missing system packages without asking")
    parser.add_argument("command", choices=COMMANDS, help="what to do once everything is in place")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to it")
    options = parser.parse_args()
    os.chdir(ROOT)
    machine.prepare(for_tests=options.command == "test", agreed=options.yes)
    environment.prepare()
    arguments = options.arguments
    return COMMANDS[options.command](arguments[1:] if arguments[:1] == ["--"] else arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (SetupError, OSError, subprocess.SubprocessError) as trouble:
        sys.exit(f"{trouble}")
    except KeyboardInterrupt:
        sys.exit("Stopped.")
