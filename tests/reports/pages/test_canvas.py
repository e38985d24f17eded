"""Text on a page stays in its box and readable, in every script, and looks the same everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from attendance.domain.errors import Refused
from attendance.reports.pages.canvas import Box, Type, fit
from attendance.reports.pages.pdf import A4, PageSize, pictured, written_pdf

LAO = "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ ຫົວໜ້າສູນບໍລິຫານລັດດິຈິຕອນ ກະຊວງເຕັກໂນໂລຊີ ແລະ ການສື່ສານ"
LETTERS = st.sampled_from("aWijñ'- ОшщЖ ກຂຄງຊ້ຳໜ່ີົ ")
pytestmark = pytest.mark.usefixtures("qt_application")


@given(
    words=st.text(LETTERS, max_size=90),
    width=st.floats(20, 90),
    height=st.floats(9, 40),
    lines=st.integers(1, 3),
)
def test_text_never_leaves_its_box_and_never_gets_unreadable(words, width, height, lines):
    found = fit(words, width, height, Type(32, 700, least=12), lines)
    assert found.width <= width + 1e-6
    assert found.height <= height + 1e-6
    assert 12 <= found.face.points <= 32
    assert 1 <= len(found.lines) <= lines


@given(words=st.text(LETTERS, max_size=60))
def test_nothing_is_lost_while_there_is_room(words):
    plain = "".join(words.split())
    found = fit(words, 120, 60, Type(20, least=8), lines=6)
    assert "".join("".join(found.lines).split()) == plain


def test_a_long_name_shrinks_first_then_wraps_and_only_then_is_cut():
    face = Type(32, 700, least=12)
    one, two, cut = (fit(words, 70, 30, face, 2) for words in ("Given", "Thavisack Phetmanivanh", "ab " * 80))
    assert one.face.points == 32
    assert one.lines == ("Given",)
    assert two.lines == ("Thavisack", "Phetmanivanh")
    assert 12 < two.face.points < 32
    assert cut.face.points == 12
    assert cut.lines[-1].endswith("…")


def test_lao_breaks_between_words_and_has_room_for_its_marks():
    found = fit(LAO, 80, 60, Type(16), lines=4)
    assert len(found.lines) > 1
    assert found.lines[0].endswith(("ມະໂນທັມ", "ຫົວໜ້າ", "ສູນ"))
    assert found.height / len(found.lines) >= 1.5 * 16 * 25.4 / 72


@pytest.mark.parametrize("words", ["Thavisack", LAO, "Щёлково Йй", "Nguyễn Ặ"])
def test_no_ink_falls_outside_the_measured_text(words):
    box = Box(10, 10, 80, 30)
    size = PageSize(100, 50)
    image = pictured(
        lambda canvas: canvas.text(box, words, Type(24, 700, "000000", 8), "center", "middle", 2), size, 60
    )
    found = fit(words, box.width, box.height, Type(24, 700, least=8), 2)
    top = box.y + (box.height - found.height) / 2
    dots = 60 / 25.4
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixelColor(x, y) != QColor("white"):
                assert box.x - 0.5 <= x / dots <= box.x + box.width + 0.5
                assert top - 0.5 <= y / dots <= top + found.height + 0.5


def test_a_pdf_has_its_pages_its_paper_and_its_title(tmp_path):
    target = tmp_path / "new folder" / "sheet.pdf"
    with written_pdf(target, A4.lying, "Seminar", subject="Attendance sheet") as pages:
        for _ in range(3):
            pages.next().text(Box(20, 20, 100, 20), "Seminar", Type(20))
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", content)) == 3
    assert re.search(rb"/MediaBox \[0 0 842(?:\.0+)? 595(?:\.0+)?\]", content)
    title = "Seminar – Attendance sheet".encode("utf-16-be")
    assert title in content or title in content.replace(b"\\", b"")


def test_what_goes_wrong_half_way_leaves_no_file(tmp_path):
    def draw() -> None:
        with written_pdf(tmp_path / "sheet.pdf", A4, "Seminar") as pages:
            pages.next()
            raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        draw()
    assert list(tmp_path.iterdir()) == []


def test_a_page_within_a_page_turns_about_its_middle():
    def draw(canvas):
        with canvas.inside(Box(10, 10, 20, 10), turned=180) as part:
            part.fill(Box(0, 0, 5, 5), "FF0000")
        canvas.fill(Box(0, 0, 2, 2), "0000FF")

    image = pictured(draw, PageSize(40, 30), 254)
    assert image.pixelColor(275, 175) == QColor("#FF0000")
    assert image.pixelColor(120, 120) == QColor("white")
    assert image.pixelColor(5, 5) == QColor("#0000FF")


@pytest.mark.parametrize("words", ["Z" + "\u0351\u036b\u0343\u032a" * 12 + "algo", "👩‍💻🇱🇦 " * 9])
def test_heaped_marks_and_emoji_do_not_reach_over_their_neighbours(words):
    page, box = PageSize(60, 60), Box(20, 25, 20, 10)
    picture = pictured(lambda canvas: canvas.text(box, words, Type(20, least=12), "center"), page, 100)
    white, dots = QColor("white").rgb(), 100 / 25.4
    inked = [
        (x / dots, y / dots)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixel(x, y) != white
    ]
    assert inked
    assert all(19.5 < x < 40.5 and 24.5 < y < 35.5 for x, y in inked)


def test_control_characters_leave_no_empty_boxes():
    assert fit("bell\x07 null\x00 two\r\nlines\x85end\uffff", 90, 20, Type(10)).lines == (
        "bell null two lines end",
    )
