"""A badge says who somebody is, stays within its lines, and its code is read back from a picture of it."""

from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from attendance.commands.delegates import change_delegates
from attendance.domain.badge_sheets import SIZES, Preset, sheet_for
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity
from attendance.language import texts_for
from attendance.language.countries import country_name
from attendance.queries.badges import badges
from attendance.queries.participants import event_facts
from attendance.reports.pages.badge_sheets import Layout, draw_sheet, draw_test_page, write_badges
from attendance.reports.pages.badges import BANDS, MODULES, QUIET, Face, draw_badge, face_of, lay_out
from attendance.reports.pages.canvas import ACCENT
from attendance.reports.pages.pdf import PageSize, pictured
from attendance.worker import Worker

pytestmark = pytest.mark.usefixtures("qt_application")

CODE = "359255611721"
PRESETS = pytest.mark.parametrize("preset", list(Preset))
PLAIN = Face("Seminar", "29–30 May 2024", ACCENT, "Delegate", CODE, "", ("Given", "FAMILY"))
LONG = {
    "latin": ("Phoutthavongxay-Somsanouk", "PHETMANIVANH NA CHAMPASSAK"),
    "lao": ("ພຸດທະວົງໄຊ ສົມສະໜຸກ ເພັດມະນີວັນ ນະ ຈຳປາສັກ",),
    "cyrillic": ("Константинопольский Владислав-Станислав", "АЛЕКСАНДРОВИЧ-ДОСТОЕВСКИЙ"),
}  # fmt: skip


def face(names: tuple[str, ...]) -> Face:
    return Face(
        "Gathering Priorities for Digital Governance and Digital Transformation",
        "29–30 May 2024 · Kazakhstan", ACCENT, "Deputy head of delegation", CODE, "H.E. Dr.", names, 0,
        "ທະວີສັກ ມະໂນທັມ", "Deputy Director General, Digital Government Centre",
        "Lao People's Democratic Republic", "1234",
    )  # fmt: skip


def turned(image: QImage, degrees: float) -> QImage:
    """The picture laid down crooked on a white table."""
    smooth = Qt.TransformationMode.SmoothTransformation
    crooked = image.transformed(QTransform().rotate(degrees), smooth)
    table = QImage(crooked.size(), QImage.Format.Format_RGB32)
    table.fill(QColor("white"))
    painter = QPainter(table)
    painter.drawImage(0, 0, crooked)
    painter.end()
    return table


def blurred(image: QImage, by: float) -> QImage:
    """As a camera out of focus sees it."""
    smooth = Qt.TransformationMode.SmoothTransformation
    keep = Qt.AspectRatioMode.IgnoreAspectRatio
    small = image.scaled(image.size() / by, keep, smooth)
    return small.scaled(image.size(), keep, smooth)


def read_back(image: QImage) -> list[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height = grey.width(), grey.height()
    rows = [bytes(grey.constScanLine(y))[:width] for y in range(height)]
    pixels = memoryview(b"".join(rows)).cast("B", (height, width))
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in found]


@PRESETS
@pytest.mark.parametrize("script", LONG)
def test_a_rendered_badge_is_read_back_straight_crooked_upside_down_and_blurred(preset, script):
    size = PageSize(*SIZES[preset])
    image = pictured(lambda canvas: draw_badge(canvas, preset, face(LONG[script])), size, 150)
    for degrees in (0, 7, 90, 180, 203):
        assert read_back(turned(image, degrees)) == [CODE], degrees
    assert read_back(blurred(image, 2)) == [CODE]
    assert read_back(blurred(turned(image, 12), 1.6)) == [CODE]


WORDS = st.text(st.sampled_from("aWijñ'- ОшщЖ ກຂຄງຊ້ຳໜ່ີົ "), max_size=70)


