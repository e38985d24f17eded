"""What is handed over in one go: one report, or a set of them as a folder or a ZIP, with the hash of each."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.reports.catalogue import answers, written
from attendance.reports.list_snapshot import Snapshot, snapshot
from attendance.reports.offered import REPORTS
from attendance.reports.request import Request
from attendance.reports.saving import free_name, written_whole
from attendance.store import tables as t
from attendance.store.database import Database

_CHUNK = 1 << 20

ISSUE_NOW = "now"
"""The answer of ``offered.Choice`` "issue" that has the list kept."""

NOTHING_TO_WRITE = frozenset(
    {"no_scans", "scans_not_public", "nobody_certified", "nobody_to_print", "nothing_to_print"}
)
"""Refusals of one report that do not keep the rest of a set from being handed over."""


class Part(NamedTuple):
    """One report of what is handed over, in one of its forms ("" the usual), with what was chosen."""

    report: str
    form: str = ""
    choices: Mapping[str, str] = MappingProxyType({})


class Handed(NamedTuple):
    """What came of it.

    Attributes:
        files: where they lie: the files, or the one ZIP.
        names, sha256: of every file, a ZIP's contents by their names inside it.
        missing: names of the reports there was nothing to write for.
        issued: a list of participants that was wanted as issued, for ``commands.list_issues.issue_list``.
    """

    files: list[str]
    names: list[str]
    sha256: list[str]
    missing: list[str]
    issued: Snapshot | None = None


def hand_over(
    path: str,
    parts: Sequence[tuple[str, str, Mapping[str, str]]],
    event: UUID,
    codes: Sequence[str] | None,
    language: str,
    audience: Audience,
    target: str,
    zipped: bool,
    at: int,
    tick: Tick = no_tick,
) -> Handed:
    """For the worker process: write reports, all from one and the same state of the file.

    Args:
        parts: as ``Part``; one report goes to ``target`` itself, several into it as a folder, or as a ZIP.
        target: a file or a folder; what another program holds open is written under a free name beside it.

    Raises:
        Refused: what ``catalogue.write_report`` raises; list_issue_partial.
    """
    wanted = [Part(*part) for part in parts]
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            facts = event_facts(db, event)
            if facts is None:
                raise Refused("no_such_event")
            desk = db.scalar(select(t.own_desk.c.name)) or ""
            chosen = None if codes is None else tuple(codes)
            request = Request(db, facts, texts_for(language), Audience(audience), at, desk, chosen, tick)
            return _hand_over(request, wanted, Path(target), zipped)
    finally:
        database.close()


def _hand_over(request: Request, parts: Sequence[Part], target: Path, zipped: bool) -> Handed:
    issued = _issue(request, parts)
    if zipped:
        with tempfile.TemporaryDirectory() as folder:
            files, missing = _written(request, parts, Path(folder))
            whole = target if target.suffix.casefold() == ".zip" else Path(f"{target}.zip")
            made = _zip(files, whole)
            return Handed([str(made)], *_told(files), missing, issued)
    if len(parts) == 1:
        files, missing = _one(request, parts[0], target), []
    else:
        files, missing = _written(request, parts, target)
    return Handed(list(map(str, files)), *_told(files), missing, issued)


def _issue(request: Request, parts: Sequence[Part]) -> Snapshot | None:
    """What is kept of a list that is issued now; looked at first, because it may be refused."""
    for part in parts:
        if part.choices.get("issue") == ISSUE_NOW:
            return snapshot(_asked(request, part))
    return None


def _asked(request: Request, part: Part) -> Request:
    return replace(request, choices=answers(REPORTS[part.report], part.choices))


def _told(files: Sequence[Path]) -> tuple[list[str], list[str]]:
    return [file.name for file in files], [_sha256(file) for file in files]


def _written(request: Request, parts: Sequence[Part], folder: Path) -> tuple[list[Path], list[str]]:
    """Every part into the folder, all under plain names; and the reports there was nothing for."""
    _make(folder)
    files: list[Path] = []
    missing: list[str] = []
    for part in parts:
        report = REPORTS[part.report]
        form = part.form or report.extension
        own = folder if report.per_delegation else folder / f"{part.report}{form}"
        try:
            files += _one(request, part, own)
        except Refused as refused:
            if refused.code not in NOTHING_TO_WRITE:
                raise
            missing.append(part.report)
    return files, missing


def _one(request: Request, part: Part, target: Path) -> list[Path]:
    report = REPORTS[part.report]
    return written(report, _asked(request, part), target, part.form or report.extension, beside=True)


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
