"""A form tells what a person finished, keeps what is being typed, and explains what it cannot read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attendance.domain.errors import Refused
from attendance.language import texts_for
from attendance.ui.desk import Desk
from attendance.ui.fields import read_date, read_number, read_time
from attendance.ui.form import Field, Form, Kind
from attendance.ui.settings import Settings
from attendance.ui.theme import Scheme, Theme
from tests.ui.conftest import live

FIELDS = (
    Field("name", "Name", required=True),
    Field("position", "Position", Kind.PAIR),
    Field("plan", "Plan", Kind.LONG_PAIR),
    Field("quota", "Quota", Kind.NUMBER),
    Field("deadline", "Deadline", Kind.DATE),
    Field("starts", "Starts", Kind.TIME),
    Field("state", "State", Kind.CHOICE, (("invited", "Invited"), ("confirmed", "Confirmed"))),
    Field("vip", "Attention", Kind.FLAG),
)


@pytest.fixture
def form(application, work):
    theme = Theme(application, Scheme.LIGHT)
    desk = Desk(work, theme, Settings(None), texts_for("en"), "Noy")
    made = Form(desk, FIELDS)
    made.told = []
    made.edited.connect(lambda key, value: made.told.append((key, value)))
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    made.deleteLater()
    theme.deleteLater()


def put(form, key, text):
    form.focus(key)
    QTest.keyClicks(form.part(key), text)


def test_a_field_left_with_another_value_is_told_once(form):
    form.show_values({"name": "Noy"})
    put(form, "name", "Somphone")
    QTest.keyClick(form.part("name"), Qt.Key.Key_Return)
    form.focus("quota")
    live(20)
    assert form.told == [("name", "Somphone")]


def test_an_emptied_field_is_told_as_nothing(form):
    form.show_values({"name": "Noy"})
    form.focus("name")
    QTest.keyClick(form.part("name"), Qt.Key.Key_Delete)
    form.focus("quota")
    live(20)
    assert form.told == [("name", None)]


def test_values_shown_meanwhile_do_not_touch_what_is_being_typed(form):
    form.show_values({"name": "Noy", "quota": 3})
    put(form, "name", "Som")
    form.show_values({"name": "Noy", "quota": 4})
    assert form.part("name").text() == "Som"
    assert form.part("quota").text() == "4"
    assert form.told == []


def test_escape_brings_back_what_was_there(form):
    form.show_values({"name": "Noy"})
    put(form, "name", "x")
    QTest.keyClick(form.part("name"), Qt.Key.Key_Escape)
    form.focus("quota")
    live(20)
    assert form.part("name").text() == "Noy"
    assert form.told == []


def test_what_cannot_be_read_is_explained_below_and_not_told(form):
    put(form, "deadline", "31.2.2024")
    form.focus("quota")
    live(20)
    assert form.told == []
    said = form.part("deadline").accessibleDescription()
    assert "31.2.2024" in said
    assert "29.05.2024" in said
    put(form, "deadline", "29.2.2024")
    form.focus("quota")
    live(20)
    assert form.told == [("deadline", "2024-02-29")]
    assert form.part("deadline").accessibleDescription() == ""


def test_what_is_required_is_asked_for_where_it_is_missing(form):
    assert not form.check()
    assert "Name" in form.part("name").accessibleDescription()
    form.part("name").setText("Noy")
    assert form.check()
    assert form.values()["name"] == "Noy"


def test_a_learned_pair_fills_both_forms(form):
    form.offer("position", [("Director General", "ຫົວໜ້າກົມ"), ("Adviser", "ທີ່ປຶກສາ")])
    put(form, "position", "dir")
    live(30)
    popup = form.part("position").completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    live(30)
    assert form.told == [("position", "Director General"), ("position_official", "ຫົວໜ້າກົມ")]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("29.5.2024", "2024-05-29"), ("29/05/2024", "2024-05-29"), ("2024-05-29", "2024-05-29"),
     ("໒໙.໕.໒໐໒໔", "2024-05-29"), ("  ", None)],
)  # fmt: skip
def test_a_day_is_read_day_first(typed, iso):
    assert read_date(typed) == iso


@pytest.mark.parametrize(
    ("typed", "time"), [("9", "09:00"), ("930", "09:30"), ("13.45", "13:45"), ("໙:໐໕", "09:05")]
)
def test_a_time_is_read_as_people_type_it(typed, time):
    assert read_time(typed) == time


@pytest.mark.parametrize(
    ("read", "typed", "code"),
    [
        (read_date, "5/2024", "bad_day"),
        (read_date, "29.5.2567", "buddhist_year"),
        (read_date, "²9.5.2024", "bad_day"),
        (read_time, "25:00", "bad_time"),
        (read_time, "noon", "bad_time"),
        (read_number, "many", "bad_number"),
        (read_number, "-3", "bad_number"),
    ],
)
def test_nonsense_is_refused_with_a_reason(read, typed, code):
    with pytest.raises(Refused) as refused:
        read(typed)
    assert refused.value.code == code
