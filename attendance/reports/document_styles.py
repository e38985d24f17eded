"""Our styles in a document: each says its size, weight and font for Latin and for Lao letters."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from attendance.reports.document_table import CELL_STRONG
from attendance.reports.document_text import (
    BODY,
    MAIN,
    PLACEHOLDER,
    STYLES,
    Fonts,
    ParagraphStyle,
)

TO_WRITE_INK, TO_WRITE_FILL = "7A4B00", "FFF2CC"


def set_styles(styles: Any, fonts: Fonts) -> None:
    """Replace what the template says of our styles, and what holds where no style says anything.

    Args:
        styles: the ``w:styles`` element.
    """
    # The font table of a theme would win over the fonts named here.
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, parse_xml(_defaults(fonts)))
    for style in (*STYLES, CELL_STRONG):
        _replace(styles, style.id, _paragraph(style, fonts))
    _replace(styles, PLACEHOLDER, _placeholder())


def _replace(styles: Any, style_id: str, xml: str) -> None:
    for old in styles.findall(qn("w:style")):
        if old.get(qn("w:styleId")) == style_id:
            styles.remove(old)
    styles.append(parse_xml(xml))


def _defaults(fonts: Fonts) -> str:
    size = fonts.half_points(BODY.size)
    return (
        f'<w:docDefaults xmlns:w="{MAIN}"><w:rPrDefault><w:rPr>{fonts.xml()}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{fonts.lang_xml()}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _paragraph(style: ParagraphStyle, fonts: Fonts) -> str:
    size = fonts.half_points(style.size)
    default = ' w:default="1"' if style is BODY else ""
    based = "" if style is BODY else f'<w:basedOn w:val="{BODY.id}"/>'
    following = f'<w:next w:val="{BODY.id}"/>' if style.keep_next else ""
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    bold = _switch("b", style.bold)
    before, after, line = round(style.before * 20), round(style.after * 20), round(style.line * 240)
    return (
        f'<w:style xmlns:w="{MAIN}" w:type="paragraph"{default} w:styleId="{style.id}">'
        f"<w:name w:val={quoteattr(style.name)}/>{based}{following}<w:qFormat/>"
        f'<w:pPr>{keep}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{fonts.xml()}{bold}{_switch('i', style.italic)}"
        f'<w:color w:val="{style.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f"{fonts.lang_xml()}</w:rPr></w:style>"
    )


def _switch(name: str, on: bool) -> str:
    """Both forms of a switch, Latin and complex."""
    return f"<w:{name}/><w:{name}Cs/>" if on else f'<w:{name} w:val="0"/><w:{name}Cs w:val="0"/>'


def _placeholder() -> str:
    return (
        f'<w:style xmlns:w="{MAIN}" w:type="character" w:customStyle="1" w:styleId="{PLACEHOLDER}">'
        f'<w:name w:val="{PLACEHOLDER}"/><w:uiPriority w:val="99"/><w:qFormat/>'
        f'<w:rPr><w:color w:val="{TO_WRITE_INK}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TO_WRITE_FILL}"/></w:rPr></w:style>'
    )
