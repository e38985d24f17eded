"""CSV and JSON: everything the audience may have, nothing it may not, and no formulas."""

import csv
import json

import pytest
from sqlalchemy import select

from attendance.commands.badge_codes import make_spares
from attendance.commands.checkin import check_in
from attendance.commands.custom_fields import add_custom_field, set_custom_value
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates
from attendance.commands.events import new_event
from attendance.commands.people import add_tag, tag_delegates
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, new_id
from attendance.reports.open_formats import write_open_formats
from attendance.store import tables as t


def written(meeting, folder, audience=Audience.INTERNAL):
    write_open_formats(str(meeting.database.path), meeting.event, audience, str(folder))
    own = folder / str(meeting.event)
    with (own / "delegates.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), json.loads((own / "delegates.json").read_text("utf-8")), own


def test_csv_and_json_hold_the_same_people(meeting, tmp_path):
    rows, document, own = written(meeting, tmp_path / "out")
    assert document["total"] == len(rows) == 3
    assert [row["name"] for row in rows] == [row["name"] for row in document["rows"]]
    assert "ສົມພອນ ຕົວຢ່າງ" in {row["name_official"] for row in rows}
    assert (own / "delegates.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1"])
def test_words_never_become_a_formula(meeting, tmp_path, text):
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"position": text})
    rows, document, _ = written(meeting, tmp_path)
    assert f"'{text}" in {row["position"] for row in rows}
    assert text in {row["position"] for row in document["rows"]}


def test_a_phone_keeps_its_plus(meeting, tmp_path):
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"phone": "+856 20 5555 0000"})
    rows, _, _ = written(meeting, tmp_path)
    assert "+856 20 5555 0000" in {row["phone"] for row in rows}


def test_the_public_sees_neither_contacts_nor_the_withheld(meeting, tmp_path):
    meeting.do(add_delegate, meeting.delegations["LAO"], name="Hidden Sample", publish=False, phone="1")
    rows, _, _ = written(meeting, tmp_path, Audience.PUBLIC)
    assert "phone" not in rows[0]
    assert "email" not in rows[0]
    assert "badge" not in rows[0]
    assert "Hidden Sample" not in {row["name"] for row in rows}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.HOST, Audience.DONOR])
def test_age_and_disability_of_a_person_stay_inside_and_the_sector_does_not(meeting, tmp_path, audience):
    who = [meeting.delegates["Khamla Sample"]]
    stated = {"sector": "academia", "age_group": "18_29", "disability": "with_disability"}
    meeting.do(change_delegates, who, stated)
    rows, _, _ = written(meeting, tmp_path / "out", audience)
    assert {row["sector"] for row in rows} == {"", "academia"}
    assert not {"age_group", "disability"} & rows[0].keys()
    inside, _, _ = written(meeting, tmp_path / "in")
    assert {row["disability"] for row in inside} == {"", "with_disability"}


def test_fields_of_the_event_s_own_are_there_and_sensitive_ones_only_inside(meeting, tmp_path):
    who = [meeting.delegates["Khamla Sample"]]
    for title, sensitive in (("Bus", False), ("=Illness", True), ("Bus", False)):
        field = meeting.do(add_custom_field, meeting.event, title=title, sensitive=sensitive).id
        meeting.do(set_custom_value, who, field, "=red" if title == "Bus" else "asthma")
    meeting.do(tag_delegates, who, meeting.do(add_tag, meeting.event, name="Wheelchair").id)
    meeting.do(change_delegates, who, {"note": "Angry", "attention": True})
    rows, document, own = written(meeting, tmp_path / "in")
    khamla = next(row for row in rows if row["name"] == "Khamla Sample")
    assert (khamla["field:Bus"], khamla["field:=Illness"]) == ("'=red", "asthma")
    assert sum(key.startswith("field:") for key in khamla) == 3
    assert (khamla["tags"], khamla["note"]) == ("Wheelchair", "Angry")
    assert {row["field:Bus"] for row in document["rows"]} == {"=red", None}
    for audience in (Audience.PUBLIC, Audience.HOST, Audience.DONOR):
        rows, _, own = written(meeting, tmp_path / audience, audience)
        assert "field:Bus" in rows[0]
        assert not {"tags", "note", "attention", "field:=Illness"} & rows[0].keys()
        for name in ("delegates.csv", "delegates.json"):
            whole = (own / name).read_text("utf-8")
            assert not any(word in whole for word in ("asthma", "Wheelchair", "Angry"))


def test_every_fact_is_there(meeting, tmp_path):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    _, _, own = written(meeting, tmp_path)
    facts = json.loads((own / "attendance.json").read_text("utf-8"))["rows"]
    assert [(fact["kind"], fact["source"]) for fact in facts] == [("in", "scan")]
    assert facts[0]["at"].startswith("2024-05-29T02:33")


def test_an_event_that_is_not_there_is_refused(meeting, tmp_path):
    with pytest.raises(Refused, match="no_such_event"):
        write_open_formats(str(meeting.database.path), new_id(), Audience.PUBLIC, str(tmp_path))


def test_the_code_of_a_badge_that_was_refused_is_not_for_everybody(meeting, tmp_path):
    other = meeting.do(new_event, title="Forum", zone="UTC")
    group = meeting.do(add_delegation, other, code="LAO", name="Lao PDR")
    meeting.do(add_delegate, group, name="Noy Sample")
    elsewhere = meeting.ask(
        lambda db: db.scalar(select(t.delegate.c.badge_code).where(t.delegate.c.event == other))
    )
    spare = meeting.do(make_spares, meeting.event, 1).codes[0]
    for code in (elsewhere, spare):
        meeting.do(check_in, meeting.sessions[0].id, code)
    for audience, codes in ((Audience.PUBLIC, ["", ""]), (Audience.INTERNAL, [elsewhere, spare])):
        _, _, own = written(meeting, tmp_path / audience, audience)
        kept = json.loads((own / "refused_scans.json").read_text("utf-8"))["rows"]
        assert [(row["code"], row["matched"]) for row in kept] == [(code, "no") for code in codes]
