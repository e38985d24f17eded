"""The evidence for an auditor: the log, the scans of signed sheets, the check of the file, what left it."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language.dates import local
from attendance.language.sentences import sentence
from attendance.queries.exports import exports
from attendance.queries.scans import SheetScan, scan_content, sheet_scans
from attendance.reports import attendance_matrix
from attendance.reports.catalogue import plain_name
from attendance.reports.request import Request
from attendance.reports.saving import written_whole
from attendance.store import verify
from attendance.store.database import Database

LOG, CHECK, EXPORTS, SIGNED = (
    "attendance-and-log.xlsx",
    "check-of-the-file.txt",
    "exports.json",
    "signed-sheets",
)


def contents(request: Request) -> list[str]:
    """The names of what ``write`` puts into the ZIP, without the check of the file and the log themselves."""
    return [LOG, CHECK, EXPORTS, *(f"{SIGNED}/{name}" for name, _ in _named(request))]


def write(request: Request, target: Path) -> Path:
    """The ZIP with everything. Raises ``Refused`` as ``saving.written_whole`` does, and what ``tick``
    raises."""
    with tempfile.TemporaryDirectory() as folder:
        log = attendance_matrix.write(request, Path(folder) / "attendance.xlsx")
        with written_whole(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(log, LOG)
            package.writestr(CHECK, _check(request))
            package.writestr(EXPORTS, _exports(request))
            for name, scan in _named(request):
                package.writestr(f"{SIGNED}/{name}", scan_content(request.db, scan.attachment))
    return target


def write_scans(request: Request, target: Path) -> Path:
    """The ZIP with the scans of signed sheets alone.

    Raises:
        Refused: scans_not_public, no_scans; those of ``saving.written_whole``.
    """
    if request.audience is Audience.PUBLIC:
        raise Refused("scans_not_public")
    found = list(_named(request))
    if not found:
        raise Refused("no_scans")
    with written_whole(target) as file:
        _scans_into(request, file, found)
    return target


def _scans_into(request: Request, file: IO[bytes], found: list[tuple[str, SheetScan]]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name, scan in found:
            package.writestr(name, scan_content(request.db, scan.attachment))


def _named(request: Request) -> Iterator[tuple[str, SheetScan]]:
    """Scans under plain names that say the day, the delegation and the sheet.

    None for the public: everybody's phone and signature stand on them, and no column can be left out.
    """
    if request.audience is Audience.PUBLIC:
        return
    taken: set[str] = set()
    for scan in sheet_scans(request.db, request.event.id):
        if request.codes is not None and scan.code not in request.codes:
            continue
        parts = [scan.day, *([plain_name(scan.code)] if scan.code else []), str(scan.position)]
        name, suffix = "-".join(parts), Path(scan.name).suffix.lower()
        number = 2
        while (whole := f"{name}{suffix}") in taken:
            name, number = f"{'-'.join(parts)}-{number}", number + 1
        taken.add(whole)
        yield whole, scan


def _check(request: Request) -> str:
    """What the check of the whole file found, in the report's language."""
    file = request.db.exec_driver_sql("PRAGMA database_list").one().file
    database = Database.open(Path(file), create=False)
    try:
        findings = verify.verify(database, request.tick)
    finally:
        database.close()
    texts = request.texts
    said = [sentence(texts, Refused(f"found_{one.code}", where=one.where, **one.details)) for one in findings]
    head = f"{request.title()}\n{request.moment()}\n{request.desk}\n\n"
    return head + "\n".join(said or [texts("The file is whole: nothing to report.")]) + "\n"


def _exports(request: Request) -> str:
    """Every export with the hashes of its files; the names of operators where the reader may see them."""
    told = [
        {**one._asdict(), "at": local(one.at, request.event.zone).isoformat()}
        for one in exports(request.db, request.event.id)
    ]
    if not request.shows("operator"):
        for one in told:
            del one["operator"]
    return json.dumps(told, ensure_ascii=False, indent=1)
