"""The page: the board, its filters and order, one delegation in detail, follow-ups, several added."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from attendance.queries.delegation_board import Wanting, board
from attendance.queries.delegation_detail import detail, follow_ups
from attendance.ui.pages.delegations import detail as tabs
from attendance.ui.pages.delegations.filters import View
from tests.ui.conftest import wait_until


@pytest.fixture
def page(window):
    window.show_page("delegations")
    made = window.pages["delegations"]
    wait_until(lambda: made.board.grid.tiles)
    return made


def asked(page, question, *args):
    """What the file says now, asked the way the window asks."""
    answers = []
    page._desk.work.read(page, question, *args, then=answers.append)
    wait_until(lambda: answers)
    return answers[0]


def codes(page):
    return [tile.code for tile in page.board.grid.tiles]


def opened(page, code, tab=tabs.PEOPLE):
    tile = next(tile for tile in page._board.tiles if tile.code == code)
    page.show_target(tile.id)
    wait_until(lambda: page.detail.found is not None and page.detail.found.tile.id == tile.id)
    page.detail.show_tab(tab)
    return tile.id


def type_into(control, text):
    control.setFocus()
    control.clear()
    if text.isascii():
        QTest.keyClicks(control, text)
    else:  # QTest has no keys for Lao
        control.insert(text)
        control.setModified(True)


def test_typing_a_code_jumps_there_and_enter_opens_it(page):
    page.board.setFocus()
    QTest.keyClicks(page.board, "la")
    assert page.board.current().code == "LAO"
    QTest.keyClick(page.board, Qt.Key.Key_Return)
    wait_until(lambda: page.detail.found is not None)
    assert page.detail.found.tile.code == "LAO"
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert (page.board.isVisible(), page.board.current().code) == (True, "LAO")


def test_arrows_skip_the_headings_of_sections(page):
    page.board.go_to(next(tile.id for tile in page._board.tiles if tile.section == "countries"))
    seen = set()
    for _ in range(len(page._board.tiles)):
        QTest.keyClick(page.board, Qt.Key.Key_Down)
        seen.add(page.board.current().section)
    assert seen >= {"countries", "un"}


def test_every_tile_says_all_of_itself_to_a_screen_reader(page):
    index = page.board.grid.index_of(page._board.tiles[0].id)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("BRN Brunei Darussalam · 3 of 3 here")
    assert said.endswith("Confirmed")


def test_what_the_overview_points_at_is_shown_alone_and_all_again(page, window):
    window.desk.choose_session(window.desk.sessions[1].id)
    wait_until(lambda: any(tile.wants(Wanting.HEAD_HERE) for tile in page._board.tiles))
    page.show_target("head_not_here")
    assert page.filters.wanted == {Wanting.HEAD_HERE}
    assert 0 < len(codes(page)) < len(page._board.tiles)
    page.show_all()
    assert len(codes(page)) == len(page._board.tiles)


def test_the_search_finds_a_delegation_by_its_lao_name(page):
    page.search.setText("ລາວ")
    assert codes(page) == ["LAO"]


def test_the_list_to_chase_is_copied_with_its_telephone_numbers(page):
    page.show_view(View.LIST)
    page.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert (lines[0].split("\t")[0], len(lines)) == ("Code", 1 + len(page._board.tiles))
    assert "@" in lines[1]


def test_alt_and_an_arrow_move_a_delegation_in_an_order_of_ones_own(page):
    first, second = codes(page)[:2]
    page.board.go_to(page._board.tiles[0].id)
    QTest.keyClick(page.board, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    event = page._desk.event.id
    wait_until(lambda: asked(page, board, event, None).order == "custom")
    assert codes(page)[:2] == [second, first]


def test_a_name_and_enter_add_a_delegate(page):
    lao = opened(page, "LAO")
    before = page.detail.found.tile.members
    type_into(page.detail.part(tabs.PEOPLE).field, "Mr. Somsak SAMPLE")
    QTest.keyClick(page.detail.part(tabs.PEOPLE).field, Qt.Key.Key_Return)
    wait_until(lambda: page.detail.found.tile.members == before + 1)
    speakers = asked(page, detail, lao, None).speakers
    assert "Somsak SAMPLE" in [speaker.name for speaker in speakers]


def test_a_field_is_kept_when_it_is_left_and_undone_by_its_toast(page, window):
    lao = opened(page, "LAO", tabs.ABOUT)
    told = []
    window.desk.said.connect(lambda words, action: told.append(action))
    quota = page.detail.part(tabs.ABOUT).form.part("quota")
    type_into(quota, "2")
    QTest.keyClick(quota, Qt.Key.Key_Return)
    wait_until(lambda: page.detail.found.facts["quota"] == 2)
    assert page.detail.found.tile.wants(Wanting.PLACES)
    window.undo(told[-1])
    wait_until(lambda: asked(page, detail, lao, None).facts["quota"] != 2)


def test_a_country_is_known_by_any_of_its_names_and_nonsense_is_told(page):
    lao = opened(page, "LAO", tabs.ABOUT)
    field = page.detail.part(tabs.ABOUT).form.part("country")
    for typed, code in (("ຫວຽດນາມ", "VN"), ("Laos", "LA")):
        type_into(field, typed)
        field.finished.emit()
        wait_until(lambda code=code: asked(page, detail, lao, None).facts["country"] == code)
    type_into(field, "Atlantis")
    field.finished.emit()
    wait_until(lambda: "Atlantis" in field.accessibleDescription())


def test_a_priority_is_written_in_place_and_follows_what_is_typed(page):
    lao = opened(page, "LAO", tabs.PRIORITIES)
    before = len(page.detail.found.priorities)
    page.detail.begin()
    form = page.detail.part(tabs.PRIORITIES).form
    for key, text in (("area", "Skills"), ("area_official", "ທັກສະ")):
        control = form.part(key)
        type_into(control, text)
        control.finished.emit()
    wait_until(lambda: len(asked(page, detail, lao, None).priorities) == before + 1)
    wait_until(lambda: asked(page, detail, lao, None).priorities[-1]["area_official"] == "ທັກສະ")
    page.detail.part(tabs.PRIORITIES).remove()
    wait_until(lambda: len(asked(page, detail, lao, None).priorities) == before)


def test_an_empty_draft_is_never_kept(page):
    lao = opened(page, "LAO", tabs.CONTRIBUTIONS)
    before = len(page.detail.found.contributions)
    page.detail.begin()
    pane = page.detail.part(tabs.CONTRIBUTIONS)
    assert len(pane.list.list.rows) == before + 1
    assert pane.list.currentIndex().row() == before
    pane.remove()
    assert len(pane.list.list.rows) == before
    assert len(asked(page, detail, lao, None).contributions) == before


def test_space_marks_a_follow_up_done_and_open_again(page):
    page.show_view(View.FOLLOW_UPS)
    wait_until(lambda: page.follow_ups.list.current() is not None)
    event, marked = page._desk.event.id, page.follow_ups.list.current()

    def state():
        return next(row["state"] for row in asked(page, follow_ups, event) if row["id"] == marked)

    for wanted in ("done", "open"):
        page.follow_ups.list.go_to(marked)
        QTest.keyClick(page.follow_ups.list, Qt.Key.Key_Space)
        wait_until(lambda wanted=wanted: state() == wanted)


def test_a_pasted_list_of_countries_becomes_delegations_in_one_step(page):
    page.add()
    dialog = page.findChild(QDialog)
    dialog.take_text("Mongolia\nຄາຊັກສະຖານ\nAsian Development Bank (ADB)\n")
    wait_until(lambda: dialog.table.rowCount() == 3)
    assert [dialog.table.item(row, 0).text() for row in range(3)] == ["MNG", "KAZ", "ADB"]
    dialog.add()
    wait_until(lambda: {"MNG", "ADB"} <= set(codes(page)))
    assert codes(page).count("KAZ") == 1


def test_chips_that_do_not_fit_go_but_never_the_one_in_use(page, window):
    many = [tile._replace(state="awaited", heads=(), quota=0) for tile in page._board.tiles]
    page._board = page._board._replace(tiles=many)
    page.filters.ask_for(frozenset({Wanting.PLACES}))
    page.filters.resize(420, 48)
    shown = {wanting for wanting, chip in page.filters._chips.items() if not chip.isHidden()}
    assert Wanting.PLACES in shown
    assert len(shown) < 3
