"""What is handed over in one go: one report, or a set of them as a folder or a ZIP, with the hash of each."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.reports.catalogue import write_report_file
from attendance.reports.offered import REPORTS
from attendance.reports.saving import free_name, written_whole

_CHUNK = 1 << 20

NOTHING_TO_WRITE = frozenset({"no_scans", "nobody_to_print"})
"""Refusals of one report that do not keep the rest of a set from being handed over."""


class Part(NamedTuple):
    """One report of what is handed over, in one of its forms ("" the usual), with what was chosen."""

    report: str
    form: str = ""
    choices: Mapping[str, str] = {}


class Handed(NamedTuple):
    """What came of it.

    Attributes:
        files: where they lie: the files, or the one ZIP.
        names, sha256: of every file, a ZIP's contents by their names inside it.
        missing: names of the reports there was nothing to write for.
    """

    files: list[str]
    names: list[str]
    sha256: list[str]
    missing: list[str]


def hand_over(
    path: str,
    parts: Sequence[Part],
    event: UUID,
    codes: Sequence[str] | None,
    language: str,
    audience: Audience,
    target: str,
    zipped: bool,
    at: int,
    tick: Tick = no_tick,
) -> Handed:
    """For the worker process: write reports and tell where they are.

    Args:
        parts: one report goes to ``target`` itself, several into it as a folder, or as a ZIP of that name.
        target: a file or a folder; what another program holds open is written under a free name beside it.

    Raises:
        Refused: what ``catalogue.write_report`` raises.
    """
    if zipped:
        with tempfile.TemporaryDirectory() as folder:
            files, missing = _written(path, parts, event, codes, language, audience, Path(folder), at, tick)
            made = _zip(files, Path(target if target.casefold().endswith(".zip") else f"{target}.zip"))
            return Handed([str(made)], [file.name for file in files], list(map(_sha256, files)), missing)
    if len(parts) == 1:
        (part,) = parts
        files = [Path(file) for file in _one(path, part, event, codes, language, audience, target, at, tick)]
        return Handed(list(map(str, files)), [file.name for file in files], list(map(_sha256, files)), [])
    files, missing = _written(path, parts, event, codes, language, audience, Path(target), at, tick)
    return Handed(list(map(str, files)), [file.name for file in files], list(map(_sha256, files)), missing)


def _written(
    path: str,
    parts: Sequence[Part],
    event: UUID,
    codes: Sequence[str] | None,
    language: str,
    audience: Audience,
    folder: Path,
    at: int,
    tick: Tick,
) -> tuple[list[Path], list[str]]:
    """Every part into the folder, all under plain names; and the reports there was nothing for."""
    _make(folder)
    files: list[Path] = []
    missing: list[str] = []
    for part in parts:
        form = part.form or REPORTS[part.report].extension
        whole = REPORTS[part.report].per_delegation
        own = str(folder if whole else folder / f"{part.report}{form}")
        try:
            made = _one(path, part, event, codes, language, audience, own, at, tick)
        except Refused as refused:
            if refused.code not in NOTHING_TO_WRITE:
                raise
            missing.append(part.report)
        else:
            files += map(Path, made)
    return files, missing


def _one(
    path: str,
    part: Part,
    event: UUID,
    codes: Sequence[str] | None,
    language: str,
    audience: Audience,
    target: str,
    at: int,
    tick: Tick,
) -> list[str]:
    form = part.form or REPORTS[part.report].extension
    return write_report_file(
        path, part.report, event, codes, language, audience, target, at, form, part.choices, True, tick
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("report_folder_closed", path=str(folder.parent)) from error


def _zip(files: Sequence[Path], target: Path) -> Path:
    try:
        return _packed(files, target)
    except Refused as refused:
        if refused.code != "report_file_in_use":
            raise
        return _packed(files, free_name(target))


def _packed(files: Sequence[Path], target: Path) -> Path:
    with written_whole(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for one in files:
            with one.open("rb") as source, package.open(one.name, "w") as inside:
                shutil.copyfileobj(source, inside, _CHUNK)
    return target


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
