"""Letters of an event and of its delegations, with their scans."""

import hashlib

import pytest

from attendance.commands.letters import (
    LARGEST_SCAN,
    Scan,
    add_letter,
    change_letter,
    drop_scan,
    remove_letter,
)
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.queries.letters import letters_of, scan_of
from attendance.store import tables as t
from attendance.store.verify import verify

SCAN = Scan("invitation.pdf", b"%PDF-1.7 sample")


def test_a_letter_is_listed_with_the_event_or_with_its_delegation(meeting):
    meeting.do(add_letter, meeting.event, {"kind": "invitation", "number": "0420", "date": "2024-04-20"})
    lao = meeting.delegations["LAO"]
    meeting.do(add_letter, meeting.event, {"number": "0077"}, delegation=lao)
    assert [row.number for row in meeting.ask(letters_of, meeting.event)] == ["0420"]
    assert [row.number for row in meeting.ask(letters_of, meeting.event, lao)] == ["0077"]


def test_a_scan_is_kept_with_its_name_and_fingerprint(meeting):
    meeting.do(add_letter, meeting.event, {}, scan=SCAN)
    (row,) = meeting.ask(letters_of, meeting.event)
    assert row.scan == "invitation.pdf"
    assert meeting.ask(scan_of, row.attachment) == SCAN
    kept = meeting.ask(lambda db: db.execute(t.attachment.select()).one())
    assert kept.sha256 == hashlib.sha256(SCAN.content).hexdigest()


def test_another_scan_takes_the_place_of_the_first_and_undo_brings_it_back(meeting):
    letter = meeting.do(add_letter, meeting.event, {"number": "1"}, scan=SCAN).letter
    action = meeting.do(change_letter, letter, {"number": "2"}, scan=Scan("second.pdf", b"2"))
    (row,) = meeting.ask(letters_of, meeting.event)
    assert (row.number, row.scan) == ("2", "second.pdf")
    meeting.do(undo, action)
    (row,) = meeting.ask(letters_of, meeting.event)
    assert (row.number, meeting.ask(scan_of, row.attachment)) == ("1", SCAN)
    assert verify(meeting.database) == []


def test_a_scan_and_a_letter_are_taken_away_and_brought_back(meeting):
    letter = meeting.do(add_letter, meeting.event, {"number": "1"}, scan=SCAN).letter
    meeting.do(drop_scan, letter)
    assert meeting.ask(letters_of, meeting.event)[0].scan is None
    assert meeting.do(drop_scan, letter) is None
    action = meeting.do(remove_letter, letter)
    assert meeting.ask(letters_of, meeting.event) == []
    meeting.do(undo, action)
    assert meeting.ask(letters_of, meeting.event)[0].number == "1"
    assert verify(meeting.database) == []


def test_what_is_no_letter_is_refused(meeting):
    letter = meeting.do(add_letter, meeting.event, {"number": "1"}).letter
    with pytest.raises(Refused, match="letter_empty"):
        meeting.do(add_letter, meeting.event, {"number": " "})
    with pytest.raises(Refused, match="letter_empty"):
        meeting.do(change_letter, letter, {"number": None})
    with pytest.raises(Refused, match="bad_date"):
        meeting.do(change_letter, letter, {"deadline": "soon"})
    with pytest.raises(Refused, match="unknown_word"):
        meeting.do(change_letter, letter, {"kind": "postcard"})
    with pytest.raises(Refused, match="no_such_delegation"):
        meeting.do(change_letter, letter, {"delegation": new_id()})
    with pytest.raises(Refused, match="scan_too_large"):
        meeting.do(change_letter, letter, {}, scan=Scan("big.pdf", bytes(LARGEST_SCAN + 1)))
    with pytest.raises(Refused, match="row_gone"):
        meeting.do(remove_letter, new_id())
