"""The detail of a delegate, edited as a person would."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import new_event
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.language import texts_for
from attendance.queries.programme import sessions
from attendance.store.database import Database
from attendance.ui import photos
from attendance.ui.desk import Desk
from attendance.ui.dialogs.custom_fields_dialog import CustomFieldsDialog
from attendance.ui.dialogs.doubles_dialog import DoublesDialog
from attendance.ui.pages.person.pane import ATTENDANCE, HISTORY, TWO_COLUMNS, WIDE, DelegatePane
from attendance.ui.pages.person.steps import told_step
from attendance.ui.pages.person.tags import TagList
from attendance.ui.settings import Settings
from attendance.ui.sweeping import Sweeper
from attendance.ui.theme import Scheme, Theme
from attendance.ui.work import Work
from attendance.worker import Worker
from tests.ui.conftest import live, wait_until

STAMP = Stamp("Operator", 1_716_950_000_000)


@pytest.fixture
def pane(application, tmp_path):
    """The pane alone over a small meeting, with Aigerim in it, who has come."""
    path = tmp_path / "meeting.db"
    _meeting(path)
    work = Work(partial(Database.open, path), Worker())
    theme = Theme(application, Scheme.LIGHT, "en")
    desk = Desk(work, theme, Settings(None, {}), texts_for("en"), "Noy")
    holder = QWidget()
    holder.resize(1200, 700)
    Sweeper(holder)
    made = DelegatePane(desk)
    QHBoxLayout(holder).addWidget(made)
    work.changed.connect(made.refresh)
    holder.show()
    threading.window_is_open = True
    work.start()
    desk.open_event(None)
    wait_until(lambda: desk.session is not None)
    made.show_delegate(1)
    wait_until(lambda: made.seen is not None and made._body is not None)
    yield made
    threading.window_is_open = False
    holder.close()
    work.close()
    holder.deleteLater()
    theme.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _meeting(path):
    database = Database.open(path, desk_name="Desk 1")
    with database.write() as db:
        event = new_event(
            db, STAMP, title="Seminar", zone="Asia/Almaty", starts="2024-05-29", ends="2024-05-30"
        )
        home = add_delegation(db, STAMP, event, code="KAZ", name="Kazakhstan")
        add_delegation(db, STAMP, event, code="LAO", name="Lao PDR")
        names = {"given": "Aigerim", "family": "Sample", "salutation": "Ms.", "sex": "f"}
        add_delegate(db, STAMP, home, name="Aigerim Sample", **names)
        post = {"position": "Deputy Director", "position_official": "ຮອງຫົວໜ້າກົມ"}
        add_delegate(db, STAMP, home, name="Bakyt Other", **post)
        check_in(db, STAMP, sessions(db, event)[0].id, "1")
    database.close()


def part(pane, key):
    return pane._body._form_of(key).part(key)


def write(pane, key, text):
    """Type into a field and leave it."""
    field = part(pane, key)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def fields(pane):
    return pane.seen.fields


def newest(pane):
    return told_step(pane._desk.texts, pane.seen.steps[0])


def click(widget, name):
    """Press the button a screen reader calls so, as soon as it is there."""

    def found():
        named = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == name]
        return next((one for one in named if one.isVisible()), None)

    wait_until(lambda: found() is not None)
    found().click()


def dialog(kind):
    wait_until(lambda: any(isinstance(one, kind) for one in QApplication.topLevelWidgets()))
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))


def test_a_field_is_saved_where_it_stands_and_its_step_is_taken_back(pane):
    write(pane, "seat", "B12")
    wait_until(lambda: fields(pane)["seat"] == "B12")
    assert newest(pane) == ["Seat: B12"]
    pane._tabs._group.button(2).click()
    assert pane._tabs.value == HISTORY
    click(pane, "Undo: Seat: B12")
    wait_until(lambda: fields(pane)["seat"] is None)
    assert pane.seen.steps[1].undone


def test_what_donors_count_by_is_chosen_in_the_form(pane):
    for key, place in (("sector", 1), ("age_group", 2), ("disability", 1)):
        pane._body._form_of(key).part(key).setCurrentIndex(place)
        pane._body._form_of(key).part(key).activated.emit(place)
        wait_until(lambda key=key: fields(pane)[key] is not None)
    found = fields(pane)
    assert (found["sector"], found["age_group"]) == ("national", "18_29")
    assert found["disability"] == "with_disability"
    assert newest(pane) == ["Disability: With a disability"]


def test_accreditation_and_the_days_of_a_badge_are_typed_as_people_write_them(pane):
    write(pane, "valid_until", "30.5.2024")
    write(pane, "badge_days", "30.5.2024, 29.5.2024")
    wait_until(lambda: fields(pane)["badge_days"] == "2024-05-29\n2024-05-30")
    assert fields(pane)["valid_until"] == "2024-05-30"
    assert newest(pane) == ["Badge for these days only: 29.05.2024, 30.05.2024"]


def test_what_cannot_be_is_told_below_its_field_and_not_saved(pane):
    write(pane, "short_number", "2")
    form = pane._body._form_of("short_number")
    wait_until(lambda: "somebody else" in form.part("short_number").accessibleDescription())
    write(pane, "country", "Atlantis")
    assert "no country" in part(pane, "country").accessibleDescription()
    before = fields(pane)["country"]
    write(pane, "country", "laos")
    wait_until(lambda: fields(pane)["country"] == "LA" != before)
    assert part(pane, "country").accessibleDescription() == ""
    wait_until(lambda: "Lao" in part(pane, "country").text())


def test_a_name_typed_is_previewed_and_its_parts_follow(pane):
    name = part(pane, "family")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Newname")
    assert "NEWNAME" in pane._body.preview._listed.text()
    QTest.keyClick(name, Qt.Key.Key_Tab)
    wait_until(lambda: fields(pane)["name"] == "Aigerim Newname")
    assert fields(pane)["family"] == "Newname"
    wait_until(lambda: "NEWNAME" in pane._head._name.text())


def test_what_is_being_typed_belongs_to_whom_it_was_typed_for(pane):
    first = pane.seen
    field = part(pane, "seat")
    field.setFocus()
    QTest.keyClicks(field, "C3")
    pane.show_delegate(first.n + 1)
    wait_until(lambda: pane.seen.n == first.n + 1)
    live(50)
    assert fields(pane)["seat"] != "C3"
    pane.show_delegate(first.n)
    wait_until(lambda: pane.seen.n == first.n and fields(pane)["seat"] == "C3")


def test_a_position_once_typed_brings_its_other_form(pane):
    field = part(pane, "position")
    field.setFocus()
    QTest.keyClicks(field, "Deputy Dir")
    popup = field.completer().popup()
    wait_until(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    wait_until(lambda: fields(pane)["position"] == "Deputy Director")
    wait_until(lambda: fields(pane)["position_official"] == "ຮອງຫົວໜ້າກົມ")


def test_a_tag_is_made_put_on_and_taken_off(pane):
    click(pane, "Choose tags")
    shown = pane._body.tags.findChild(TagList)
    QTest.keyClicks(shown.field, "Needs transport")
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    wait_until(lambda: any(mark.on and mark.name == "Needs transport" for mark in pane.seen.tags))
    wait_until(lambda: [one.text() for one in pane.findChildren(QPushButton, "tag")] == ["Needs transport"])
    mark = next(one for one in pane.seen.tags if one.name == "Needs transport")
    pane._body.tags.turned.emit(mark.id, False)
    wait_until(lambda: not any(one.on and one.id == mark.id for one in pane.seen.tags))
    assert newest(pane) == ["Tag taken off: Needs transport"]


def picture(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


def test_a_photo_is_shrunk_shown_and_taken_away(pane, tmp_path):
    path = tmp_path / "portrait.png"
    assert picture(3000, 4000).save(str(path))
    pane._head.photo.take(str(path))
    wait_until(lambda: pane.seen.photo is not None)
    kept = QImage.fromData(pane.seen.photo)
    assert (kept.width(), kept.height()) == (450, 600)
    assert pane._head.photo.has_photo
    QApplication.clipboard().setImage(picture(100, 100))
    pane._head.photo.paste()
    wait_until(lambda: QImage.fromData(pane.seen.photo).width() == 100)
    QTest.keyClick(pane._head.photo, Qt.Key.Key_Delete)
    wait_until(lambda: pane.seen.photo is None)
    assert newest(pane) == ["Photo taken away"]


def test_a_file_that_is_no_picture_is_refused_in_words(tmp_path):
    path = tmp_path / "list.png"
    path.write_bytes(b"no picture")
    for wrong in (str(path), str(tmp_path / "nowhere.jpg")):
        with pytest.raises(Refused, match="photo_unreadable"):
            photos.from_file(wrong)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(10, 10).save(buffer, "PNG")
    assert photos.from_image(QImage.fromData(buffer.data())).startswith(b"\xff\xd8")


def test_a_companion_is_added_opened_and_let_go(pane):
    field = pane._body.beside.field
    field.setFocus()
    QTest.keyClicks(field, "Noy Companion")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: [one.name for one in pane.seen.companions] == ["Noy Companion"])
    host, asked = pane.seen, []
    pane._desk.going.connect(lambda page, target: asked.append((page, target)))
    click(pane, "Open Noy Companion")
    assert asked == [("delegates", host.companions[0].id)]
    pane.show_delegate(host.companions[0].n)
    wait_until(lambda: pane.seen.fields["name"] == "Noy Companion")
    assert pane.seen.host.id == host.id
    wait_until(lambda: pane._body.beside._entry.isHidden())
    click(pane._body.beside, "No longer accompanies")
    wait_until(lambda: pane.seen.host is None)


def test_the_fields_of_an_event_are_made_and_filled(pane):
    before = len(pane.seen.own_fields)
    pane._doors.open_fields()
    shown = dialog(CustomFieldsDialog)
    click(shown, "New field")
    wait_until(lambda: shown._chosen() is not None and len(shown._fields) == before + 1)
    wait_until(lambda: shown._chosen().title == "New field")
    title = shown._form.part("title")
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Flight")
    QTest.keyClick(title, Qt.Key.Key_Return)
    wait_until(lambda: [own.title for own in pane.seen.own_fields][-1:] == ["Flight"])
    shown.close()
    key = f"own:{pane.seen.own_fields[-1].id}"
    wait_until(lambda: pane._body._own.form_of(key) is not None)
    field = pane._body._own.form_of(key).part(key)
    field.setFocus()
    QTest.keyClicks(field, "QV 401")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: pane.seen.own_fields[-1].value == "QV 401")
    assert newest(pane) == ["Flight: QV 401"]


def test_doubles_are_compared_and_merged_and_undo_parts_them(pane):
    field = pane._body.beside.field
    QTest.keyClicks(field, "Aigerim SAMPLE")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: len(pane.seen.companions) == 1)
    pane._doors.open_doubles()
    shown = dialog(DoublesDialog)
    wait_until(lambda: shown._people is not None)
    assert "same name" in shown._why.text()
    assert {one.fields["name"] for one in shown._people} == {"Aigerim Sample", "Aigerim SAMPLE"}
    assert shown._people[shown._side.value].n == pane.seen.n
    click(shown, "Merge")
    wait_until(lambda: not shown._pairs)
    shown.close()
    wait_until(lambda: pane.seen.fields["replaces"] is not None)
    assert newest(pane)[0] == "Merged with Aigerim SAMPLE"
    pane._edits.set_back(pane.seen.steps[0])
    wait_until(lambda: pane.seen.fields["replaces"] is None)


def test_wide_the_form_has_two_columns_and_escape_narrows_it(pane):
    before = pane.width()
    click(pane, "Wide form")
    assert pane.width() == WIDE
    pane.window().resize(900, 700)
    wait_until(lambda: before < pane.width() < TWO_COLUMNS)
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert pane.width() == before


def test_attendance_tells_when_somebody_came(pane):
    pane._tabs._group.button(1).click()
    assert pane._tabs.value == ATTENDANCE
    told = [one.text() for one in pane._attended.findChildren(QLabel)]
    assert "29 May 2024" in told
    assert "In the room · 07:33" in told
    assert told.count("Not here yet") == 3


def test_every_control_of_the_pane_has_a_name(pane):
    for one in (*pane.findChildren(QLineEdit), *pane.findChildren(QPushButton)):
        if one.isVisible() and one.objectName() != "qt_spinbox_lineedit":
            assert one.accessibleName(), one
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
