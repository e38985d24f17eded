"""Text as WordprocessingML: runs whose Lao keeps its size, weight and font, paragraphs, and fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from attendance.domain.text_keys import has_lao
from attendance.reports.cells import visible_text
from attendance.reports.look import INK, MUTED

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

PLACEHOLDER = "Placeholder"
"""Id of the character style of what a person has still to write."""

INVISIBLE: dict[int, int | None] = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
"""What may stand between Lao words on a screen is never stored in a document."""

Align = Literal["left", "center", "right", "both"]

LANG = {"en": "en-GB", "lo": "en-GB", "ru": "ru-RU"}
"""Language of the Latin and Cyrillic letters of a document, by the document's own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with a look of its own.

    Attributes:
        size: points; ``None`` is the paragraph's.
        color, fill: RRGGBB of the letters, and of the ground behind them.
        to_write: a marked place: the text says what to write there and goes when somebody does.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    size: float | None = None
    color: str | None = None
    fill: str | None = None
    to_write: bool = False

    def but(self, **changes: object) -> "Piece":
        """The same piece with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


Content = str | Piece | Sequence[str | Piece]


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two fonts of a document, the tag of its Latin or Cyrillic language ("en-GB"), and its scale."""

    latin: str
    lao: str
    lang: str
    scale: float = 1

    def half_points(self, size: float) -> int:
        """A size in points as the XML counts."""
        return round(size * self.scale * 2)

    def xml(self) -> str:
        """``w:rFonts`` for both kinds of script."""
        latin, lao = quoteattr(self.latin), quoteattr(self.lao)
        return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={latin} w:cs={lao}/>"

    def lang_xml(self) -> str:
        """``w:lang``: complex script is Lao in all our documents."""
        return f'<w:lang w:val="{self.lang}" w:eastAsia="{self.lang}" w:bidi="lo-LA"/>'


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One of our paragraph styles.

    Attributes:
        id: as in ``w:pStyle``; ``name``: as the word processor lists it.
        size: points; ``before`` and ``after`` too; ``line``: height of a line in lines.
        outline: 0 for the first level of headings; ``None`` for text.
    """

    id: str
    name: str
    size: float = 11
    bold: bool = False
    italic: bool = False
    color: str = INK
    align: Align = "left"
    before: float = 0
    after: float = 4
    line: float = 1.1
    outline: int | None = None
    keep_next: bool = False


BODY = ParagraphStyle("Normal", "Normal")
TITLE = ParagraphStyle("Title", "Title", 16, bold=True, align="center", before=6, after=4, keep_next=True)
SUBTITLE = ParagraphStyle("Subtitle", "Subtitle", 12, align="center", after=4, keep_next=True)
HEADING = ParagraphStyle(
    "Heading1", "heading 1", 12, bold=True, before=12, after=4, outline=0, keep_next=True
)
SUBHEADING = ParagraphStyle(
    "Heading2", "heading 2", 11, bold=True, before=8, after=2, outline=1, keep_next=True
)
CELL = ParagraphStyle("TableText", "Table Text", 10, after=0, line=1.0)
CELL_HEAD = ParagraphStyle("TableHead", "Table Head", 9.5, bold=True, after=0, line=1.0)
BAND = ParagraphStyle("TableBand", "Table Band", 10.5, bold=True, before=3, after=1, line=1.0, keep_next=True)
NOTE = ParagraphStyle("Note", "Note", 9, color=MUTED)
EDGE = ParagraphStyle("Edge", "Edge of Page", 8.5, color=MUTED, after=0, line=1.0)
STATE = ParagraphStyle("State", "State", 12, bold=True, align="center", after=0)
SIDE = ParagraphStyle("Side", "Side by Side", after=0)
STYLES = (STATE, SIDE, BODY, TITLE, SUBTITLE, HEADING, SUBHEADING, CELL, CELL_HEAD, BAND, NOTE, EDGE)


def run_xml(piece: Piece, style: ParagraphStyle, fonts: Fonts) -> str:
    """The run, or the marked place somebody can click and write over."""
    text = visible_text(piece.text).translate(INVISIBLE)
    if not text:
        return ""
    run = f"<w:r>{_properties(piece, style, fonts, has_lao(text))}{_words(text)}</w:r>"
    if not piece.to_write:
        return run
    # A control "showing its placeholder": one click takes the whole hint, and what is typed is plain.
    plain = _properties(piece.but(to_write=False), style, fonts, lao=True)
    about = f"<w:sdtPr>{plain}<w:temporary/><w:showingPlcHdr/></w:sdtPr>"
    return f"<w:sdt>{about}<w:sdtContent>{run}</w:sdtContent></w:sdt>"


def _properties(piece: Piece, style: ParagraphStyle, fonts: Fonts, lao: bool) -> str:
    """``w:rPr`` in the order the schema wants; a run with Lao says all of it for complex script too."""
    bold, italic = piece.bold or style.bold, piece.italic or style.italic
    size = fonts.half_points(piece.size or style.size)
    parts: list[str] = []
    if piece.to_write:
        parts.append(f'<w:rStyle w:val="{PLACEHOLDER}"/>')
    if lao:
        parts.append(fonts.xml())
    if piece.bold or (lao and bold):
        parts.append("<w:b/><w:bCs/>")
    if piece.italic or (lao and italic):
        parts.append("<w:i/><w:iCs/>")
    if piece.strike:
        parts.append("<w:strike/>")
    if piece.color:
        parts.append(f'<w:color w:val="{piece.color}"/>')
    if lao or piece.size:
        parts.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    if piece.underline:
        parts.append('<w:u w:val="single"/>')
    if piece.fill:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{piece.fill}"/>')
    if lao:
        parts.append(fonts.lang_xml())
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def _words(text: str) -> str:
    lines = [
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        for line in text.split("\n")
    ]
    return "<w:br/>".join(lines)


def pieces(content: Content) -> list[Piece]:
    """Whatever was given, as pieces."""
    given = [content] if isinstance(content, str | Piece) else content
    return [Piece(one) if isinstance(one, str) else one for one in given]


def paragraph_xml(
    content: Content,
    style: ParagraphStyle,
    fonts: Fonts,
    *,
    align: Align | None = None,
    space: str = "",
    more: str = "",
) -> str:
    """One ``w:p``.

    Args:
        space: XML of ``w:pPr`` that follows the style and stands before the alignment.
        more: XML of runs after the text.
    """
    runs = "".join(run_xml(piece, style, fonts) for piece in pieces(content))
    side = f'<w:jc w:val="{align}"/>' if align else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{space}{side}</w:pPr>{runs}{more}</w:p>'


def field_xml(code: str, shown: str) -> str:
    """A field the word processor computes ("PAGE"), with what it shows until then."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{escape(shown)}</w:t></w:r></w:fldSimple>'
