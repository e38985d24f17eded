"""Letterheads in the settings: typed in place, seen as they will be printed, taken back like everything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from attendance.domain.errors import Refused
from attendance.domain.letterheads import LARGEST_LOGO
from attendance.queries.letterheads import papers
from attendance.ui import logos
from tests.ui.conftest import wait_until

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20" fill="red"/></svg>'
)


@pytest.fixture
def section(window):
    window.desk.go("settings", "letterheads")
    made = window.pages["settings"].shown
    wait_until(lambda: made.chosen.count() == 1)
    return made


@pytest.fixture
def filled(section):
    QTest.mouseClick(section.new, Qt.MouseButton.LeftButton)
    wait_until(lambda: section.paper is not None)
    return section


def kept(window):
    """What the file holds, asked as the window asks."""
    answers = []
    window.desk.work.read(window, papers, window.desk.event.id, then=answers.append)
    wait_until(lambda: bool(answers))
    return answers[0]


def type_into(section, key, text):
    part = section.form.part(key)
    part.setFocus()
    part.selectAll()
    QTest.keyClicks(part, text)
    return part


def test_without_any_the_page_says_so_and_one_press_makes_the_first_for_the_open_event(window, section):
    assert not section.none.isHidden()
    assert section.editor.isHidden()
    QTest.mouseClick(section.new, Qt.MouseButton.LeftButton)
    wait_until(lambda: section.paper is not None and not section.editor.isHidden())
    assert section.none.isHidden()
    found = kept(window)
    assert found.chosen == found.all[0].letterhead.id
    assert "ສັນຕິພາບ" in found.all[0].letterhead.motto_official
    assert section.form.part("name").hasFocus()


def test_the_preview_follows_every_key_and_leaving_the_field_keeps_it(window, filled):
    type_into(filled, "name", "Centre")
    assert "Centre" in filled.previews[0].accessibleDescription()
    assert kept(window).all[0].letterhead.name != "Centre"
    filled.form.part("city").setFocus()
    wait_until(lambda: kept(window).all[0].letterhead.name == "Centre")
    wait_until(lambda: filled.which.currentText() == "Centre")


def test_a_letterhead_without_a_name_is_refused_at_its_field_and_keeps_the_old_one(window, filled):
    before = kept(window).all[0].letterhead.name
    part = type_into(filled, "name", "x")
    part.clear()
    filled.form.part("city").setFocus()
    wait_until(lambda: "name" in filled.form.problem("name"))
    assert kept(window).all[0].letterhead.name == before
    wait_until(lambda: part.text() == before)


def test_a_logo_is_shrunk_kept_and_shown_and_what_is_no_picture_is_refused_in_words(window, filled, tmp_path):
    picture, text = tmp_path / "crest.svg", tmp_path / "notes.png"
    picture.write_text(SVG, encoding="utf-8")
    text.write_text("no picture", encoding="utf-8")
    filled.read_logo(str(picture))
    wait_until(lambda: filled.paper.logos)
    (logo,) = filled.paper.logos
    assert (logo.name, QImage.fromData(logo.content).size().toTuple()) == ("crest.png", (900, 450))
    filled.read_logo(str(text))
    wait_until(lambda: not filled.problem.isHidden())
    assert "notes.png" in filled.problem.text()
    filled.read_logo(str(picture))
    wait_until(lambda: len(filled.paper.logos) == 2)
    first = filled.paper.logos[0].id
    filled._move_logo(1)
    wait_until(lambda: filled.paper.logos[1].id == first)
    filled._remove_logo(first)
    wait_until(lambda: len(filled.paper.logos) == 1)


def test_a_removed_letterhead_comes_back_with_undo_and_the_event_has_it_again(window, filled):
    before = kept(window)
    QTest.mouseClick(filled.remove, Qt.MouseButton.LeftButton)
    wait_until(lambda: not kept(window).all)
    wait_until(lambda: not filled.none.isHidden())
    window.toasts._shown[-1].undo()
    wait_until(lambda: kept(window) == before)


def test_the_open_event_can_be_written_on_plain_paper(window, filled):
    filled.chosen.setCurrentIndex(0)
    filled.chosen.activated.emit(0)
    wait_until(lambda: kept(window).chosen is None)


def test_a_photograph_becomes_a_picture_a_letter_can_carry(application, tmp_path):
    noise = QImage(1400, 1400, QImage.Format.Format_RGB32)
    for row in range(1400):
        for column in range(0, 1400, 7):
            noise.setPixel(column, row, (row * 7919 + column * 104729) % 0xFFFFFF)
    path = tmp_path / "photo.png"
    noise.save(str(path))
    assert len(logos.from_file(str(path)).content) <= LARGEST_LOGO
    with pytest.raises(Refused, match="logo_unreadable"):
        logos.from_file(str(tmp_path / "nothing.png"))
