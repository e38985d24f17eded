"""The colours of the window, light and dark, and how far apart they stand."""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Palette:
    """One scheme; every value is ``#RRGGBB``.

    Attributes:
        ground: behind everything; surface: tables, fields, cards; hairline: between regions.
        ink: text; muted: second text; accent: the one accent; on_accent: text upon it.
        hover, selection: quiet row fills; row_line: between two rows.
        field_edge: the border of things that take input.
        green, amber, red, blue: verdicts; on_verdict: text upon a filled verdict.
        green_soft … blue_soft: the quiet fill behind a verdict's word in a list.
    """

    ground: str
    surface: str
    ink: str
    muted: str
    hairline: str
    accent: str
    on_accent: str
    accent_hover: str
    hover: str
    row_line: str
    selection: str
    field_edge: str
    green: str
    amber: str
    red: str
    blue: str
    on_verdict: str
    green_soft: str
    amber_soft: str
    red_soft: str
    blue_soft: str
    toast: str
    on_toast: str
    toast_accent: str

    def names(self) -> dict[str, str]:
        """Every colour by its name, as the style sheet asks for it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def mix(top: str, below: str, share: float) -> str:
    """``share`` (0–1) of one colour laid over another."""
    pairs = zip(channels(top), channels(below), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0–1 (WCAG 2.2)."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1–21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LIGHT = Palette(
    ground="#F5F7FA",
    surface="#FFFFFF",
    ink="#1B2430",
    muted="#5B6776",
    hairline="#DDE3EA",
    accent="#0F6E78",
    on_accent="#FFFFFF",
    accent_hover="#0B5A63",
    hover="#F5F7FA",
    row_line="#EFF2F6",
    selection="#ECF5F6",
    field_edge="#C6CFD9",
    green="#1E7F4F",
    amber="#9A5B00",
    red="#B3261E",
    blue="#1F5FBF",
    on_verdict="#FFFFFF",
    green_soft=mix("#1E7F4F", "#FFFFFF", 0.06),
    amber_soft=mix("#9A5B00", "#FFFFFF", 0.07),
    red_soft=mix("#B3261E", "#FFFFFF", 0.06),
    blue_soft=mix("#1F5FBF", "#FFFFFF", 0.06),
    toast="#1B2430",
    on_toast="#FFFFFF",
    toast_accent="#7FD3DC",
)

DARK = Palette(
    ground="#12171D",
    surface="#1B222B",
    ink="#E7ECF2",
    muted="#9AA6B4",
    hairline="#2C3540",
    accent="#4FB7C2",
    on_accent="#0C1317",
    accent_hover="#6CC7D0",
    hover="#202833",
    row_line="#232B35",
    selection="#1D2F37",
    field_edge="#3A4552",
    green="#3FA873",
    amber="#E0A23B",
    red="#F2726A",
    blue="#6EA8FF",
    on_verdict="#0C1317",
    green_soft=mix("#3FA873", "#1B222B", 0.08),
    amber_soft=mix("#E0A23B", "#1B222B", 0.10),
    red_soft=mix("#F2726A", "#1B222B", 0.10),
    blue_soft=mix("#6EA8FF", "#1B222B", 0.10),
    toast="#E7ECF2",
    on_toast="#1B2430",
    toast_accent="#0F6E78",
)

# Practice is told from work at a glance and from afar: another ground, another accent.
PRACTICE_LIGHT = replace(
    LIGHT,
    ground="#F3ECF9",
    hover="#F3ECF9",
    hairline="#DFD0EB",
    row_line="#F1E9F7",
    accent="#7A2E9E",
    accent_hover="#652383",
    selection="#F3EAF9",
    field_edge="#CFBBDE",
    green="#17663F",
    amber="#855000",
    toast_accent="#D9A8F2",
)
PRACTICE_DARK = replace(
    DARK,
    ground="#1C1424",
    surface="#271D31",
    hover="#30243C",
    hairline="#43324F",
    row_line="#332640",
    accent="#CF9BEB",
    on_accent="#1A0F21",
    accent_hover="#DDB4F3",
    selection="#3A2748",
    field_edge="#57426A",
    toast_accent="#7A2E9E",
)
