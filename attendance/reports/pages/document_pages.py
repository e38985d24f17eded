"""A document as its print will look: read back from the file and drawn page by page."""

import base64
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.oxml.ns import qn as qualified
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTextDocument

from attendance.language.lao import LAO_FONTS, LATIN_FONTS, breakable
from attendance.reports.pages.canvas import MUTED, UNITS, Box, Type
from attendance.reports.pages.pdf import Enough, PageSize, Pictures

PIXELS = 96 / 25.4
"""Of the layout, to the millimetre."""

EMU = 36_000
"""English metric units to the millimetre."""

TWIP = 20 * 72 / 25.4
_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "justify"}
LINES = 48
"""Rows and lines that are surely more than stand on a page."""

LINE = 90
"""Characters of a paragraph's line."""

qn = cache(qualified)


class _Style(NamedTuple):
    """What a style of the document says; ``before`` and ``after`` in points."""

    points: float
    bold: bool
    colour: str
    side: str
    before: float
    after: float


def draw_document(path: Path, pages: Pictures) -> None:
    """The pages of the file that are wanted. Raises what ``Pictures.next`` does.

    No more is laid out than stands on them: a table of thousands of rows takes minutes.
    """
    made = docx.Document(str(path))
    section = made.sections[0]
    size = PageSize(_mm(section.page_width), _mm(section.page_height))
    left, top = _mm(section.left_margin), _mm(section.top_margin)
    width = size.width - left - _mm(section.right_margin)
    height = size.height - top - _mm(section.bottom_margin)
    pages.begin(size)
    lines = LINES * (pages.end + 1)
    while True:
        html = _Html(made, lines)
        layout = QTextDocument()
        layout.setDocumentMargin(0)
        layout.setHtml(html.text())
        layout.setPageSize(QSizeF(width * PIXELS, height * PIXELS))
        # The last page of a part may have room for what comes after it.
        if not html.cut or layout.pageCount() > pages.end:
            break
        lines *= 2
    wanted = pages.wanted_of(layout.pageCount())
    if html.cut:
        pages.total = None
    head = " ".join(p.text for p in section.header.paragraphs).strip()
    foot = section.footer.paragraphs[0].text.partition("\t")[0] if section.footer.paragraphs else ""
    for number in range(wanted.start, wanted.stop):
        canvas = pages.next()
        edge = Type(8, colour=MUTED, least=6)
        canvas.text(Box(left, top - 9, width, 4), head, edge, "right")
        canvas.text(Box(left, size.height - 14, width - 20, 4), foot, edge)
        canvas.text(
            Box(left + width - 20, size.height - 14, 20, 4),
            f"{number + 1} / {pages.total}" if pages.total else f"{number + 1}",
            edge,
            "right",
        )
        painter = canvas.painter
        painter.save()
        painter.translate(left * UNITS, top * UNITS)
        painter.scale(UNITS / PIXELS, UNITS / PIXELS)
        painter.translate(0, -number * height * PIXELS)
        layout.drawContents(painter, QRectF(0, number * height * PIXELS, width * PIXELS, height * PIXELS))
        painter.restore()
    if wanted.stop < layout.pageCount():
        raise Enough


def _mm(length: Any) -> float:
    return (length or 0) / EMU


