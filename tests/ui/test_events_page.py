"""The events page as a person uses it: list, details, letters, duplicate, invite, archive."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from sqlalchemy import select

from attendance.commands.delegates import add_delegation, change_delegates
from attendance.commands.events import new_event
from attendance.domain.kinds import Capacity, Stamp
from attendance.domain.quorum import MEMBERS, Quorum, Threshold, Unit
from attendance.queries.event_cards import event_cards, event_details
from attendance.queries.letters import letters_of
from attendance.queries.programme import sessions
from attendance.queries.quorum import quorum_rule
from attendance.store import tables as t
from attendance.ui.letter_editor import LetterEditor
from attendance.ui.toast import Toast
from tests.ui.conftest import live, wait_until


@pytest.fixture
def page(window):
    """The events page with a coming event above the sample."""
    made = []
    window.desk.work.write(window, forum, then=made.append)
    wait_until(lambda: made)
    window.show_page("events")
    page = window.pages["events"]
    wait_until(lambda: page.model.place_of(made[0]) is not None and page.model.came)
    page.forum, page.sample = made[0], window.desk.event.id
    return page


def forum(db):
    stamp = Stamp("Noy", 1_716_948_000_000)
    event = new_event(db, stamp, title="Forum", title_official="ກອງປະຊຸມ", zone="UTC", starts="2099-06-10")
    add_delegation(db, stamp, event, code="LAO", name="Lao PDR")
    return event


def asked(window, question, *args):
    answers = []
    window.desk.work.read(window, question, *args, then=answers.append)
    wait_until(lambda: answers)
    return answers[0]


def toasts(window):
    return [toast.accessibleName() for toast in window.findChildren(Toast) if toast.isVisible()]


def undo_by_toast(window):
    window.toasts._shown[-1].findChild(QPushButton).click()


def typed(form, key, text):
    """What a person does in a field: type, then leave it with Enter."""
    part = form.part(key)
    part.setFocus()
    part.selectAll()
    QTest.keyClicks(part, text)
    if part.completer():
        part.completer().popup().hide()
    QTest.keyClick(part, Qt.Key.Key_Return)


def dialog(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def test_events_stand_under_headings_and_the_keyboard_walks_over_those(page):
    said = [page.model.index(place).data() for place in range(page.model.rowCount())]
    assert said[:3] == ["Coming", "Forum", "Past"]
    page.table.go_to(page.forum)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.current().id == page.sample
    spoken = page.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "57 delegates" in spoken
    assert "Current" in spoken
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_search_finds_either_script_and_says_when_nothing_is_found(page):
    page._search.setText("ກອງປະຊຸມ")
    assert page.model.place_of(page.forum) == 1
    page._search.setText("kazakhstan 2024")
    assert page.model.place_of(page.forum) is None
    assert page.table.current().id == page.sample
    page._search.setText("nothing at all")
    assert page._stack.currentWidget() is page._nothing


def test_without_events_the_one_button_has_the_keyboard(window, page):
    page._show([])
    assert page._stack.currentWidget() is page._blank
    assert not page._search.isVisible()
    page.take_focus()
    assert window.focusWidget().accessibleName() == "New event"


def test_enter_opens_the_event(window, page):
    page.table.go_to(page.forum)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    wait_until(lambda: window.desk.event.id == page.forum)


def test_a_field_is_saved_when_left_and_undone_by_the_toast(window, page):
    page.show_details(page.sample)
    form = page.details._forms["what"]
    wait_until(lambda: form.part("place").text() == "Kazakhstan")
    typed(form, "organisers", "Sample ministry")
    wait_until(lambda: toasts(window))
    assert asked(window, event_details, page.sample)["organisers"] == "Sample ministry"
    undo_by_toast(window)
    wait_until(lambda: asked(window, event_details, page.sample)["organisers"] is None)
    wait_until(lambda: form.part("organisers").text() == "")


def test_the_word_lao_counts_people_with_is_the_event_s_own(window, page):
    page.show_details(page.sample)
    box = page.details._forms["who"].part("counter_word")
    wait_until(lambda: box.currentIndex() == 0)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    wait_until(lambda: asked(window, event_details, page.sample)["counter_word"] == "ຄົນ")


def test_another_first_day_takes_the_last_one_and_the_programme_along(window, page):
    page.show_details(page.forum)
    form = page.details._forms["when"]
    wait_until(lambda: form.part("ends").text() == "10.06.2099")
    typed(form, "starts", "12.6.2099")
    wait_until(lambda: toasts(window))
    assert "2 event sessions moved along." in toasts(window)[-1]
    wait_until(lambda: form.part("ends").text() == "12.06.2099")
    assert {row.day for row in asked(window, sessions, page.forum)} == {"2099-06-12"}


def test_what_cannot_be_is_said_below_its_field_and_nothing_is_written(window, page):
    page.show_details(page.forum)
    form = page.details._forms["when"]
    wait_until(lambda: form.part("zone").text() == "UTC")
    typed(form, "zone", "Atlantis")
    wait_until(lambda: "Atlantis" in form.problem("zone"))
    assert form.part("zone").text() == "UTC"
    typed(form, "country", "Atlantis")
    assert "Atlantis" in form.problem("country")
    typed(form, "country", "kazakhstan")
    wait_until(lambda: asked(window, event_details, page.forum)["country"] == "KZ")
    assert asked(window, event_details, page.forum)["zone"] == "UTC"


def test_a_letter_is_added_edited_and_removed_in_place(window, page):
    page.show_details(page.forum)
    letters = page.details.letters
    letters.add.click()
    editor = letters.findChild(LetterEditor)
    editor.form.part("number").setText("0420")
    editor.form.part("date").setText("20.4.2099")
    editor.done.click()
    wait_until(lambda: asked(window, letters_of, page.forum))
    (row,) = asked(window, letters_of, page.forum)
    assert (row.kind, row.number, row.date) == ("invitation", "0420", "2099-04-20")
    wait_until(lambda: letters._rows)
    letters.edit(letters._rows[0])
    typed(letters._editor.form, "sender", "Ministry")
    wait_until(lambda: asked(window, letters_of, page.forum)[0].sender == "Ministry")
    letters._editor.done.click()
    letters._remove(letters._rows[0])
    wait_until(lambda: not asked(window, letters_of, page.forum))
    undo_by_toast(window)
    wait_until(lambda: asked(window, letters_of, page.forum))


def test_a_scan_comes_with_a_letter(window, page, tmp_path):
    scan = tmp_path / "letter.pdf"
    scan.write_bytes(b"%PDF sample")
    page.show_details(page.forum)
    letters = page.details.letters
    letters.begin()
    letters._scan_chosen(str(scan))
    wait_until(lambda: letters._scan is not None)
    letters._editor.done.click()
    wait_until(lambda: letters._rows and letters._rows[0].scan == "letter.pdf")
    names = [part.accessibleName() for part in letters.findChildren(QPushButton)]
    assert "Open scan: letter.pdf" in names


def test_an_empty_letter_is_told_what_it_lacks(window, page):
    page.show_details(page.forum)
    page.details.letters.begin()
    editor = page.details.letters._editor
    editor.form.show_values({"kind": None})
    editor.done.click()
    wait_until(lambda: "says nothing yet" in editor.form.problem("number"))
    editor.closed.emit()


def test_a_copy_has_as_many_days_and_opens_its_details(window, page):
    page.duplicate(page.sample)
    asking = dialog(QDialog)
    wait_until(lambda: asking.form.part("place").text() == "Kazakhstan")
    typed_days(asking.form, "starts", "1.9.2099")
    assert asking.form.part("ends").text() == "02.09.2099"
    asking.form.part("title").setText("Second seminar")
    asking.ask()
    wait_until(lambda: page._details_shown())
    made = page.details.event_id
    assert asked(window, event_details, made)["title"] == "Second seminar"
    (card,) = [card for card in asked(window, event_cards, 0) if card.id == made]
    assert (card.delegates, card.delegations > 10) == (0, True)


def typed_days(form, key, text):
    part = form.part(key)
    part.setText(text)
    part.finished.emit()


def test_people_are_picked_checked_and_invited(window, page):
    page.invite(page.forum)
    asking = dialog(QDialog)
    wait_until(lambda: asking.people.rowCount() == 57 and asking.pane._form is not None)
    assert not asking.primary.isEnabled()
    asking.search.setText("manodham")
    wait_until(lambda: asking.people.rowCount() == 1)
    QTest.keyClick(asking.search, Qt.Key.Key_Down)
    QTest.keyClick(asking.view, Qt.Key.Key_Space)
    assert asking.primary.text() == "Invite 1 person"
    typed(asking.pane._form, "position", "Minister")
    asking.search.setText("aigerim")
    wait_until(lambda: asking.view.current() and "Aigerim" in asking.view.current().name)
    asking.people.pick(asking.view.current())
    assert asking.primary.text() == "Invite 2 people"
    asking.primary.click()
    wait_until(lambda: toasts(window))
    assert "2 people invited. 1 delegation added." in toasts(window)[-1]
    d = t.delegate.c
    wanted = select(d.name, d.position, d.status).where(d.event == page.forum).order_by(d.n)
    found = asked(window, lambda db: [tuple(row) for row in db.execute(wanted)])
    assert found[0] == ("Thavisack Manodham", "Minister", "invited")
    assert len(found) == 2


def test_somebody_on_the_list_is_shown_as_such_and_cannot_be_picked(window, page):
    page.invite(page.sample)
    asking = dialog(QDialog)
    wait_until(lambda: asking._stack.currentWidget() is asking._none)
    asking.close()
    copied = []
    window.desk.work.write(window, forum_with_somebody, page.sample, page.forum, then=copied.append)
    wait_until(lambda: copied)
    page.invite(page.forum)
    asking = dialog(QDialog)
    wait_until(lambda: asking.people.rowCount() == 57)
    there = next(one for one in asking.people._rows if one.here)
    assert "Invited" in asking.people.mark(there)
    asking.people.pick(there)
    assert asking.people.picked == {}
    asking.close()


def forum_with_somebody(db, sample, forum_id):
    from attendance.commands.inviting import Invitation, invite

    d = t.delegate.c
    first = db.scalar(select(d.id).where(d.event == sample).order_by(d.n).limit(1))
    return invite(db, Stamp("Noy", 1_716_948_000_000), forum_id, [Invitation(first)])


def test_an_archived_event_stands_below_and_comes_back(window, page):
    page.archive(page.forum)
    wait_until(lambda: page.model.index(page.model.rowCount() - 1).data(Qt.ItemDataRole.UserRole))
    wait_until(lambda: page.model.place_of(page.forum) == page.model.rowCount() - 1)
    page.table.go_to(page.forum)
    words = [action.words for action in page.actions()]
    assert "Take out of the archive" in words
    undo_by_toast(window)
    wait_until(lambda: page.model.place_of(page.forum) == 1)


def test_the_menu_of_an_event_offers_what_the_palette_does(window, page):
    page.table.go_to(page.forum)
    page.table.menu_wanted.emit(page.table.mapToGlobal(page.table.rect().center()))
    menu = QApplication.activePopupWidget()
    said = [action.text() for action in menu.actions()]
    menu.close()
    assert said == [action.words for action in page.actions()][1:]
    live(20)


def test_the_quorum_is_chosen_where_the_event_is_and_stands_on_the_overview(window, page):
    page.show_details(page.sample)
    quorum = page.details.quorum
    wait_until(lambda: quorum.isVisible())
    assert not quorum.threshold.isVisible()
    choose(quorum.unit.part("unit"), "delegations")
    wait_until(lambda: quorum.threshold.isVisible())
    choose(quorum.threshold.part("threshold"), "number")
    wait_until(lambda: quorum.number.isVisible())
    typed(quorum.number, "number", "3")
    quorum.capacities[Capacity.OBSERVER].click()
    wanted = Quorum(Unit.DELEGATIONS, MEMBERS | {Capacity.OBSERVER}, Threshold.NUMBER, 3)
    wait_until(lambda: asked(window, quorum_rule, page.sample) == wanted)
    for flag in quorum.capacities.values():
        if flag.isChecked():
            flag.click()
    wait_until(lambda: "Nobody would count" in quorum.unit.problem("unit"))
    assert len(asked(window, quorum_rule, page.sample).capacities) == 1
    window.open_event(page.sample)
    window.show_page("overview")
    told = window.pages["overview"].board.quorum
    wait_until(lambda: told.isVisible())
    assert "3 are needed" in told.text()


def choose(box, value):
    """What a person does with a list of choices."""
    box.show_value(value)
    box.activated.emit(box.currentIndex())


def test_passports_are_kept_until_a_day_and_taken_away_after_being_asked_twice(window, page):
    page.show_details(page.sample)
    identity = page.details.identity
    wait_until(lambda: identity.isVisible())
    assert identity.purge.isHidden()
    typed(identity.form, "personal_until", "30.06.2024")
    wait_until(lambda: not identity.purge.isHidden())
    wait_until(lambda: window.desk.event.personal_until == "2024-06-30")
    d = t.delegate.c
    who = asked(window, lambda db: db.scalar(select(d.id).where(d.event == page.sample)))
    window.desk.work.write(
        window, change_delegates, Stamp("Noy", 1_716_948_000_000), [who], {"passport_no": "PA1"}
    )
    wait_until(lambda: asked(window, lambda db: db.scalar(select(d.passport_no).where(d.id == who))) == "PA1")
    identity.purge.click()
    settled = asked(window, lambda db: db.scalar(select(d.passport_no).where(d.id == who)))
    assert settled == "PA1", "asking once takes nothing away"
    identity.certainly.click()
    wait_until(lambda: asked(window, lambda db: db.scalar(select(d.passport_no).where(d.id == who))) is None)
    wait_until(lambda: identity.purge.isHidden() and window.desk.event.personal_until is None)
