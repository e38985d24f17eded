"""Secrets planted in every field, looked for in every report, in each of its forms, for each audience."""

import html
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from attendance.commands.events import new_event
from attendance.commands.list_issues import issue_list
from attendance.domain.kinds import Audience, FactKind, Stamp, new_id
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.queries.programme import sessions
from attendance.reports.catalogue import answers, write_report
from attendance.reports.list_snapshot import snapshot
from attendance.reports.offered import REPORTS
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action
from tests.reports.seminar import AT, ZONE, Builder, Seminar, instant

pytestmark = pytest.mark.usefixtures("qt_application")

NOBODY: tuple[Audience, ...] = ()
COORDINATORS = (Audience.INTERNAL,)
HOSTS = (Audience.INTERNAL, Audience.HOST)
NAMED = (Audience.INTERNAL, Audience.HOST, Audience.DONOR)

SECRETS: dict[str, tuple[Audience, ...]] = {
    "zqphone": HOSTS,
    "zqmail": HOSTS,
    "zqpassport": HOSTS,
    "zqdiet": HOSTS,
    "zqremark": HOSTS,
    "zqbirth": COORDINATORS,
    "zqbadge": COORDINATORS,
    "zqreason": COORDINATORS,
    "zqoperator": COORDINATORS,
    "zqowned": COORDINATORS,
    "zqnote": COORDINATORS,
    "zqtag": COORDINATORS,
    "zqhealth": COORDINATORS,
    # A person marked "do not publish", the one they replaced, and one marked so after a list was issued.
    "zqhidden": NAMED,
    "ຊ່ອນ": NAMED,
    "zqgone": NAMED,
    "zqlater": NAMED,
    "zqplace": NAMED,
    "zqsigned": NAMED,
}
"""Word → the audiences that may read it. Health may stand in the workbook for editing alone."""

KEPT_FROM_LISTS = {"zqhealth": {"people-for-editing"}, "zqnote": {"people-for-editing"}}
REFUSED = {
    "people-for-editing": (Audience.PUBLIC, Audience.DONOR, Audience.HOST),
    "signed-sheets": (Audience.PUBLIC,),
}
"""Not written at all for them."""


SCAN = b"zqsigned"
"""Stands for the scan of a sheet with phones and signatures on it."""


def _secret(name: str, **more: Any) -> dict[str, Any]:
    """The fields of somebody with a secret in each."""
    hidden = not more.get("publish", True)
    return {
        "given": name, "family": name.upper(), "name_official": "ຊ່ອນ" if hidden else None,
        "certificate_name": name, "phone": "+856 20 zqphone", "email": "zqmail@example.org",
        "birth_date": "zqbirth", "passport_no": "zqpassport", "diet": "zqdiet", "health": "zqhealth",
        "note": "zqnote", "remarks": "zqremark", **more,
    }  # fmt: skip


def _hidden(name: str, **more: Any) -> dict[str, Any]:
    place = {"position": "zqplace", "unit": "zqplace", "organisation": "zqplace", "seat": "Q1"}
    return _secret(name, **place, publish=False, **more)


def _filled(b: Builder, operator: dict[str, str]) -> None:
    focal = {"focal_phone": "zqphone", "focal_email": "zqmail@example.org", "note": "zqnote"}
    b.delegation("LAO", "Lao People's Democratic Republic", country="LA", **focal)
    b.delegation("KAZ", "Kazakhstan", country="KZ", **focal)
    b.person("LAO", "open", "Somphone Open", **_secret("Open", badge_code="zqbadge1"))
    b.person("LAO", "hidden", "zqhidden one", **_hidden("zqhidden", badge_code="zqbadge2", sex="f"))
    b.person("LAO", "gone", "zqgone one", **_hidden("zqgone", status="replaced"))
    b.person("LAO", "new", "Khamla New", replaces=b.people["gone"])
    b.person("LAO", "head", "zqhidden head", **_hidden("zqhidden", capacity="head", valid_until="2024-05-30"))
    b.person("KAZ", "barred", "zqhidden barred", **_hidden("zqhidden", status="barred"))
    b.person("KAZ", "later", "zqlater one", given="zqlater", family="ZQLATER", position="Expert")
    b.person("KAZ", "absent", "zqhidden absent", **_hidden("zqhidden"))
    for who, half, kind, at in (
        ("open", 0, FactKind.IN, "08:50"),
        ("hidden", 0, FactKind.IN, "10:10"),
        ("hidden", 0, FactKind.OUT, "10:40"),
        ("head", 0, FactKind.EXCUSED, "08:00"),
        ("gone", 1, FactKind.IN, "13:40"),
    ):
        b.fact(who, half, kind, instant(29, at), reason="zqreason", **operator)
    wrong = b.fact("later", 0, FactKind.IN, instant(29, "08:32"), **operator)
    b.fact("later", 0, FactKind.VOID, instant(29, "08:33"), voids=wrong, reason="zqreason", **operator)