class _Html:
    """The body of a document as the few tags Qt's text layout knows."""

    def __init__(self, made: Any, lines: int) -> None:
        """``lines``: about how many are enough. ``cut`` says afterwards whether there are more."""
        self._made, self._lines = made, lines
        self.cut = False
        self._styles = {style.style_id: _style(style) for style in made.styles}

    def text(self) -> str:
        fonts = ", ".join(f"'{name}'" for name in (*LATIN_FONTS, *LAO_FONTS))
        body = self._blocks(self._made.element.body, top=True)
        return f'<body style="font-family: {fonts}">{"".join(body)}</body>'

    def _enough(self, lines: int = 1) -> bool:
        """Whether there is no room for so many lines more."""
        self.cut = self.cut or self._lines <= 0
        self._lines -= lines
        return self.cut

    def _blocks(self, parent: Any, *, top: bool = False) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:p"):
                said = self._paragraph(child)
                if top and self._enough(1 + len(said) // LINE):
                    return
                yield said
            elif child.tag == qn("w:tbl"):
                yield self._table(child)
            elif child.tag == qn("w:sdt"):
                for content in child.iterfind(qn("w:sdtContent")):
                    yield from self._blocks(content, top=top)

    def _paragraph(self, paragraph: Any) -> str:
        said = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(said.get(qn("w:val")) if said is not None else "Normal", _PLAIN)
        about = paragraph.find(qn("w:pPr"))
        aligned = about.find(qn("w:jc")) if about is not None else None
        side = aligned.get(qn("w:val")) if aligned is not None else style.side
        spacing, indent = _first(about, "w:spacing"), _first(about, "w:ind")
        before = _twips(spacing, "w:before", style.before * 20)
        after = _twips(spacing, "w:after", style.after * 20)
        inner = "".join(self._run(run, style) for run in paragraph.iter(qn("w:r")))
        left = _twips(indent, "w:left", 0) - _twips(indent, "w:hanging", 0)
        look = f"margin-top:{before:.1f}px; margin-bottom:{after:.1f}px; margin-left:{left:.1f}px"
        exact = spacing is not None and spacing.get(qn("w:lineRule")) == "exact"
        if not inner and exact:
            look += f"; font-size:{max(1.0, _twips(spacing, 'w:line', 0)):.0f}px; line-height:60%"
        breaks = any(one.get(qn("w:type")) == "page" for one in paragraph.iter(qn("w:br")))
        look += "; page-break-after:always" if breaks else ""
        return f'<p align="{_ALIGN.get(side or "", "left")}" style="{look}">{inner or "&nbsp;"}</p>'

    def _run(self, run: Any, style: _Style) -> str:
        about = run.find(qn("w:rPr"))
        size = _first(about, "w:sz")
        points = float(size.get(qn("w:val"))) / 2 if size is not None else style.points
        looks = [f"font-size:{points * 96 / 72:.1f}px"]
        if _on(about, "w:b", style.bold):
            looks.append("font-weight:600")
        if _on(about, "w:i", False):
            looks.append("font-style:italic")
        colour = _first(about, "w:color")
        looks.append(f"color:#{_rgb(colour) or style.colour}")
        if (shade := _first(about, "w:shd")) is not None and (fill := _rgb(shade, "w:fill")):
            looks.append(f"background-color:#{fill}")
        elif _first(about, "w:highlight") is not None:
            looks.append("background-color:#FFF2B3")
        parts: list[str] = []
        for child in run:
            if child.tag == qn("w:t"):
                parts.append(escape(breakable(child.text or "")))
            elif child.tag == qn("w:tab"):
                parts.append("&nbsp;&nbsp;")
            elif child.tag == qn("w:br") and child.get(qn("w:type")) is None:
                parts.append("<br/>")
            elif child.tag == qn("w:drawing"):
                parts.append(self._picture(child))
        return f'<span style="{"; ".join(looks)}">{"".join(parts)}</span>' if parts else ""

    def _picture(self, drawing: Any) -> str:
        blip = next(drawing.iter(qn("a:blip")), None)
        extent = next(drawing.iter(qn("wp:extent")), None)
        if blip is None or extent is None:
            return ""
        part = self._made.part.related_parts.get(blip.get(qn("r:embed")))
        if part is None:
            return ""
        content = base64.b64encode(part.blob).decode()
        width, height = (int(extent.get(side)) / EMU * PIXELS for side in ("cx", "cy"))
        source = f"data:{part.content_type};base64,{content}"
        return f'<img src="{source}" width="{width:.0f}" height="{height:.0f}"/>'

    def _table(self, table: Any) -> str:
        grid = [
            int(one.get(qn("w:w")) or 0) for one in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ]
        whole = sum(grid) or 1
        lines = "" if _first(table.find(qn("w:tblPr")), "w:tblBorders") is None else ' border="0.5"'
        rows: list[str] = []
        for row in table.iterfind(qn("w:tr")):
            if self._enough():
                break
            place = 0
            cells: list[str] = []
            for cell in row.iterfind(qn("w:tc")):
                about = cell.find(qn("w:tcPr"))
                span = _first(about, "w:gridSpan")
                count = int(span.get(qn("w:val"))) if span is not None else 1
                share = 100 * sum(grid[place : place + count]) / whole
                place += count
                fill = _rgb(_first(about, "w:shd"), "w:fill")
                colour = f' bgcolor="#{fill}"' if fill else ""
                inner = "".join(self._blocks(cell))
                cells.append(f'<td width="{share:.1f}%" colspan="{count}"{colour}>{inner}</td>')
            rows.append(f"<tr>{''.join(cells)}</tr>")
        look = f'{lines} style="border-collapse:collapse; border-color:#9AA6B4"'
        return f'<table width="100%" cellspacing="0" cellpadding="3"{look}>{"".join(rows)}</table>'


def _first(parent: Any, tag: str) -> Any:
    return None if parent is None else parent.find(qn(tag))


def _on(about: Any, tag: str, usual: bool) -> bool:
    found = _first(about, tag)
    return usual if found is None else found.get(qn("w:val")) not in ("0", "false")


def _twips(element: Any, name: str, usual: float) -> float:
    """A length in twentieths of a point, as pixels."""
    value = element.get(qn(name)) if element is not None else None
    return float(value if value is not None else usual) / TWIP * PIXELS


def _rgb(element: Any, name: str = "w:val") -> str:
    value = element.get(qn(name)) if element is not None else None
    return value if value and len(value) == 6 and value.lower() != "auto" else ""


def _style(style: Any) -> _Style:
    return _Style(
        _size(style),
        _bold(style),
        _style_colour(style),
        _style_align(style),
        _points(style, "space_before"),
        _points(style, "space_after"),
    )


def _points(style: Any, name: str) -> float:
    found = getattr(getattr(style, "paragraph_format", None), name, None)
    return found.pt if found is not None else 0.0


def _size(style: Any) -> float:
    found = getattr(getattr(style, "font", None), "size", None)
    return found.pt if found is not None else 11.0


def _bold(style: Any) -> bool:
    return bool(getattr(getattr(style, "font", None), "bold", False))


def _style_colour(style: Any) -> str:
    colour = getattr(getattr(style, "font", None), "color", None)
    return str(colour.rgb) if colour is not None and colour.rgb is not None else "1B2430"


def _style_align(style: Any) -> str:
    element = getattr(style, "element", None)
    found = None if element is None else element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return found.get(qn("w:val")) if found is not None else "left"


_PLAIN = _style(None)
