"""What is handed over in one go: one report, or a set of them as a folder or a ZIP, with the hash of each."""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
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
from attendance.reports.catalogue import Step, answers, steps
from attendance.reports.list_snapshot import Snapshot, snapshot
from attendance.reports.missing import Missing
from attendance.reports.offered import REPORTS
from attendance.reports.request import Request
from attendance.reports.saving import NOT_WRITTEN, free_name, troubles_told, written_whole
from attendance.store import tables as t
from attendance.store.database import Database

_CHUNK = 1 << 20

ISSUE_NOW = "now"
"""The answer of ``offered.Choice`` "issue" that has the list kept."""

NOTHING_TO_WRITE = frozenset(
    {
        "no_scans",
        "scans_not_public",
        "nobody_certified",
        "nobody_to_print",
        "no_delegation_to_write",
    }
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
        files: where they lie: the files, or the one ZIP; none where there was nothing to write at all.
        names, sha256: of every file that was written, a ZIP's contents by their names inside it.
        missing: what is not there, and why.
        issued: a list of participants that was wanted as issued, for ``commands.list_issues.issue_list``.
    """

    files: list[str]
    names: list[str]
    sha256: list[str]
    missing: list[Missing]
    issued: Snapshot | None = None


class _Written(NamedTuple):
    """One file, and the hash of what lies there now."""

    path: Path
    sha256: str


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

    What cannot be written does not keep the rest from it, as long as anything is; whoever stops it finds no
    half of a set.

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
        whole = target if target.suffix.casefold() == ".zip" else Path(f"{target}.zip")
        with troubles_told(whole), tempfile.TemporaryDirectory() as folder:
            made, missing = _written(request, parts, Path(folder), strict=True)
            files = [_zip([one.path for one in made], whole)] if made else []
    else:
        made, missing = _written(request, parts, target)
        files = [one.path for one in made]
    names, sha256 = [one.path.name for one in made], [one.sha256 for one in made]
    return Handed(list(map(str, files)), names, sha256, missing, issued)


def _issue(request: Request, parts: Sequence[Part]) -> Snapshot | None:
    """What is kept of a list that is issued now; looked at first, because it may be refused."""
    for part in parts:
        if part.choices.get("issue") == ISSUE_NOW:
            return snapshot(_asked(request, part))
    return None


def _asked(request: Request, part: Part) -> Request:
    return replace(request, choices=answers(REPORTS[part.report], part.choices))


def _written(
    request: Request, parts: Sequence[Part], target: Path, *, strict: bool = False
) -> tuple[list[_Written], list[Missing]]:
    """Every part, several under plain names into ``target``; and what is not there.

    Args:
        strict: what cannot be written is raised, as all of it is one file.
    """
    made: list[_Written] = []
    missing: dict[tuple[str, str], Missing] = {}
    ours: list[Path] = []
    new = len(parts) > 1 and _made(target)
    goes_on = NOTHING_TO_WRITE if strict else NOTHING_TO_WRITE | NOT_WRITTEN
    try:
        every = list(_steps(request, parts, target, missing))
        for done, (part, step) in enumerate(every):
            request.tick(done, len(every), "")
            before = os.path.lexists(step.path)
            try:
                path = step()
                ours += [path] if not before or path != step.path else []
                made.append(_hashed(path))
            except Refused as refused:
                if refused.code not in goes_on:
                    raise
                key = (part.report, refused.code)
                known = missing.get(key, Missing(part.report, refused, 0))
                missing[key] = known._replace(files=known.files + 1)
    except BaseException:  # out of memory, or a defect: what no log tells of does not stay
        _take_away(ours)
        raise
    finally:
        if new:
            with suppress(OSError):  # it holds something: it stays
                target.rmdir()
    _raise_if_nothing(made, list(missing.values()), len(parts))
    return made, list(missing.values())


def _steps(
    request: Request, parts: Sequence[Part], target: Path, missing: dict[tuple[str, str], Missing]
) -> Iterator[tuple[Part, Step]]:
    """Every file of every part; a part without any is ``missing``."""
    for part in parts:
        report = REPORTS[part.report]
        form = part.form or report.extension
        own = target if len(parts) == 1 or report.per_delegation else target / f"{part.report}{form}"
        try:
            for step in steps(report, _asked(request, part), own, form, beside=True):
                yield part, step
        except Refused as refused:
            if refused.code not in NOTHING_TO_WRITE:
                raise
            missing[part.report, refused.code] = Missing(part.report, refused)


def _made(folder: Path) -> bool:
    """Whether the folder had to be made."""
    with troubles_told(folder):
        if os.path.isdir(folder):  # noqa: PTH112 - Path's raises where a name is too long
            return False
        folder.mkdir(parents=True)
        return True


def _hashed(path: Path) -> _Written:
    with troubles_told(path), path.open("rb") as content:
        return _Written(path, hashlib.file_digest(content, "sha256").hexdigest())


def _take_away(files: Sequence[Path]) -> None:
    """Half a set is none; what lay there before it and was written over stays."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def _raise_if_nothing(made: Sequence[_Written], missing: Sequence[Missing], parts: int) -> None:
    """A disk that takes no file at all is the answer; so is a single report there is nothing for."""
    troubles = [one.why for one in missing if one.why.code in NOT_WRITTEN or parts == 1]
    if troubles and not made:
        raise troubles[0]


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
