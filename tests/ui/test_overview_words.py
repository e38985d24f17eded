"""What the overview says of a list, line by line."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from attendance.domain.arrivals import Arrivals
from attendance.domain.kinds import new_id
from attendance.language import texts_for
from attendance.queries.listing import Question
from attendance.queries.overview import Counted, DeskState, Here
from attendance.queries.overview_lists import Due, Group, Head, Lists, Twice
from attendance.queries.programme import SessionRow
from attendance.ui.pages.overview import words as said
from attendance.ui.pages.overview.page import is_late

EN = texts_for("en")
TODAY = date(2024, 5, 28)
NOTHING = Arrivals()


def group(code, **fields):
    plain = dict.fromkeys(Group._fields[10:], 0)
    known = {"section": "countries", "state": "confirmed", "people": 3, "heads": 1, **fields}
    return Group(**{**dict.fromkeys(Group._fields), **plain, "id": new_id(), "code": code, **known})


def lists(groups=(), **fields):
    empty = {"heads": [], "gone": [], "twice": [], "twice_in_all": 0, "due": [], "came": 0, "came_women": 0}
    return Lists(list(groups), **{**empty, "places": None, **fields})


def standing(groups=(), heads=(), unlisted=0):
    came = {one.id: Counted(1, 1, 0) for one in groups}
    return Here(came, False, frozenset(heads), unlisted, NOTHING, NOTHING, {}, [])


def words(lines):
    return [line.words for line in lines]


def test_a_complete_list_warns_of_nothing():
    assert said.warnings(EN, lists([group("LAO")]), None) == []


def test_every_gap_of_a_list_is_told_once_with_its_delegations():
    groups = [
        group("BRN", heads=0),
        group("KAZ", heads=2),
        group("LAO", people=5, quota=4),
        group("PHL", people=0, state="awaited"),
        group("THA", without_sex=2, without_english=1, without_badge=3),
    ]
    found = said.warnings(EN, lists(groups), standing(unlisted=1))
    assert [(line.words, line.detail) for line in found] == [
        ("1 delegation without a head", "BRN"),
        ("1 delegation with more than one head", "KAZ"),
        ("1 delegation over its quota", "LAO 5/4"),
        ("1 list not received yet", "PHL"),
        ("1 person came but is no longer on the list", ""),
        ("Sex not noted for 2 people", ""),
        ("English form missing for 1 person", ""),
        ("3 badges not printed", ""),
    ]
    assert [line.target for line in found[:4]] == [one.id for one in groups[:4]]


def test_several_delegations_with_one_gap_lead_to_the_filter_of_it():
    groups = [group(f"C{n}", heads=0) for n in range(7)]
    found = said.warnings(EN, lists(groups), None)
    assert (found[0].detail, found[0].page, found[0].target) == (
        "C0, C1, C2, C3 +3",
        "delegations",
        "no_head",
    )


def test_the_un_needs_no_head():
    assert said.warnings(EN, lists([group("UNDP", section="un", heads=0)]), None) == []


def test_a_delegation_that_declined_lacks_nothing():
    declined = group("MMR", state="declined", heads=0, people=3, quota=2)
    assert said.warnings(EN, lists([declined]), None) == []


def test_people_on_the_list_twice_lead_to_a_search_for_them():
    twice = [Twice(f"Person {n}", None, 2) for n in range(5)]
    found = said.warnings(EN, lists([group("LAO")], twice=twice, twice_in_all=5), None)
    assert words(found) == [
        "Person 0 is on the list 2 times",
        "Person 1 is on the list 2 times",
        "Person 2 is on the list 2 times",
        "2 more people are on the list twice",
    ]
    assert found[0].target == Question(search="Person 0")


def test_heads_are_called_for_only_once_somebody_came():
    lao = group("LAO", focal_point="Ms. Noy", focal_phone="+856 20")
    head = Head(new_id(), lao.id, "Dr.", "Somphone Sample", None)
    found = lists([lao], heads=[head])
    assert said.heads(EN, found, standing(), chosen=True) == []
    missing = said.heads(EN, found, standing([lao]), chosen=True)
    assert [(line.words, line.detail) for line in missing] == [
        ("LAO  Dr. Somphone Sample", "Ms. Noy · +856 20")
    ]
    assert said.heads(EN, found, standing([lao], [head.id]), chosen=True) == []
    assert [line.tone for line in missing] == ["amber"]


def test_ten_minutes_after_the_start_a_missing_head_is_called_even_if_nobody_came():
    lao = group("LAO")
    found = lists([lao], heads=[Head(new_id(), lao.id, "Dr.", "Somphone Sample", None)])
    (missing,) = said.heads(EN, found, standing(), chosen=True, late=True)
    assert (missing.words, missing.tone) == ("LAO  Dr. Somphone Sample", "red")
    session = SessionRow(new_id(), "Morning", None, "2024-05-29", "09:00", "12:00", "", None, True, "", 0, 0)
    nine = int(datetime(2024, 5, 29, 9, tzinfo=ZoneInfo("Asia/Vientiane")).timestamp() * 1000)
    late = [is_late(session, "Asia/Vientiane", nine + minutes * 60_000) for minutes in (-60, 9, 10, 180, 181)]
    assert late == [False, False, True, True, False]
    assert not is_late(None, "UTC", nine)
    assert not is_late(session._replace(day=None), "UTC", nine)


def test_many_missing_heads_are_counted_and_can_all_be_listed():
    groups = [group(f"C{n}") for n in range(20)]
    heads = [Head(new_id(), one.id, "", f"Head {one.code}", None) for one in groups]
    found = said.heads(EN, lists(groups, heads=heads), standing(groups), chosen=True)
    assert len(found) == said.MOST_LINES
    assert found[-1].words == "15 more heads"
    assert found[-1].page == "delegates"
    assert found[0].detail == "No focal point noted"


def test_deadlines_say_how_far_off_they_are():
    due = [
        Due("follow_up", "2024-05-26", "Send the list", None, None, None, "Noy"),
        Due("nomination", "2024-05-28"),
        Due("follow_up", "2024-05-29", "Answer"),
        Due("letter", "2024-06-05", "142/DGC", letter="invitation"),
        Due("follow_up", "2024-06-30", "Report"),
    ]
    found = said.deadlines(EN, lists([group("LAO", state="awaited")], due=due), new_id(), TODAY)
    assert [(line.words, line.when, line.tone) for line in found] == [
        ("Send the list", "2 days overdue", "red"),
        ("Nominations close", "today", "amber"),
        ("Answer", "tomorrow", "amber"),
        ("Answer to a letter: Invitation 142/DGC", "in 8 days", "muted"),
        ("Report", "in 33 days", "muted"),
    ]
    assert found[0].detail == "26 May 2024 · Noy"


def test_a_nomination_deadline_that_passed_matters_only_while_lists_are_missing():
    due = [Due("nomination", "2024-05-01")]
    for state, n in (("awaited", 1), ("received", 0)):
        found = lists([group("LAO", state=state)], due=due)
        assert len(said.deadlines(EN, found, new_id(), TODAY)) == n


def test_what_is_ready_is_counted_or_ticked():
    groups = [group("LAO", people=4, without_badge=1), group("PHL", people=0, heads=0, state="awaited")]
    found = {line.words: line for line in said.ready(EN, lists(groups), {"scanner"}, second=False)}
    assert found["Badges printed"].note == "3 / 4"
    assert not found["Badges printed"].done
    assert found["Sex noted"].done
    assert found["Heads named"].note == "1 / 2"
    assert found["Lists received"].target == "list_missing"
    assert found["Scanner tested"].done
    assert not found["Practice done"].done
    assert found["Second place for backups"].note == "not plugged in"


def test_counts_of_another_desk_say_when_they_end():
    now = 1_716_950_000_000
    desks = [
        DeskState("Desk 1", now - 5, True),
        DeskState("Desk 2", now - 3_600_000, False),
        DeskState("", 0, False),
    ]
    assert said.scope(EN, desks, now, "Asia/Almaty") == (
        "Counted: Desk 1 up to 07:33, Desk 2 up to 06:33, another desk up to 1 January 1970, 06:00"
    )
