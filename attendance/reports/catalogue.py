"""The one door through which every report is written, whatever its form."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.language import Texts, texts_for
from attendance.queries.participants import event_facts
from attendance.reports.look import LAO_FONT
from attendance.reports.offered import REPORTS, Report
from attendance.reports.people import chosen
from attendance.reports.request import Request
from attendance.reports.saving import troubles_told
from attendance.store import tables as t
from attendance.store.database import Database

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")

Writer = Callable[[Request, Path], Path]


class Step(NamedTuple):
    """One file that is to be written: by what, of what, where."""

    write: Writer
    request: Request
    path: Path

    def __call__(self) -> Path:
        """Write it; where it lies. Raises ``Refused`` as ``write_report`` does."""
        with troubles_told(self.path):
            return self.write(self.request, self.path)


def write_report(
    db: Connection,
    name: str,
    *,
    event_id: UUID,
    texts: Texts,
    audience: Audience,
    target: Path,
    at: int,
    desk: str,
    delegation_codes: Sequence[str] | None = None,
    extension: str | None = None,
    choices: Mapping[str, str] | None = None,
    beside: bool = False,
    tick: Tick = no_tick,
    lao_font: str = LAO_FONT,
) -> list[Path]:
    """Write one report and return its files.

    Args:
        db: a read connection.
        texts: the language of the report.
        target: a file, or a folder the report names its file in; a report per delegation takes a folder
            unless exactly one delegation is asked for. Without an extension the report's own is added.
        at: time of the data, ms UTC.
        delegation_codes: only these; ``None`` is all.
        extension: the form wanted, ".docx"; None takes the target's, else the usual one.
        choices: answers to ``offered.Report.choices``; the usual ones where none is given.
        beside: a file that another program holds open is written under a free name beside it.
        lao_font: named for Lao text, for offices that have another.

    Raises:
        Refused: no_such_report, report_has_no_such_form, no_such_choice, no_such_event, no_such_delegation,
            those of ``saving.written_whole``, and what ``tick`` raises.
    """
    if name not in REPORTS:
        raise Refused("no_such_report", name=name, known=", ".join(REPORTS))
    event = event_facts(db, event_id)
    if event is None:
        raise Refused("no_such_event")
    codes = None if delegation_codes is None else tuple(delegation_codes)
    given = answers(REPORTS[name], choices or {})
    request = Request(db, event, texts, audience, at, desk, codes, tick, lao_font, given)
    return written(REPORTS[name], request, target, extension, beside=beside)


def written(
    report: Report, request: Request, target: Path, extension: str | None = None, *, beside: bool = False
) -> list[Path]:
    """``write_report`` for a request that is made already."""
    return [step() for step in steps(report, request, target, extension, beside=beside)]


def steps(
    report: Report, request: Request, target: Path, extension: str | None = None, *, beside: bool = False
) -> Iterator[Step]:
    """The files ``written`` would write, so that one that fails need not keep the others from it.

    Raises:
        Refused: report_has_no_such_form, no_such_delegation, no_delegation_to_write.
    """
    form = _form(report, extension, target)
    write = _beside(_writer(report, form)) if beside else _writer(report, form)
    if report.per_delegation and (request.codes is None or len(request.codes) != 1):
        yield from _one_each(report, form, write, request, target)
    else:
        yield Step(write, request, file_for(report, target, request.codes, form))


def answers(report: Report, choices: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, completed by what is usual. Raises ``Refused`` no_such_choice."""
    known = {choice.key: [value for value, _ in choice.values] for choice in report.choices}
    for key, value in choices.items():
        if value not in known.get(key, ()):
            raise Refused("no_such_choice", key=key, value=value, known=", ".join(known.get(key, known)))
    return {key: choices.get(key, values[0]) for key, values in known.items()}


def _form(report: Report, extension: str | None, target: Path) -> str:
    if extension is None:
        own = target.suffix.casefold()
        return own if own in report.writers else report.extension
    if extension not in report.writers:
        known = ", ".join(report.writers)
        raise Refused("report_has_no_such_form", name=report.name, form=extension, known=known)
    return extension


def _writer(report: Report, form: str) -> Writer:
    module, _, function = report.writers[form].partition(":")
    return getattr(import_module(f"attendance.reports.{module}"), function)


def _beside(write: Writer) -> Writer:
    def written(request: Request, path: Path) -> Path:
        try:
            return write(request, path)
        except Refused as refused:
            if refused.code != "report_file_in_use":
                raise
            return write(request, Path(refused.details["suggestion"]))

    return written


def _one_each(report: Report, form: str, write: Writer, request: Request, folder: Path) -> Iterator[Step]:
    codes = sorted(delegation.code for delegation in chosen(request))
    if not codes:
        raise Refused("no_delegation_to_write")
    taken: set[str] = set()
    for done, code in enumerate(codes):
        plain = plain_name(code)
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name.casefold())
        tick = _nth_of(request.tick, done, len(codes))
        yield Step(write, replace(request, codes=(code,), tick=tick), folder / f"{report.name}-{name}{form}")


def _nth_of(tick: Tick, nth: int, files: int) -> Tick:
    """A tick that tells files, whatever rows the writer of one file tells."""

    def told(done: int, total: int, label: str) -> None:
        tick(nth, files, label)

    return told


def file_for(report: Report, target: Path, codes: Sequence[str] | None = None, form: str = "") -> Path:
    """Where one file goes: into ``target`` if that is a folder, with the extension if it has none."""
    form = form or report.extension
    if os.path.isdir(target):  # noqa: PTH112 - Path's raises where a name is too long
        own = f"-{plain_name(codes[0])}" if codes and len(codes) == 1 else ""
        target = target / f"{report.name}{own}"
    return target if target.suffix.casefold() == form else Path(f"{target}{form}")


def plain_name(text: str) -> str:
    """Plain ASCII for a file name, whatever the text was."""
    return _NOT_PLAIN.sub("-", text).strip("-") or "delegation"


def write_report_file(
    path: str,
    name: str,
    event_id: UUID,
    delegation: str | Sequence[str] | None,
    language: str,
    audience: Audience,
    target: str,
    at: int,
    extension: str | None = None,
    choices: Mapping[str, str] | None = None,
    beside: bool = False,
    tick: Tick = no_tick,
) -> list[str]:
    """``write_report`` for the worker process: opens the file itself, takes and returns plain values."""
    codes = [delegation] if isinstance(delegation, str) else delegation
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            files = write_report(
                db,
                name,
                event_id=event_id,
                delegation_codes=codes,
                texts=texts_for(language),
                audience=Audience(audience),
                target=Path(target),
                at=at,
                desk=db.scalar(select(t.own_desk.c.name)) or "",
                extension=extension,
                choices=choices,
                beside=beside,
                tick=tick,
            )
    finally:
        database.close()
    return [str(file) for file in files]
