"""Documents for a word processor: A4, a few styles, page numbers, Lao that keeps its size, weight, font."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal

import docx
from docx.enum.section import WD_ORIENT
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Cm, Pt

from attendance.reports.document_styles import set_styles
from attendance.reports.document_table import DocColumn, Row, table_xml
from attendance.reports.document_text import (
    BODY,
    EDGE,
    HEADING,
    LANG,
    MAIN,
    SUBHEADING,
    SUBTITLE,
    TITLE,
    Align,
    Content,
    Fonts,
    ParagraphStyle,
    Piece,
    field_xml,
    paragraph_xml,
)
from attendance.reports.look import LAO_FONT
from attendance.reports.request import Request
from attendance.reports.saving import written_whole
from attendance.reports.workbook import PROGRAM

LATIN_FONTS = {"en": "Calibri", "lo": "Times New Roman", "ru": "Times New Roman"}
"""Official letters in Lao and Russian are set in a serif; English ones look like our workbooks."""

WIDTH_CM, HEIGHT_CM = 21.0, 29.7
MARGIN_CM = 2.0
LETTER = {"lo": 12 / 11, "ru": 12 / 11}
"""Official letters are set in 12 points where their language asks for it, ours are in 11."""
_NO_PICTURE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
_NAMESPACES = f'xmlns:w="{MAIN}"'
FOOT = 70
"""Characters of the event's title at the foot of a page."""
_SHORT = 250  # characters a document property may have