@given(
    preset=st.sampled_from(Preset),
    names=st.lists(WORDS.filter(str.strip), min_size=1, max_size=2),
    second=WORDS, position=WORDS, home=WORDS, title=WORDS, event=WORDS,
    number=st.sampled_from(["", "7", "99999"]),
)  # fmt: skip
@settings(max_examples=60)
def test_no_text_leaves_the_badge_meets_another_or_gets_unreadable(
    preset, names, second, position, home, title, event, number
):
    laid = lay_out(
        preset,
        Face(
            event,
            "29–30 May 2024",
            ACCENT,
            "Delegate",
            CODE,
            title,
            tuple(names),
            0,
            second,
            position,
            home,
            number,
        ),
    )
    width, height = SIZES[preset]
    places = []
    for box, fitted, _side, rise in laid.texts:
        assert fitted.width <= box.width + 0.01, fitted
        assert fitted.height <= box.height + 0.01, fitted
        assert fitted.face.points >= 5.5
        spare = (box.height - fitted.height) / 2 if rise == "middle" else 0
        places.append(QRectF(box.x, box.y + spare + 0.01, box.width, max(0.1, fitted.height - 0.02)))
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= width + 0.01
        assert box.y + box.height <= height + 0.01
    words = places[4:]  # after the digits, the head and the band, which have boxes of their own
    for nth, one in enumerate(words):
        assert not any(one.intersects(other) for other in words[nth + 1 :])


@PRESETS
def test_the_code_is_large_enough_and_nothing_stands_in_its_white(preset):
    laid = lay_out(preset, face(LONG["latin"]))
    assert laid.qr.width >= 18
    white = laid.qr.width / MODULES * QUIET
    digits, *others = laid.texts
    assert digits.fitted.lines == ("3592 5561 1721",)
    assert digits.box.y >= laid.qr.y + laid.qr.height + white * 0.45
    for box, fitted, *_ in others:
        top = box.y + (box.height - fitted.height) / 2
        beside = box.x + box.width <= laid.qr.x - white + 0.01
        assert (
            beside
            or top + fitted.height <= laid.qr.y - white * 0.7
            or top >= laid.qr.y + laid.qr.height + white
        )


@pytest.mark.parametrize("preset", [Preset.A7, Preset.A6])
def test_a_usual_name_stands_in_the_sizes_asked_for(preset):
    points = {one.fitted.lines[0]: one.fitted.face.points for one in lay_out(preset, PLAIN).texts}
    assert 32 <= points["Given"] <= 38
    assert 24 <= points["FAMILY"] <= 28


