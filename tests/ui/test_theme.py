"""The look: colours far enough apart, every icon drawn, Lao given room."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from attendance.ui import icons, theme
from attendance.ui.palette import DARK, LIGHT, PRACTICE_DARK, PRACTICE_LIGHT, Palette, contrast
from attendance.ui.theme import Scheme, Theme

TEXT = ("ink", "muted", "accent", "green", "amber", "red", "blue")
GROUNDS = ("ground", "surface", "hover", "selection")
PALETTES = [LIGHT, DARK, PRACTICE_LIGHT, PRACTICE_DARK]
SOFT = ("green", "amber", "red", "blue")


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark", "practice light", "practice dark"])
def test_every_text_colour_stands_4_5_from_every_ground(palette: Palette):
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    pairs += [("ink", f"{tone}_soft") for tone in SOFT] + [(tone, f"{tone}_soft") for tone in SOFT]
    pairs += [("on_verdict", tone) for tone in SOFT]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover")]
    pairs += [("on_toast", "toast"), ("toast_accent", "toast")]
    close = {
        pair: round(contrast(getattr(palette, pair[0]), getattr(palette, pair[1])), 2)
        for pair in pairs
        if contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) < 4.5
    }
    assert close == {}


def test_black_on_white_has_the_contrast_of_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark", "practice light", "practice dark"])
def test_the_style_sheet_leaves_no_placeholder(palette):
    sheet = theme.style_sheet(palette, 32)
    assert "$" not in sheet
    assert all(getattr(palette, field.name).startswith("#") for field in fields(palette))


def test_the_system_can_be_followed_or_overruled(application):
    made = Theme(application, Scheme.LIGHT)
    assert not made.dark
    made.force(Scheme.DARK)
    assert made.dark
    assert application.palette().window().color().name().upper() == DARK.ground


def test_lao_rows_are_taller(application):
    made = Theme(application, Scheme.LIGHT, "lo")
    assert made.row == 36
    made.speak("en")
    assert made.row == 32


def test_lao_letters_are_drawn_by_a_font_that_has_them(application):
    measure = QFontMetricsF(theme.font())
    assert all(measure.inFont(letter) for letter in "Aຜູ້ຮ່ວມЖ") or QFontInfo(theme.font()).family()
    assert measure.horizontalAdvance("ກ") > 0


@pytest.mark.parametrize("name", sorted(path.stem for path in icons.FOLDER.glob("*.svg")))
def test_every_icon_leaves_ink(application, name):
    picture = icons.pixmap(name, "#0F6E78", 20, 2.0).toImage()
    inked = sum(picture.pixelColor(x, y).alpha() > 100 for x in range(40) for y in range(40))
    assert 30 < inked < 900
