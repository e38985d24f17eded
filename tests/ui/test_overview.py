"""The overview in the real window."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import change_delegates
from attendance.commands.events import new_event
from attendance.domain.kinds import Direction, Source, Stamp, Status
from attendance.queries.delegates import delegates
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.ui.work import DELEGATES, EVENTS, PRESENCE
from tests.ui.conftest import wait_until


@pytest.fixture
def overview(window):
    window.show_page("overview")
    shown = window.pages["overview"]
    wait_until(lambda: shown.board.isVisible())
    return shown


def do(window, verb, *args, touches, **kwargs):
    """A verb through the window's own writer, and what it returned."""
    told = []

    class Waiting:
        def take(self, answer):
            told.append(answer)

    waiting = Waiting()
    stamp = Stamp("Noy", time.time_ns() // 1_000_000)

    def call(db):
        return verb(db, stamp, *args, **kwargs)

    window.desk.work.write(window, call, then=waiting.take, touches=frozenset(touches))
    wait_until(lambda: told)
    return told[0]


def ask(window, question, *args):
    told = []

    class Waiting:
        def take(self, answer):
            told.append(answer)

    waiting = Waiting()
    window.desk.work.read(window, question, *args, then=waiting.take)
    wait_until(lambda: told)
    return told[0]


def people(db, event, *keys, question=EVERYTHING):
    listing = delegates(event)
    return [row[1:] for row in page(db, listing, ids(db, listing, question), keys)]


def figure(overview, name):
    return overview.board.figures[name]


def said(card):
    return [line.words for line in card.lines()]


def test_present_and_absent_add_up_to_everybody_on_the_list(window, overview):
    listed = int(figure(overview, "listed").number.text())
    came = int(figure(overview, "came").number.text())
    assert listed == len(ask(window, people, window.desk.event.id, "id"))
    assert figure(overview, "came").beside.text() == f"of {listed}"
    assert figure(overview, "came").detail.text() == f"{listed - came} not here yet"
    assert figure(overview, "inside").isHidden()


def test_a_check_in_moves_the_numbers_the_curve_and_the_bar_at_once(window, overview):
    session = window.desk.sessions[-1]
    overview.show_target(session.id)
    wait_until(lambda: figure(overview, "came").number.text() == "0")
    assert overview.board.curve.said() == "Nobody has arrived yet."
    somebody = ask(window, people, window.desk.event.id, "id")[0][0]
    do(window, check_in_delegate, session.id, somebody, Direction.ENTRY, Source.LIST, touches=[PRESENCE])
    wait_until(lambda: figure(overview, "came").number.text() == "1")
    assert overview.board.sessions.rows()[-1].came == 1
    assert "1 arrived" in overview.board.curve.said()
    assert "on another day" not in overview.board.curve.said()


def test_in_the_room_is_told_only_once_somebody_left(window, overview):
    session, somebody = window.desk.session, ask(window, people, window.desk.event.id, "id")[0][0]
    do(window, check_in_delegate, session.id, somebody, Direction.EXIT, Source.LIST, touches=[PRESENCE])
    wait_until(lambda: not figure(overview, "inside").isHidden())
    came = int(figure(overview, "came").number.text())
    assert int(figure(overview, "inside").number.text()) == came - 1


def test_a_warning_appears_when_its_reason_does_and_leads_to_those_people(window, overview):
    wait_until(lambda: overview.board.warnings.lines())
    assert not [words for words in said(overview.board.warnings) if "Sex" in words]
    somebody = ask(window, people, window.desk.event.id, "id")[3][0]
    do(window, change_delegates, [somebody], {"sex": None}, touches=[DELEGATES])
    wait_until(lambda: "Sex not noted for 1 person" in said(overview.board.warnings))
    went = []
    window.desk.going.connect(lambda *where: went.append(where))
    row = said(overview.board.warnings).index("Sex not noted for 1 person")
    QTest.mouseClick(overview.board.warnings.part(row), Qt.MouseButton.LeftButton)
    name, question = went[0]
    assert name == "delegates"
    found = ask(window, lambda db: people(db, window.desk.event.id, "id", question=question))
    assert found == [(somebody,)]


def test_a_delegation_without_its_head_is_told_with_whom_to_call(window, overview):
    everybody = ask(window, people, window.desk.event.id, "id", "delegation", "capacity")
    head = next(id_ for id_, code, capacity in everybody if code == "LAO" and capacity == "head")
    do(window, change_delegates, [head], {"capacity": "delegate"}, touches=[DELEGATES])
    wait_until(lambda: "1 delegation without a head" in said(overview.board.warnings))
    assert "LAO: no head named" in said(overview.board.heads)
    assert overview.board.heads.lines()[0].page == "delegations"


def test_withdrawing_somebody_who_came_is_told_and_changes_no_total_of_the_list(window, overview):
    session = window.desk.session
    somebody = ask(window, people, window.desk.event.id, "id")[0][0]
    do(window, check_in_delegate, session.id, somebody, Direction.ENTRY, Source.LIST, touches=[PRESENCE])
    before = int(figure(overview, "listed").number.text())
    do(window, change_delegates, [somebody], {"status": Status.WITHDRAWN}, touches=[DELEGATES])
    wait_until(lambda: int(figure(overview, "listed").number.text()) == before - 1)
    assert "1 person came but is no longer on the list" in said(overview.board.warnings)


def test_looking_at_another_event_session_does_not_move_ticks_and_scans(window, overview):
    desk = window.desk
    before = desk.session.id
    overview.board.sessions.setFocus()
    QTest.keyClick(overview.board.sessions, Qt.Key.Key_Down)
    wait_until(lambda: overview.board.session_button.text() == desk.session_short(desk.sessions[1]))
    assert desk.session.id == before
    desk.choose_session(desk.sessions[2].id)
    wait_until(lambda: overview.board.session_button.text() == desk.session_short(desk.sessions[2]))


def test_the_curve_is_read_with_the_arrow_keys(window, overview):
    curve = overview.board.curve
    curve.setFocus()
    QTest.keyClick(curve, Qt.Key.Key_End)
    came = figure(overview, "came").number.text()
    assert curve.told().endswith(f"{came} in all")
    QTest.keyClick(curve, Qt.Key.Key_Home)
    QTest.keyClick(curve, Qt.Key.Key_Left)
    assert curve.accessibleDescription() == curve.told()
    assert curve.told().endswith("0 in all")


def test_the_whole_day_holds_the_arrivals_of_all_its_event_sessions(window, overview):
    board = overview.board
    rows = board.sessions.rows()
    board.span.choose("day")
    board.span.chosen.emit("day")
    assert board.curve.said().startswith(f"{rows[0].came + rows[1].came} arrived")


def test_what_a_person_ticks_for_tomorrow_is_kept_for_this_event(window, overview):
    card = overview.board.ready
    row = said(card).index("Scanner tested")
    QTest.mouseClick(card.part(row), Qt.MouseButton.LeftButton)
    assert card.lines()[row].done
    assert window.desk.settings.get(f"ready.{window.desk.event.id}") == ["scanner"]
    QTest.keyClick(card.part(row), Qt.Key.Key_Space)
    assert not card.lines()[row].done


def test_a_second_place_for_backups_counts_only_while_it_is_there(window, overview, tmp_path):
    card = overview.board.ready
    place = said(card).index("Second place for backups")
    assert card.lines()[place].note == "not set"
    stick = tmp_path / "stick"
    window.desk.settings.put("second_backup_place", str(stick))
    overview.refresh(frozenset({EVENTS}))
    wait_until(lambda: card.lines()[place].note == "not plugged in")
    stick.mkdir()
    overview.refresh(frozenset({EVENTS}))
    wait_until(lambda: card.lines()[place].done)


def test_the_numbers_are_copied_as_text(window, overview):
    overview.copy_numbers()
    copied = QGuiApplication.clipboard().text()
    assert f"Came: {figure(overview, 'came').number.text()} of" in copied
    assert overview.board.curve.said() in copied


def test_the_counts_say_which_desk_and_up_to_when(window, overview):
    assert overview.board.scope.text().startswith(f"Counted: {window.desk.name} up to ")


def test_a_new_event_with_open_dates_says_what_to_do_next(window, overview):
    made = do(window, new_event, title="Later", zone="Asia/Vientiane", touches=[EVENTS])
    window.desk.open_event(getattr(made, "id", made))
    wait_until(lambda: overview._nobody.isVisible())
    went = []
    window.desk.going.connect(lambda *where: went.append(where))
    assert [action.words for action in overview.actions()] == ["Delegations"]
    overview._go_delegations()
    assert went == [("delegations", None)]


def test_nothing_is_cut_at_the_smallest_screen_in_either_language(window, overview):
    for language in ("en", "lo"):
        window.speak(language)
        window.show_page("overview")
        shown = window.pages["overview"]
        wait_until(lambda shown=shown: shown.board.isVisible())
        QTest.qWait(100)
        board = shown.board
        assert board.widget().width() <= board.viewport().width()
        for one in board.figures.shown():
            for part in (one.title, one.number, one.beside):
                if part.isVisible():
                    assert part.width() >= part.sizeHint().width(), part.text()


def test_tab_walks_through_the_cards_and_stays_on_the_page(window, overview):
    board = overview.board
    board.session_button.setFocus()
    walked = []
    for _ in range(40):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walked.append(window.focusWidget())
    cards = [card.part(0) for card in (board.ready, board.warnings)]
    assert board.curve in walked
    assert board.sessions in walked
    places = [
        walked.index(next(row for row in walked if row.parent() is card))
        for card in (board.ready, board.warnings)
    ]
    assert walked.index(board.sessions) < min(places)
    foot = [place for place, part in enumerate(walked) if not overview.isAncestorOf(part)]
    assert max(places) < min(foot, default=len(walked))
    assert all(part.accessibleName() for part in cards)


def test_the_attendance_for_the_minutes_is_copied_in_the_words_of_the_window(window, overview):
    overview.copy_minutes()
    wait_until(lambda: "Present (" in QGuiApplication.clipboard().text())
    text = QGuiApplication.clipboard().text()
    assert "MANODHAM" in text
    assert text.startswith("Morning, 29 May 2024.")
