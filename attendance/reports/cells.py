"""Values as the XML of one worksheet cell: text stays text, dates are dates, formulas bring their value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from attendance.domain.text_keys import has_lao

MAX_TEXT = 32_767
"""UTF-16 units in one cell; a longer text makes Excel ask for a repair (ECMA-376, SpreadsheetML limits)."""

SURELY_SHORT = MAX_TEXT // 2

CUT = " […]"
"""Ends a text that was longer than a cell may be."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Readers take "_x0041_" for an escaped character, so the underscore itself is escaped.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_CARE = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff_\u0e80-\u0eff]")
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SERIAL = 61  # 1 March 1900; before it Excel and the calendar disagree


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value it has now, so that viewers that do not calculate show it too.

    Attributes:
        text: without the leading "=", in English function names; never holds a user's words.
        value: number or text as the spreadsheet program would compute it.
    """

    text: str
    value: int | float | str


Value = str | int | float | date | datetime | Formula | None


def visible_text(text: str) -> str:
    """The text as a cell can hold it: control characters become U+FFFD, an overlong rest is cut."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= SURELY_SHORT or len(text.encode("utf-16-le")) // 2 <= MAX_TEXT:
        return text
    room = text.encode("utf-16-le")[: 2 * (MAX_TEXT - len(CUT))]
    return room.decode("utf-16-le", "ignore") + CUT


def serial(value: date) -> float | None:
    """A date or local time as a spreadsheet number; ``None`` before March 1900, which has no such number."""
    days = value.toordinal() - _EPOCH
    if days < _FIRST_SERIAL:
        return None
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return days + seconds / 86_400  # unrounded: a hair less would show as the minute before
    return days


def cell_text(text: str) -> str:
    """The ``<t>`` element that shows exactly this text."""
    text = _LOOKS_ESCAPED.sub("_x005F_", escape(visible_text(text)))
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{keep}>{text}</t>"


class RowShape:
    """How one kind of row is written: a style per column, each with its twin for text in Lao letters."""

    def __init__(self, styles: Sequence[int], lao_styles: Sequence[int]) -> None:
        letters = [get_column_letter(number) for number in range(1, len(styles) + 1)]
        self._columns = [
            (f'<c r="{letter}', f'" s="{style}"', f'" s="{lao}"')
            for letter, style, lao in zip(letters, styles, lao_styles, strict=True)
        ]
        self.width = len(styles)

    def xml(self, number: int, values: Sequence[Value], height: float | None) -> str:
        """The ``<row>`` element; fewer values than columns leave styled empty cells."""
        tall = f' ht="{height:g}" customHeight="1"' if height else ""
        parts = [f'<row r="{number}"{tall}>']
        add = parts.append
        needs_care = _NEEDS_CARE.search
        for (head, style, lao_style), value in zip(self._columns, values, strict=False):
            if value is None or value == "":
                add(f"{head}{number}{style}/>")
            elif type(value) is str:
                if (
                    value[0] > " "
                    and value[-1] > " "
                    and len(value) <= SURELY_SHORT
                    and not needs_care(value)
                ):
                    add(f'{head}{number}{style} t="inlineStr"><is><t>{value}</t></is></c>')
                else:
                    chosen = lao_style if has_lao(value) else style
                    add(f'{head}{number}{chosen} t="inlineStr"><is>{cell_text(value)}</is></c>')
            else:
                add(f"{head}{number}{style}{_number_or_formula(value)}")
        for head, style, _ in self._columns[len(values) :]:
            add(f"{head}{number}{style}/>")
        add("</row>")
        return "".join(parts)


def _number_or_formula(value: Value) -> str:
    """What follows the style of a cell that does not hold plain text."""
    if isinstance(value, Formula):
        kind = ' t="str"' if isinstance(value.value, str) else ""
        return f"{kind}><f>{escape(value.text)}</f><v>{escape(str(value.value))}</v></c>"
    if isinstance(value, date):
        number = serial(value)
        if number is None:
            return f' t="inlineStr"><is>{cell_text(value.isoformat())}</is></c>'
        return f"><v>{number}</v></c>"
    return f"><v>{value}</v></c>"
