"""What report tests share: LibreOffice with a profile of its own that always recalculates."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
"""What a person sees in the cells, as UTF-8."""

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path], str], list[Path]]:
    """``offices(paths, "pdf")`` converts files of different names in one run of LibreOffice, which costs
    seconds; every formula is calculated anew."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not here")
    writer = sys.platform != "linux" or (Path(soffice).resolve().parent / "libswlo.so").exists()
    home = tmp_path_factory.mktemp("office")
    profile = home / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")

    def convert(paths: Sequence[Path], kind: str) -> list[Path]:
        if any(path.suffix == ".docx" for path in paths) and not writer:
            pytest.skip("LibreOffice's reader of documents is not here")
        folder = home / f"run-{len(list(home.iterdir()))}"
        command = [soffice, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
        made = [folder / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]
        assert all(path.exists() for path in made), done.stdout + done.stderr
        return made

    return convert


@pytest.fixture(scope="session")
def office(offices: Callable[[Sequence[Path], str], list[Path]]) -> Callable[[Path, str], Path]:
    """``office(path, "xlsx")`` converts one file."""

    def convert(path: Path, kind: str) -> Path:
        return offices([path], kind)[0]

    return convert


@contextmanager
def no_file_over(size):
    """A limit on file size stands for the full disk."""
    resource = pytest.importorskip("resource")
    compiled, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # it would be cut short, and stay
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
        sys.dont_write_bytecode = compiled
