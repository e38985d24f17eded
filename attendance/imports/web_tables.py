"""Tables of a web page: what spreadsheets put on the clipboard, and what some programs save as .xls."""

import re
from html.parser import HTMLParser

from attendance.imports.flowing import Cell, Flow

_BREAKS = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "svg", "xml"))
_SCIENTIFIC = re.compile(r"-?\d+([.,]\d+)?E\+\d+")


class _Reader(HTMLParser):
    def __init__(self, flow: Flow) -> None:
        super().__init__(convert_charrefs=True)
        self._flow = flow
        self._rows: list[list[Cell] | None] = []
        self._cells: list[Cell | None] = []
        self._text: list[str] = []
        self._unseen = 0
        self._exact = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += tag != "head" and tag != "title"
        elif tag == "table":
            self._end_line()
            self._flow.begin_table()
            self._rows.append(None)
            self._cells.append(None)
        elif tag == "tr" and self._rows:
            self._end_row()
            self._rows[-1] = []
        elif tag in ("td", "th") and self._rows:
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._break()
        elif tag in ("td", "th"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - (tag not in ("head", "title")))
            self._text = [] if tag in ("head", "title") and not self._rows else self._text
        elif tag == "table" and self._rows:
            self._end_row()
            self._rows.pop()
            self._cells.pop()
            self._flow.end_table()
        elif tag == "tr" and self._rows:
            self._end_row()
        elif tag in ("td", "th") and self._rows:
            self._end_cell()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._cells and (cell := self._cells[-1]) is not None:
            cell.text += data
        elif not self._cells:
            self._text.append(data)

    def _break(self) -> None:
        if self._cells and (cell := self._cells[-1]) is not None:
            cell.text += "\n"
        elif not self._cells:
            self._end_line()

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self._rows[-1] is None:
            self._rows[-1] = []
        self._cells[-1] = Cell(
            columns=_number(attributes.get("colspan")), rows=_number(attributes.get("rowspan"))
        )
        self._exact = attributes.get("x:num") or ""

    def _end_cell(self) -> None:
        cell = self._cells[-1]
        if cell is None:
            return
        if self._exact and _SCIENTIFIC.fullmatch(cell.text.strip()):
            cell.text = self._exact  # a telephone number that was too long for its column
        self._exact = ""
        row = self._rows[-1]
        if row is not None:
            row.append(cell)
        self._cells[-1] = None

    def _end_row(self) -> None:
        self._end_cell()
        if row := self._rows[-1]:
            self._flow.row(row)
        self._rows[-1] = None

    def _end_line(self) -> None:
        self._flow.line("".join(self._text))
        self._text = []

    def finish(self) -> None:
        self.close()
        while self._rows:
            self.handle_endtag("table")
        self._end_line()
        self._flow.finish()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1


def read_web_tables(text: str, name: str) -> Flow:
    """All tables of a page, with the lines above each.

    Raises:
        Refused: ``list_too_wide``, ``list_too_large``.
    """
    flow = Flow(name)
    reader = _Reader(flow)
    reader.feed(text)
    reader.finish()
    return flow
