"""What is told before a report is written."""

import pytest

from attendance.commands.delegates import add_delegate, change_delegates
from attendance.commands.delegations import change_delegation
from attendance.commands.events import change_event
from attendance.domain.kinds import Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.reports.consistency import FINDINGS, Finding, check_consistency, check_file, said
from attendance.store import tables as t
from tests.reports.seminar import AT, Seminar, build


@pytest.fixture
def seminar(tmp_path):
    made = build(tmp_path / "seminar.db")
    yield made
    made.database.close()


def found(seminar: Seminar) -> dict[tuple[str, str], Finding]:
    with seminar.database.read() as db:
        return {(f.code, f.delegation): f for f in check_consistency(db, seminar.event)}


def test_the_usual_embarrassments_are_found_and_nothing_else(seminar):
    findings = found(seminar)
    assert findings["over_quota", "LAO"] == Finding("over_quota", "LAO", 3, quota=2)
    assert findings["came_unlisted", "LAO"].names == ("Came Anyway",)
    assert ("no_head", "KAZ") in findings
    assert ("no_head", "LAO") not in findings
    assert ("no_head", "EMP") not in findings, "a delegation without people is waited for, not wrong"
    assert ("no_head", "UND") not in findings
    assert findings["sex_missing", "KAZ"].names == ("Heesun",)
    assert ("totals_differ", "") not in findings


def test_two_heads_doubles_and_a_person_twice_are_found(seminar):
    with seminar.database.write() as db:
        group = db.scalar(
            t.delegation.select().with_only_columns(t.delegation.c.id).where(t.delegation.c.code == "KAZ")
        )
        stamp = Stamp("Noy", AT + 1)
        change_delegates(
            db, stamp, [seminar.people["online"], seminar.people["excused"]], {"capacity": "head"}
        )
        person = db.scalar(
            t.delegate.select()
            .with_only_columns(t.delegate.c.person)
            .where(t.delegate.c.id == seminar.people["online"])
        )
        add_delegate(db, stamp, group, name="AIGERIM  Online", person=person, sex="f")
    findings = found(seminar)
    assert findings["several_heads", "KAZ"].names == ("Aigerim Online", "Nurlan Excused")
    assert findings["doubles", "KAZ"].names == ("AIGERIM  Online",)
    assert findings["person_twice", ""].n == 1


def test_a_double_in_another_delegation_and_who_came_without_being_registered_are_found(seminar):
    stamp = Stamp("Noy", AT + 1)
    with seminar.database.write() as db:
        group = db.scalar(
            t.delegation.select().with_only_columns(t.delegation.c.id).where(t.delegation.c.code == "KAZ")
        )
        add_delegate(db, stamp, group, name="Khamla  AAA", sex="f")
        change_delegates(db, stamp, [seminar.people["late"]], {"status": "nominated"})
    findings = found(seminar)
    assert findings["doubles_elsewhere", ""].n == 1
    assert ("doubles", "KAZ") not in findings
    assert findings["came_unregistered", "LAO"].names == ("Somphone Zzz",)


def test_an_english_form_that_is_missing_is_found_of_event_and_delegation(seminar):
    stamp = Stamp("Noy", AT + 1)
    with seminar.database.write() as db:
        change_event(db, stamp, seminar.event, {"place": None})
        group = db.scalar(
            t.delegation.select().with_only_columns(t.delegation.c.id).where(t.delegation.c.code == "LAO")
        )
        change_delegation(db, stamp, group, {"name": None})
    findings = found(seminar)
    assert ("event_english_missing", "") in findings
    assert ("delegation_english_missing", "LAO") in findings


def test_only_what_concerns_the_delegations_asked_for_is_told(seminar):
    with seminar.database.read() as db:
        codes = {finding.delegation for finding in check_consistency(db, seminar.event, ["kaz"])}
    assert "KAZ" in codes
    assert codes <= {"KAZ", ""}


def test_kept_totals_that_differ_from_the_records_are_found(seminar):
    with seminar.database.write() as db:
        db.execute(t.tally.update().values(came=t.tally.c.came + 1))
    assert ("totals_differ", "") in found(seminar)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_a_sentence_in_every_language(language):
    for code in FINDINGS:
        sentence = said(texts_for(language), Finding(code, "LAO", 7, ("A", "B"), 3))
        assert sentence
        assert "{" not in sentence


def test_the_worker_gets_sentences(seminar):
    sentences = check_file(str(seminar.database.path), seminar.event, "en")
    assert "LAO has 3 people on the list and 2 places." in sentences