def _brought(b: Builder, operator: dict[str, str]) -> None:
    own = {"event": b.event, "delegation": b.groups["LAO"]}
    add = b.action.insert
    add(t.contribution, [{"id": new_id(), **own, "delegate": b.people["hidden"], "title": "Progress"}])
    add(t.follow_up, [{"id": new_id(), **own, "action": "Write", "state": "open"}])
    refused = {"event_session": b.halves[0], "delegate": b.people["hidden"], "code": "zqbadge3"}
    seen = {"verdict": "BARRED", "at": instant(29, "08:50"), "desk": "Desk 1", **operator}
    add(t.scan_refused, [{"id": new_id(), **refused, **seen}])
    badge = {"code": "zqbadge9", "event": b.event, "delegate": b.people["gone"], "state": "taken_back"}
    add(t.badge, [{"id": new_id(), **badge, "at": AT, "reason": "zqreason"}])
    decided = {"granted": True, "decided_by": "zqoperator", "reason": "zqreason", "number": "7"}
    for who in ("open", "hidden"):
        add(t.certificate, [{"id": new_id(), "event": b.event, "delegate": b.people[who], **decided}])
    field = {"event": b.event, "title": "Hotel", "kind": "text", "sensitive": True, "position": 1}
    add(t.custom_field, [{"id": (hotel := new_id()), **field}])
    add(
        t.custom_value,
        [{"id": new_id(), "delegate": b.people["open"], "custom_field": hotel, "value": "zqowned"}],
    )
    add(t.tag, [{"id": (tag := new_id()), "event": b.event, "name": "zqtag", "colour": "#aa0000"}])
    add(t.tagging, [{"id": new_id(), "delegate": b.people["open"], "tag": tag}])
    files = {"report": "no-shows", "at": AT, "desk": "Desk 1", "files": "a.xlsx", "sha256": "00"}
    add(t.attachment, [{"id": (scan := new_id()), "name": "scan.jpg", "sha256": "00", "content": SCAN}])
    sheet = {"day": "2024-05-29", "position": 1, "people": str(b.people["open"]), "printed_at": AT}
    add(t.sheet, [{"id": new_id(), "event": b.event, **sheet, "attachment": scan}])
    add(t.export, [{"id": new_id(), "event": b.event, **files, **operator}])


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seminar]:
    database = Database.open(tmp_path_factory.mktemp("secrets") / "secrets.db", desk_name="Desk 1")
    stamp = Stamp("zqoperator", AT)
    days = {"zone": ZONE, "starts": "2024-05-29", "ends": "2024-05-30"}
    with database.write() as db:
        event = new_event(db, stamp, title="Seminar", place="Astana", **days)
        halves = [row.id for row in sessions(db, event, attendance_only=True)]
        with Action(db, stamp, "build", event=event) as action:
            builder = Builder(action, event, halves)
            _filled(builder, {"operator": "zqoperator"})
            _brought(builder, {"operator": "zqoperator"})
    with database.write() as db:
        kept = snapshot(_request(db, event))
        issue_list(db, stamp, event, kept.edition, kept.at, kept.content)
        with Action(db, stamp, "withhold", event=event) as action:
            action.update(t.delegate, [(builder.people["later"], {"publish": False, "position": "Chief"})])
    yield Seminar(database, event, halves, builder.people)
    database.close()


def _request(db: Any, event: UUID) -> Request:
    facts = event_facts(db, event)
    assert facts is not None
    usual = answers(REPORTS["list-of-participants"], {})
    return Request(db, facts, texts_for("en"), Audience.PUBLIC, AT, "Desk 1", choices=usual)


def said(name: str, content: bytes) -> str:
    """Everything a file says, parts and properties included, as one text of small letters."""
    if name.endswith(".pdf"):
        done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return f"{name} {done.stdout.decode()}".casefold()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return " ".join(said(part, package.read(part)) for part in package.namelist())
    text = content.decode("utf-8", "replace")
    if name.endswith((".xml", ".rels")):
        # Words may be cut into runs anywhere: what matters is what a person reads in one go.
        text = html.unescape(re.sub(r"<[^>]*>", "", text)) + text
    return f"{name} {text}".casefold()


FORMS = [
    pytest.param(name, form, marks=[pytest.mark.needs("pdftotext")] if form == ".pdf" else [])
    for name, report in REPORTS.items()
    for form in report.writers
]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_a_report_tells_each_audience_what_it_may_know(
    secrets: Seminar, tmp_path: Path, name: str, form: str
):
    told: dict[str, set[str]] = {}
    for audience in Audience:
        if audience in REFUSED.get(name, ()):
            continue
        with secrets.database.read() as db:
            files = write_report(
                db, name, event_id=secrets.event, texts=texts_for("en"), audience=audience, target=tmp_path,
                at=AT, desk="Desk 1", extension=form,
                delegation_codes=["LAO"] if REPORTS[name].per_delegation else None,
            )  # fmt: skip
        assert all(file.name.isascii() for file in files)
        text = " ".join(said(file.name, file.read_bytes()) for file in files)
        told[audience] = {
            word
            for word, readers in SECRETS.items()
            if word in text and (audience not in readers or name not in KEPT_FROM_LISTS.get(word, {name}))
        }
    assert {str(audience): words for audience, words in told.items() if words} == {}
