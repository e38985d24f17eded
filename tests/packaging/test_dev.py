"""The one script a developer types, as it is typed."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"


def test_an_unknown_command_is_answered_with_the_known_ones():
    answer = subprocess.run([sys.executable, DEV, "fly"], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    for command in ("run", "test", "bench", "pictures", "texts"):
        assert command in answer.stderr


def test_the_set_up_needs_nothing_but_the_standard_library():
    for script in ("dev", "machine", "environment", "indexes", "trouble"):
        code = f"import sys; sys.path.insert(0, {str(ROOT / 'packaging')!r}); import {script}"
        answer = subprocess.run(
            [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stderr


def test_uv_is_pinned_by_version_and_by_the_hash_of_every_wheel():
    lines = [
        line for line in (ROOT / "packaging" / "uv.txt").read_text().splitlines() if not line.startswith("#")
    ]
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+ \\", lines[0])
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines[1:])
    assert len(lines) > 10


def test_the_borders_are_really_linted(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(DEV.parent)
    import dev

    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "upper.py").touch()
    (package / "lower.py").write_text("from house import upper\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_package = "house"\n[[tool.importlinter.contracts]]\nname = "down"\n'
        'type = "layers"\ncontainers = ["house"]\nlayers = ["upper", "lower"]\n'
    )
    answer = subprocess.run(
        [sys.executable, "-c", dev.LINT_IMPORTS], cwd=tmp_path, check=False, capture_output=True
    )
    assert answer.returncode == 1
    assert b"not allowed to import" in answer.stdout


def test_an_environment_that_is_in_place_costs_less_than_a_second():
    code = (
        f"import sys; sys.path.insert(0, {str(DEV.parent)!r}); import machine, environment;"
        " environment.is_current(); machine.missing_to_run(); machine.missing_to_test()"
    )
    seconds: list[float] = []
    for _ in range(3):
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True)
        now = os.times()  # what it worked, not what it waited for others
        seconds.append(now.children_user - before.children_user)
    assert min(seconds) < 1


def test_an_installed_package_brings_its_resources(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
        names = packed.namelist()
    assert any(name.endswith(".qss") for name in names)
    assert all(name.removesuffix("po") + "mo" in names for name in names if name.endswith(".po"))
    code = "from attendance import paths; print(paths.resources())"
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); {code}",
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert Path(answer.stdout.strip()) == tmp_path / "installed" / "attendance" / "resources"
