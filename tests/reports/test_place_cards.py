"""What stands on tables: cards to fold, and who sits where."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.commands.delegates import change_delegates
from attendance.commands.delegations import change_delegation
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language import LANGUAGES, texts_for
from attendance.queries.participants import event_facts
from attendance.reports import seating_list
from attendance.reports.catalogue import write_report
from attendance.reports.pages import place_cards as cards
from attendance.reports.pages.pdf import pictured
from attendance.reports.pages.place_cards import PLANS, Card, Size
from attendance.reports.request import Request

pytestmark = pytest.mark.usefixtures("qt_application")

HEAD, KHAMLA, AIGERIM = "Somphone Sample", "Khamla Sample", "Aigerim Sample"
WORDS = st.text("abcdefg ກຂຄງຈສຊຍ ДЖЗИ", max_size=120)


def asked(meeting, db, language="en", codes=None, audience=Audience.HOST):
    event = event_facts(db, meeting.event)
    return Request(db, event, texts_for(language), audience, meeting.now, "Desk 1", codes)


def written(meeting, name, target: Path, language="en", **choices):
    return meeting.ask(
        write_report, name, event_id=meeting.event, texts=texts_for(language), audience=Audience.HOST,
        target=target, at=meeting.now, desk="Desk 1", choices=choices or None,
    )  # fmt: skip


def seat(meeting, name, where):
    meeting.do(change_delegates, [meeting.delegates[name]], {"seat": where})


@settings(max_examples=40)
@given(size=st.sampled_from(Size), large=WORDS, second=WORDS, above=WORDS, below=WORDS)
def test_no_line_leaves_its_face_however_long(qt_application, size, large, second, above, below):
    plan = PLANS[size]
    width, height = plan.face
    bottom = 0.0
    for box, fitted in cards.lay_out(plan, Card(large, second, above, below)):
        assert box.y >= bottom - 0.01
        assert fitted.width <= width - 2 * plan.margin + 0.01
        bottom = box.y + fitted.height
    assert bottom <= height * 0.94 + 0.01


@pytest.mark.parametrize("size", list(Size))
def test_cards_lie_on_the_paper_and_not_on_each_other(size):
    plan = PLANS[size]
    places = plan.places()
    assert len(places) == plan.cards
    for n, one in enumerate(places):
        assert one.x >= -0.01
        assert one.x + one.width <= plan.paper.width + 0.01
        assert one.y >= -0.01
        assert one.y + one.height <= plan.paper.height + 0.01
        for other in places[n + 1 :]:
            assert one.x + one.width <= other.x or one.y + one.height <= other.y or other.x < one.x


def test_the_two_sides_of_a_card_are_the_same_turned_upside_down():
    plan = PLANS[Size.PLATE]
    image = pictured(
        lambda canvas: cards.draw_sheet(canvas, Size.PLATE, [Card("LAO", "ລາວ")]), plan.paper, 25
    )
    half = image.height() // 2
    turned = [
        (x, y)
        for y in range(6, half - 6)
        for x in range(0, image.width(), 3)
        if (image.pixelColor(x, y).lightness() < 100)
        != (image.pixelColor(image.width() - 1 - x, image.height() - 1 - y).lightness() < 100)
    ]
    dark = sum(
        image.pixelColor(x, y).lightness() < 100 for y in range(half) for x in range(0, image.width(), 3)
    )
    assert dark > 50
    assert len(turned) < dark * 0.35  # a line of letters falls between two dots now and then


def test_a_tent_for_everybody_and_a_plate_for_every_delegation_that_comes(meeting):
    meeting.do(change_delegation, meeting.delegations["KAZ"], {"state": "declined"})
    meeting.do(change_delegation, meeting.delegations["LAO"], {"name_official": "ສປປ ລາວ"})
    with meeting.database.read() as db:
        tents = cards.tents(asked(meeting, db, codes=("LAO",)))
        plates = cards.plates(asked(meeting, db, "lo"))
    assert [(card.large, card.second) for card in tents] == [
        ("Somphone Sample", "ສົມພອນ ຕົວຢ່າງ"),
        ("Khamla Sample", ""),
    ]
    assert tents[0].band != tents[1].band
    assert [card[:2] for card in plates] == [("ສປປ ລາວ", "Lao People's Democratic Republic")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_are_written_in_every_language_and_size(meeting, tmp_path, language):
    for name, choices in (("name-tents", {}), ("name-tents", {"size": "dl"}), ("country-plates", {})):
        (path,) = written(meeting, name, tmp_path / f"{name}.pdf", language, **choices)
        assert path.read_bytes().startswith(b"%PDF")


def test_without_anybody_there_is_nothing_to_print(meeting, tmp_path):
    meeting.do(change_delegates, list(meeting.delegates.values()), {"status": "withdrawn"})
    with pytest.raises(Refused) as refused:
        written(meeting, "name-tents", tmp_path / "tents.pdf")
    assert refused.value.code == "nobody_to_print"


def test_seats_stand_in_the_order_they_are_counted_and_who_has_none_apart(meeting):
    seat(meeting, HEAD, "A10")
    seat(meeting, AIGERIM, "A2")
    with meeting.database.read() as db:
        found = seating_list.parts(asked(meeting, db))
    assert [(part.title, [one.seat for one in part.people]) for part in found] == [
        ("By seat", ["A2", "A10"]),
        ("By name", ["A2", "A10"]),
        ("Without a seat", [""]),
    ]
    assert found[2].people[0].name == KHAMLA
    assert [one.name for one in found[1].people] == [AIGERIM, HEAD]


def test_the_seating_list_is_written_as_workbook_and_as_pages(meeting, tmp_path):
    seat(meeting, HEAD, "=A1")
    (book,) = written(meeting, "seating-list", tmp_path / "seats.xlsx")
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames == ["By seat", "By name", "Without a seat", "Read me"]
    (row,) = [row for row in opened["By seat"].iter_rows(values_only=True) if row[0] == "=A1"]
    assert row[1:] == (HEAD, "ສົມພອນ ຕົວຢ່າງ", "LAO", "Head of delegation")
    (pages,) = written(meeting, "seating-list", tmp_path / "seats.pdf")
    assert pages.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("first", "second"), [("A2", "A10"), ("2", "10"), ("a1", "B1"), ("1A", "1B")])
def test_seats_are_compared_as_people_count_them(first, second):
    assert seating_list.seat_key(first) < seating_list.seat_key(second)
