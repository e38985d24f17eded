"""Letterheads: kept for every event, chosen by each, and taken back like everything else."""

import pytest

from attendance.commands import letterheads as verbs
from attendance.commands.letters import Scan
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.domain.letterheads import LARGEST_LOGO, MOST_LOGOS
from attendance.queries.letterheads import letterheads, paper_of, papers

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"
MINISTRY = {"name": "Ministry", "name_official": "ກະຊວງ", "city": "Vientiane"}


def test_an_event_is_written_on_the_letterhead_that_was_made_for_it(meeting):
    made = meeting.do(verbs.add_letterhead, MINISTRY, event=meeting.event)
    meeting.do(verbs.add_logo, made.id, Scan("crest.png", PNG))
    paper = meeting.ask(paper_of, meeting.event)
    assert (paper.letterhead.name_official, paper.letterhead.city) == ("ກະຊວງ", "Vientiane")
    assert [(logo.name, logo.content) for logo in paper.logos] == [("crest.png", PNG)]
    meeting.do(verbs.choose_letterhead, meeting.event, None)
    assert meeting.ask(paper_of, meeting.event) is None


def test_several_are_kept_and_offered_in_the_order_they_were_put(meeting):
    first, second = (meeting.do(verbs.add_letterhead, {"name": name}).id for name in ("First", "Second"))
    meeting.do(verbs.order_letterheads, [second, first])
    assert [row.name for row in meeting.ask(letterheads)] == ["Second", "First"]
    assert meeting.do(verbs.order_letterheads, [second, first]) is None


def test_a_removed_letterhead_leaves_no_event_on_it_and_comes_back_whole(meeting):
    made = meeting.do(verbs.add_letterhead, MINISTRY, event=meeting.event)
    meeting.do(verbs.add_logo, made.id, Scan("crest.png", PNG))
    before = meeting.ask(papers, meeting.event)
    action = meeting.do(verbs.remove_letterhead, made.id)
    assert meeting.ask(papers, meeting.event) == ((), None)
    meeting.do(undo, action)
    assert meeting.ask(papers, meeting.event) == before


def test_a_name_in_one_script_is_enough_and_none_is_refused(meeting):
    made = meeting.do(verbs.add_letterhead, {"name_official": "ກະຊວງ"})
    assert meeting.ask(letterheads)[0].name == "ກະຊວງ"
    for refused in ({"name": " "}, {"city": "Vientiane"}):
        with pytest.raises(Refused, match="letterhead_without_name"):
            meeting.do(verbs.add_letterhead, refused)
    with pytest.raises(Refused, match="letterhead_without_name"):
        meeting.do(verbs.change_letterhead, made.id, {"name": "", "name_official": ""})
    meeting.do(verbs.change_letterhead, made.id, {"footer": "Page foot"})
    assert meeting.ask(letterheads)[0].footer == "Page foot"


def test_logos_are_pictures_of_a_size_and_number_a_letter_can_carry(meeting):
    made = meeting.do(verbs.add_letterhead, MINISTRY).id
    with pytest.raises(Refused, match="logo_unreadable"):
        meeting.do(verbs.add_logo, made, Scan("evil.svg", b"<svg/>"))
    with pytest.raises(Refused, match="logo_too_large"):
        meeting.do(verbs.add_logo, made, Scan("big.png", PNG + b"0" * LARGEST_LOGO))
    logos = [meeting.do(verbs.add_logo, made, Scan(f"{n}.png", PNG)).id for n in range(MOST_LOGOS)]
    with pytest.raises(Refused, match="too_many_logos"):
        meeting.do(verbs.add_logo, made, Scan("more.png", PNG))
    meeting.do(verbs.order_logos, made, logos[::-1])
    meeting.do(verbs.remove_logo, logos[-1])
    (paper,), _ = meeting.ask(papers, None)
    assert [logo.id for logo in paper.logos] == logos[:-1][::-1]


def test_what_is_gone_is_refused(meeting):
    for verb, more in (
        (verbs.change_letterhead, [{}]),
        (verbs.remove_letterhead, []),
        (verbs.add_logo, [Scan("a.png", PNG)]),
        (verbs.remove_logo, []),
    ):
        with pytest.raises(Refused, match="row_gone"):
            meeting.do(verb, new_id(), *more)
    with pytest.raises(Refused, match="row_gone"):
        meeting.do(verbs.choose_letterhead, meeting.event, new_id())