class Document:
    """One document, written from the top to the bottom and then saved whole.

    Attributes:
        width_cm: room between the margins.
    """

    def __init__(
        self,
        title: str,
        event: str,
        *,
        language: str,
        at: int,
        author: str = "",
        lao_font: str = LAO_FONT,
        landscape: bool = False,
        margin_cm: float = MARGIN_CM,
        scale: float = 1,
    ) -> None:
        self.language, self.at = language, at
        latin, lang = LATIN_FONTS.get(language, "Calibri"), LANG.get(language, "en-GB")
        self.fonts = Fonts(latin, lao_font, lang, scale)
        self._docx: Any = docx.Document()
        self._end: Any = self._docx.element.body[-1]
        set_styles(self._docx.styles.element, self.fonts)
        self._set_up_page(landscape, margin_cm)
        self._describe(title, event, author)
        self.width_cm = (HEIGHT_CM if landscape else WIDTH_CM) - 2 * margin_cm

    def title(self, content: Content, *, new_page: bool = False) -> None:
        """The title of the document, or of a part of it that begins a page."""
        before = "<w:pageBreakBefore/>" if new_page else ""
        self._add(paragraph_xml(content, TITLE, self.fonts, space=before))

    def subtitle(self, content: Content) -> None:
        self.paragraph(content, SUBTITLE)

    def heading(self, content: Content, level: Literal[1, 2] = 1) -> None:
        self.paragraph(content, HEADING if level == 1 else SUBHEADING)

    def paragraph(
        self,
        content: Content,
        style: ParagraphStyle = BODY,
        *,
        align: Align | None = None,
        indent_cm: float = 0,
        first_line_cm: float = 0,
    ) -> None:
        """One paragraph; "\\n" in it breaks the line, "\\t" goes to the next stop."""
        ind = ""
        if indent_cm or first_line_cm:
            first = round(first_line_cm * 567)
            kind = f'w:firstLine="{first}"' if first >= 0 else f'w:hanging="{-first}"'
            ind = f'<w:ind w:left="{round(indent_cm * 567)}" {kind}/>'
        self._add(paragraph_xml(content, style, self.fonts, align=align, space=ind))

    def item(self, content: Content, mark: str = "–") -> None:
        """One line of a list, with a hanging mark."""
        parts = [content] if isinstance(content, str | Piece) else list(content)
        self.paragraph([f"{mark}\t", *parts], indent_cm=0.75, first_line_cm=-0.55)

    def to_write(self, hint: str, style: ParagraphStyle = BODY) -> None:
        """A marked place for what only people can write; ``hint`` says what."""
        self.paragraph(marked(hint), style)

    def table(
        self,
        columns: Sequence[DocColumn],
        rows: Iterable[Row],
        *,
        heads: bool = True,
        lines: bool = True,
        cell: ParagraphStyle | None = None,
        width_cm: float | None = None,
    ) -> None:
        """A table over the whole width (or ``width_cm``); see ``document_table``."""
        more = {"cell": cell} if cell else {}
        width = width_cm or self.width_cm
        self._add(table_xml(columns, rows, self.fonts, width_cm=width, heads=heads, lines=lines, **more))
        self.gap(4 if lines else 0)

    def gap(self, points: float = 6) -> None:
        """Empty room of this height."""
        exact = max(round(points * 20), 20)
        space = f'<w:spacing w:before="0" w:after="0" w:line="{exact}" w:lineRule="exact"/>'
        self._add(paragraph_xml("", BODY, self.fonts, space=space))

    def rule(self) -> None:
        """A hairline over the width."""
        line = (
            '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
            '<w:spacing w:before="0" w:after="80" w:line="80" w:lineRule="exact"/>'
        )
        self._add(paragraph_xml("", BODY, self.fonts, space=line))

    def picture(self, content: bytes, *, width_cm: float, align: Align = "center") -> None:
        """A picture (PNG or JPEG) as wide as this."""
        self.pictures([content], width_cm=width_cm, align=align)

    def pictures(
        self,
        contents: Sequence[bytes],
        *,
        height_cm: float | None = None,
        width_cm: float | None = None,
        align: Align = "center",
    ) -> None:
        """Pictures (PNG or JPEG) beside each other on one line, all as high or all as wide.

        A damaged one is left out: the document matters more.
        """
        self._add(paragraph_xml("", BODY, self.fonts, align=align))
        line = self._docx.paragraphs[-1]
        for number, content in enumerate(contents):
            if number:
                line.add_run("   ")
            height = Cm(height_cm) if height_cm else None
            width = Cm(width_cm) if width_cm else None
            with suppress(*_NO_PICTURE):
                line.add_run().add_picture(io.BytesIO(content), width=width, height=height)

    def head_of_page(self, content: Content, *, align: Align | None = None) -> None:
        """What stands above every page."""
        self._edge(self._docx.sections[0].header, content, align=align)

    def foot_of_page(self, content: Content, page_of: str) -> None:
        """What stands below every page, and the number of the page at the right.

        Args:
            page_of: "Page {page} of {pages}", in the language of the document.
        """
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{round(self.width_cm * 567)}"/></w:tabs>'
        more = "<w:r><w:tab/></w:r>" + self._numbers(page_of)
        self._edge(self._docx.sections[0].footer, content, space=stop, more=more)

    def save(self, target: Path) -> Path:
        """Write the file. Raises ``Refused`` as ``saving.written_whole`` does."""
        buffer = io.BytesIO()
        self._docx.save(buffer)
        with written_whole(target) as file:
            _repack(buffer, file, self.at)
        return target

    def _numbers(self, page_of: str) -> str:
        fields = {"{page}": field_xml("PAGE", "1"), "{pages}": field_xml("NUMPAGES", "1")}
        xml, rest = "", page_of
        while rest:
            places = [(rest.find(name), name) for name in fields if name in rest]
            at, name = min(places, default=(len(rest), ""))
            xml += self._runs(rest[:at]) + fields.get(name, "")
            rest = rest[at + len(name) :]
        return xml

    def _runs(self, text: str) -> str:
        whole = paragraph_xml(text, EDGE, self.fonts)
        return whole.partition("</w:pPr>")[2].removesuffix("</w:p>")

    def _edge(self, part: Any, content: Content, **more: Any) -> None:
        part.is_linked_to_previous = False
        element = part._element
        for child in list(element):
            element.remove(child)
        element.append(_parsed(paragraph_xml(content, EDGE, self.fonts, **more)))

    def _add(self, xml: str) -> None:
        # The last child of the body is its section: everything goes before it, without counting children.
        self._end.addprevious(_parsed(xml))

    def _set_up_page(self, landscape: bool, margin_cm: float) -> None:
        section = self._docx.sections[0]
        width, height = (HEIGHT_CM, WIDTH_CM) if landscape else (WIDTH_CM, HEIGHT_CM)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = Cm(margin_cm)
        section.top_margin = section.bottom_margin = Cm(margin_cm)
        section.header_distance = section.footer_distance = Pt(28)

    def _describe(self, title: str, event: str, author: str) -> None:
        about, now = self._docx.core_properties, datetime.fromtimestamp(self.at / 1000, UTC)
        about.title, about.subject = title[:_SHORT], event[:_SHORT]
        about.author = about.last_modified_by = (author or PROGRAM)[:_SHORT]
        about.comments, about.keywords, about.language = "", "", self.language
        about.created = about.modified = now.replace(tzinfo=None, microsecond=0)
        about.revision = 1
        package = self._docx.part.package
        for key, one in list(package.rels.items()):
            if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del package.rels[key]


def marked(hint: str) -> Piece:
    """ "[what to write]", marked."""
    return Piece(f"[{hint}]", to_write=True)


def begin(
    request: Request, title: str, *, landscape: bool = False, margin_cm: float = MARGIN_CM, scale: float = 1
) -> Document:
    """An empty document in the request's language, with the event's title and page numbers at the foot.

    Args:
        scale: of every size; official letters in Lao and Russian are set in ``LETTER`` of ours.
    """
    document = Document(
        title,
        request.title(),
        language=request.texts.language,
        at=request.at,
        lao_font=request.lao_font,
        landscape=landscape,
        margin_cm=margin_cm,
        scale=scale,
    )
    # A longer one would push the number of the page onto a second line.
    document.foot_of_page(
        shorten(request.title(), FOOT, placeholder=" …"), request.texts("Page {page} of {pages}")
    )
    return document


def _parsed(xml: str) -> Any:
    start = xml.index(">") if xml[xml.index(">") - 1] != "/" else xml.index(">") - 1
    return parse_xml(f"{xml[:start]} {_NAMESPACES}{xml[start:]}")


def _repack(buffer: io.BytesIO, file: Any, at: int) -> None:
    """The same parts with the time of the data instead of the time of writing: equal data, equal bytes."""
    moment = max(datetime.fromtimestamp(at / 1000, UTC), datetime(1980, 1, 1, tzinfo=UTC))
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, moment.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, source.read(name))