def test_every_capacity_has_a_band_white_words_can_be_read_on():
    def light(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    for capacity in Capacity:
        colour = QColor(f"#{BANDS.get(capacity, ACCENT)}")
        shine = 0.2126 * light(colour.red()) + 0.7152 * light(colour.green()) + 0.0722 * light(colour.blue())
        assert 1.05 / (shine + 0.05) >= 4.5, capacity


def test_sheets_hold_what_fits_within_the_edges_a_printer_can_reach():
    counts = {preset: sheet_for(preset).count for preset in Preset}
    assert counts == {Preset.A7: 4, Preset.A6: 2, Preset.WIDE: 4, Preset.CARD: 10}
    for preset in Preset:
        sheet = sheet_for(preset)
        assert min(sheet.left, sheet.top) >= 6
        front, back = sheet.places(), sheet.places(back=True)
        for one, behind in zip(front, back, strict=True):
            assert one.y == behind.y
            assert one.x + behind.x + sheet.badge[0] == pytest.approx(sheet.width)


def test_a_delegate_is_written_on_the_badge_in_both_scripts_and_without_anything_private(meeting):
    who = meeting.delegates["Somphone Sample"]
    private = {"email": "s@example.org", "phone": "+856 20 5555", "passport_no": "P77", "diet": "halal"}
    meeting.do(
        change_delegates, [who],
        {"given": "Somphone", "family": "Sample", "position": "Director"} | private
        | {"position_official": "ຫົວໜ້າກົມ"},
    )  # fmt: skip
    rows = meeting.ask(badges, meeting.event, [who])
    event = meeting.ask(event_facts, meeting.event)
    english, lao = (face_of(texts_for(language), event, rows[0]) for language in ("en", "lo"))
    assert english.names == ("Somphone", "SAMPLE")
    assert (english.second, english.position) == ("ສົມພອນ ຕົວຢ່າງ", "Director")
    assert (english.home, english.category) == ("Lao People's Democratic Republic", "Head of delegation")
    assert lao.names == ("ສົມພອນ ຕົວຢ່າງ",)
    assert (lao.second, lao.position) == ("Somphone SAMPLE", "ຫົວໜ້າກົມ")
    russian = face_of(texts_for("ru"), event, rows[0])
    assert (russian.names, russian.second) == (("Somphone", "SAMPLE"), "ສົມພອນ ຕົວຢ່າງ")
    assert (russian.home, russian.category) == (country_name("LA", "ru"), "Глава делегации")
    for value in private.values():
        assert value not in repr(english) + repr(lao) + repr(russian) + repr(rows)


def test_a_russian_badge_has_the_cyrillic_name_first_and_the_latin_one_below(meeting):
    who = meeting.delegates["Somphone Sample"]
    fields = {"name_official": "Сомпхон Образцов", "position": "Director", "position_official": "Директор"}
    meeting.do(change_delegates, [who], fields)
    rows, event = meeting.ask(badges, meeting.event, [who]), meeting.ask(event_facts, meeting.event)
    face = face_of(texts_for("ru"), event, rows[0])
    assert (face.names, face.second) == (("Сомпхон Образцов",), "Somphone Sample")
    assert face.position == "Директор"


def test_the_worker_process_writes_the_file(meeting, tmp_path):
    worker, target = Worker(), tmp_path / "badges.pdf"
    try:
        written = worker.run(
            "attendance.reports.pages.badge_sheets:write_badges_file",
            str(meeting.database.path), meeting.event,
            None, (CODE,), "a7", False, True, "lo", str(target),
        )  # fmt: skip
    finally:
        worker.close()
    assert Path(written).read_bytes().startswith(b"%PDF")


def test_nobody_to_print_is_said(meeting, tmp_path):
    with meeting.database.read() as db, pytest.raises(Refused, match="nothing_to_print"):
        write_badges(db, meeting.event, [], [], Layout(Preset.A7), texts_for("en"), tmp_path / "none.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_back_of_a_sheet_has_the_same_badges_behind_themselves():
    layout = Layout(Preset.A7, both_sides=True)
    sheet = layout.sheet
    faces = [PLAIN, Face("Seminar", "", ACCENT, "Delegate", "960586892975", "", ("Other",))]
    front, back = (
        pictured(lambda canvas, back=back: draw_sheet(canvas, layout, faces, back=back), layout.size, 150)
        for back in (False, True)
    )
    assert layout.pages(5) == 4
    left, right = (int(side / sheet.width * front.width()) for side in (sheet.left, sheet.width / 2))
    half = right - left
    assert read_back(front.copy(left, 0, half, front.height())) == [PLAIN.code]
    assert read_back(back.copy(left, 0, half, back.height())) == ["960586892975"]


@PRESETS
def test_a_test_page_can_be_scanned_and_measured(preset):
    layout = Layout(preset)
    image = pictured(lambda canvas: draw_test_page(canvas, layout, texts_for("en"), PLAIN), layout.size, 150)
    assert read_back(image) == [CODE]
    y = round((layout.size.height - 4.5) * 150 / 25.4)
    dark = [x for x in range(image.width()) if image.pixelColor(x, y).lightness() < 160]
    assert (max(dark) - min(dark)) * 25.4 / 150 == pytest.approx(100, abs=0.6)
