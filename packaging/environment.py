"""The locked environment: uv, pinned by version and hash, and the packages it puts into `.venv`."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import sys
import venv
from pathlib import Path

import indexes
from trouble import SetupError

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".dev"
VENV = ROOT / ".venv"
BIN = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""
PYTHON = VENV / BIN / f"python{EXE}"
MARK = VENV / "set-up-by-dev"
PINNED_UV = ROOT / "packaging" / "uv.txt"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
OLDEST, NEWEST = (3, 11), (3, 14)
FETCHED = "3.13"


def prepare() -> None:
    """Bring the environment in line with the lock; do nothing when it already is."""
    if is_current():
        return
    uv = bring_uv()
    print("Setting up the environment (.venv) ...", flush=True)
    synchronise(uv)
    MARK.write_text(wanted(), encoding="utf-8")


def is_current() -> bool:
    """Whether the environment was set up from the very files, interpreter and place of now."""
    return PYTHON.exists() and MARK.exists() and MARK.read_text(encoding="utf-8") == wanted()


def wanted() -> str:
    """What decides how the environment must look."""
    files = (PINNED_UV, ROOT / "pyproject.toml", ROOT / "uv.lock")
    return "\n".join([*map(digest, files), sys.version, base_python(), str(ROOT)])


def python(*arguments: str, offscreen: bool = False) -> int:
    """Run the environment's Python in the project's root; give back its exit code."""
    surroundings = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    surroundings["PATH"] = str(VENV / BIN) + os.pathsep + surroundings.get("PATH", "")
    surroundings["PYTHONUTF8"] = "1"
    if offscreen:
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=surroundings, check=False).returncode


def digest(file: Path) -> str:
    """The hash of a file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def base_python() -> str:
    """The interpreter that was started, also when that was one of a virtual environment."""
    return str(getattr(sys, "_base_executable", sys.executable))


def bring_uv() -> Path:
    """Install the pinned uv into a private environment, checking its hash; give back where it is."""
    home = TOOLS / "uv"
    uv = home / BIN / f"uv{EXE}"
    mark = home / "pinned"
    state = f"{digest(PINNED_UV)} {ROOT}"
    if uv.exists() and mark.exists() and mark.read_text(encoding="utf-8") == state:
        return uv
    print("Bringing uv, which installs the rest ...", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, with_pip=True)
    pip = [str(home / BIN / f"python{EXE}"), "-m", "pip", "--disable-pip-version-check"]
    command = [*pip, "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(PINNED_UV)]
    if subprocess.run(command, env=indexes.for_pip(pip, certificates()), check=False).returncode:
        raise SetupError(
            "uv could not be installed; pip's own words are above. Check the connection, and behind a"
            " company's proxy or package mirror set pip's index-url, proxy and cert, which are used here too."
        )
    mark.write_text(state, encoding="utf-8")
    return uv


def certificates() -> Path | None:
    """The system's own bundle, which also holds what a company added; None where there is no such file."""
    return SYSTEM_CERTIFICATES if SYSTEM_CERTIFICATES.exists() else None


def synchronise(uv: Path) -> None:
    """Make `.venv` hold exactly what the lock names, from the indexes this person uses."""
    pip = [str(TOOLS / "uv" / BIN / f"python{EXE}"), "-m", "pip"]
    settings = indexes.for_uv(pip)
    surroundings = {**os.environ, **settings, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    surroundings.pop("VIRTUAL_ENV", None)
    if indexes.replaces_default(surroundings):
        commands = from_a_mirror(uv)
    else:
        commands = [[str(uv), "sync", "--locked", *which_python()]]
    for command in commands:
        if subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode:
            raise SetupError(
                "The environment could not be set up; uv's own words are above. If the connection failed,"
                " run the same command again: what was downloaded is kept."
            )


def from_a_mirror(uv: Path) -> list[list[str]]:
    """The same versions and hashes from an index the lock does not name, which `uv sync --locked` refuses."""
    listed = TOOLS / "locked.txt"
    here = ["--python", str(PYTHON)]
    export = ["export", "--frozen", "--quiet", "--no-emit-project", "--output-file", str(listed)]
    return [
        [str(uv), *export],
        [str(uv), "venv", "--allow-existing", *which_python(), str(VENV)],
        [
            str(uv),
            "pip",
            "sync",
            "--require-hashes",
            "--index-strategy",
            "unsafe-best-match",
            *here,
            str(listed),
        ],
        [
            str(uv),
            "pip",
            "install",
            "--no-deps",
            "--index-strategy",
            "unsafe-best-match",
            *here,
            "--editable",
            ".",
        ],
    ]


def which_python() -> list[str]:
    """This interpreter where the packages have wheels for it, otherwise one that uv fetches."""
    wide_enough = struct.calcsize("P") == 8
    if wide_enough and OLDEST <= sys.version_info[:2] <= NEWEST:
        return ["--python", base_python(), "--python-preference", "only-system"]
    return ["--python", FETCHED, "--python-preference", "managed"]
