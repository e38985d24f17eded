"""The disaggregated summary: everybody counted once, "not stated" never as "no", the same in both forms."""

import docx
import openpyxl
import pytest

from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates, set_status
from attendance.commands.events import change_event
from attendance.domain.kinds import Audience, Section, Source, Status
from attendance.language import texts_for
from attendance.queries.participants import event_facts
from attendance.reports.catalogue import write_report
from attendance.reports.disaggregated import Count, summarise
from attendance.reports.request import Request
from attendance.reports.whole import whole


@pytest.fixture
def forum(meeting):
    """Six people of two countries and one organisation; four of them came, one of those from afar."""
    meeting.now += 3_600_000
    un = meeting.do(add_delegation, meeting.event, code="UND", name="UNDP", section=Section.UN)
    add = meeting.do
    more = {
        "Ingrid": add(add_delegate, un, name="Ingrid", sex="f", capacity="speaker", sector="academia"),
        "Ling": add(add_delegate, un, name="Ling", disability="with_disability"),
        "Dana": add(
            add_delegate, meeting.delegations["KAZ"], name="Dana", sex="f", participation="online",
            age_group="18_29", disability="without_disability", organisation="Ministry",
        ),
    }  # fmt: skip
    meeting.delegates.update(more)
    somphone = meeting.delegates["Somphone Sample"]
    meeting.do(change_delegates, [somphone], {"organisation": "ministry ", "age_group": "18_29"})
    meeting.do(set_status, [meeting.delegates["Aigerim Sample"]], Status.WITHDRAWN)
    meeting.do(set_status, [more["Ling"]], Status.INVITED)
    for name in ("Somphone Sample", "Ingrid", "Ling", "Dana"):
        for session in meeting.sessions[: 2 if name == "Dana" else 1]:
            meeting.do(check_in_delegate, session.id, meeting.delegates[name], source=Source.LIST)
    return meeting


def summary(forum, language="en", audience=Audience.INTERNAL, **choices):
    def asked(db):
        event = event_facts(db, forum.event)
        request = Request(db, event, texts_for(language), audience, forum.now, "Desk 1", choices=choices)
        return summarise(request, whole(request))

    return forum.ask(asked)


def rows(found, key):
    part = found.disability if key == "disability" else next(one for one in found.parts if one.key == key)
    return {label: count for label, count in part.rows if count.total}


def test_the_first_numbers_count_each_person_once(forum):
    heads = summary(forum).heads
    assert (heads.invited, heads.gone, heads.nominated, heads.registered) == (6, 1, 5, 5)
    assert (heads.attended, heads.women, heads.countries, heads.organisations) == (4, 3, 2, 2)
    assert (heads.person_sessions, heads.online, heads.online_sessions) == (5, 1, 2)


def test_who_is_only_invited_is_neither_nominated_nor_registered_until_they_come(forum):
    forum.do(set_status, [forum.delegates["Khamla Sample"]], Status.INVITED)
    heads = summary(forum).heads
    assert (heads.nominated, heads.registered) == (4, 4)


def test_every_table_adds_up_to_the_people_who_came(forum):
    found = summary(forum)
    assert found.people == Count(women=3, men=0, other=1)
    for part in (*found.parts, found.disability):
        assert Count(*map(sum, zip(*(count for _, count in part.rows), strict=True))) == found.people


def test_not_stated_is_never_folded_into_no(forum):
    found = rows(summary(forum), "disability")
    assert found == {
        "With a disability": Count(other=1),
        "Without a disability": Count(women=1),
        "Not stated": Count(women=2),
    }


def test_a_sector_nobody_stated_is_that_of_the_section_and_told_apart(forum):
    found = summary(forum)
    assert found.proposed == 3
    assert rows(found, "sector") == {
        "National government": Count(women=2),
        "United Nations system": Count(other=1),
        "Academia": Count(women=1),
    }
    assert forum.ask(lambda db: db.exec_driver_sql("SELECT count(sector) FROM delegate").scalar()) == 1


def test_countries_stand_in_list_order_and_organisations_below_them(forum):
    assert list(rows(summary(forum), "country")) == [
        "Kazakhstan",
        "Lao People's Democratic Republic",
        "Without a country",
    ]


def test_those_registered_are_counted_where_that_is_asked_or_nobody_came(forum, meeting):
    assert summary(forum, people="registered").people.total == 5
    assert summary(forum).came


def test_before_anybody_came_the_registered_are_counted_and_it_is_said(meeting):
    found = summary(meeting)
    assert (found.came, found.people.total, found.heads.attended, found.sessions) == (False, 3, 0, ())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "4 participants (3 women) from 2 countries"),
        ("ru", "4 участника (из них 3 женщины) из 2 стран"),
        ("lo", "ລວມທັງໝົດ 4 ສະຫາຍ, ຍິງ 3 ສະຫາຍ, ຈາກ 2 ປະເທດ"),
    ],
)
def test_the_sentence_counts_as_the_event_does(forum, language, said):
    forum.do(change_event, forum.event, {"counter_word": "ສະຫາຍ"})
    assert summary(forum, language).sentence == said


@pytest.mark.parametrize(("audience", "told"), [(Audience.DONOR, True), (Audience.HOST, False)])
def test_age_and_disability_are_counted_only_for_who_may_have_them(forum, audience, told):
    found = summary(forum, audience=audience)
    assert (found.disability is not None) == told
    assert ("age_group" in {part.key for part in found.parts}) == told


@pytest.mark.parametrize("language", ["en", "lo", "ru"])
def test_workbook_and_document_say_the_same(forum, tmp_path, language):
    def write(db):
        return [
            write_report(
                db, "disaggregated-summary", event_id=forum.event, texts=texts_for(language),
                audience=Audience.DONOR, target=tmp_path / f"summary{form}", at=forum.now, desk="Desk 1",
            )[0]
            for form in (".xlsx", ".docx")
        ]  # fmt: skip

    workbook, document = forum.ask(write)
    cells = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(workbook, data_only=True).worksheets[0].iter_rows()
    ]
    found = summary(forum, language, Audience.DONOR)
    assert found.sentence in {row[0] for row in cells}
    texts = texts_for(language)
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(document).tables
    ]
    assert [table[1][:3] for table in tables[:2]] == [["6", "5", "5"], ["2", "3", texts.percent(0.75)]]
    totals = [row[:5] for row in cells if row[0] == texts("Total")]
    assert totals == [[texts("Total"), 3, 0, 1, 4]] * 5
    assert [table[-1][1:5] for table in tables[2:7]] == [["3", "0", "1", "4"]] * 5
    for part in (*found.parts, found.disability):
        shown = [row[0] for row in cells]
        assert [label for label, _ in part.rows] == shown[shown.index(part.title) + 1 :][: len(part.rows)]


def test_a_half_is_rounded_up_in_words_as_in_cells():
    assert texts_for("en").percent(5 / 8) == "63%"
    assert texts_for("en").percent(0.145) == "15%"
