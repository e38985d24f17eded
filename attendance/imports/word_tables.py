"""Tables of a Word document, streamed: never more of it in memory than its cells."""

import zipfile
from pathlib import Path
from xml.parsers import expat

from attendance.domain.errors import Refused
from attendance.imports.flowing import Cell, Flow
from attendance.imports.inspection import inspect_package

_CHUNK = 1024**2
_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_FACES = ("ascii", "hAnsi", "cs")
_LONGEST_CELL = 20_000


def read_word_tables(path: Path) -> Flow:
    """All tables of the document, with the lines above each.

    Raises:
        Refused: those of ``inspect_package``; ``list_no_table``.
    """
    inspect_package(path)
    flow = Flow(path.name)
    try:
        with zipfile.ZipFile(path) as package:
            styles = _StyleFonts()
            if _STYLES in package.namelist():
                _parse(package, _STYLES, styles)
            _parse(package, _MAIN, _Document(flow, styles.fonts))
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError) as error:
        raise Refused("list_damaged", name=path.name) from error
    flow.finish()
    if not flow.rows:
        raise Refused("list_no_table", name=path.name)
    return flow


class _Handler:
    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


def _parse(package: zipfile.ZipFile, part: str, handler: _Handler) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    with package.open(part) as stream:
        while block := stream.read(_CHUNK):
            parser.Parse(block, False)
    parser.Parse(b"", True)


def _faces(attributes: dict[str, str]) -> set[str]:
    return {attributes[key] for face in _FACES if (key := f"w:{face}") in attributes}


class _StyleFonts(_Handler):
    """Which style writes in which fonts."""

    def __init__(self) -> None:
        self.fonts: dict[str, set[str]] = {}
        self._style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "w:style":
            self._style = attributes.get("w:styleId", "")
        elif tag == "w:rFonts" and self._style:
            self.fonts.setdefault(self._style, set()).update(_faces(attributes))

    def end(self, tag: str) -> None:
        if tag == "w:style":
            self._style = ""


class _Document(_Handler):
    """Follows tables, rows, cells, paragraphs, runs; what tracked changes deleted is not read."""

    def __init__(self, flow: Flow, styles: dict[str, set[str]]) -> None:
        self._flow, self._styles = flow, styles
        self._rows: list[list[Cell]] = []
        self._cells: list[Cell | None] = []
        self._line: list[str] = []
        self._reading = False
        self._deleted = self._fallback = 0

    @property
    def _cell(self) -> Cell | None:
        return self._cells[-1] if self._cells else None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        cell = self._cell
        if tag == "w:t":
            self._reading = True
        elif tag == "w:tbl":
            self._flow.begin_table()
            self._rows.append([])
            self._cells.append(None)
        elif tag == "w:tr" and self._rows:
            self._rows[-1] = []
        elif tag == "w:tc" and self._cells:
            self._cells[-1] = Cell()
        elif tag in ("w:tab", "w:br", "w:cr"):
            self._put(" " if tag == "w:tab" else "\n")
        elif tag in ("w:del", "w:moveFrom"):
            self._deleted += 1
        elif tag == "mc:Fallback":
            self._fallback += 1
        elif cell is not None:
            self._about(cell, tag, attributes)

    def _about(self, cell: Cell, tag: str, attributes: dict[str, str]) -> None:
        if tag == "w:gridSpan":
            said = attributes.get("w:val", "")
            cell.columns = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
        elif tag == "w:vMerge":
            cell.continues = attributes.get("w:val", "continue") != "restart"
        elif tag == "w:rFonts":
            cell.fonts |= _faces(attributes)
        elif tag in ("w:rStyle", "w:pStyle"):
            cell.fonts |= self._styles.get(attributes.get("w:val", ""), set())

    def end(self, tag: str) -> None:
        if tag == "w:t":
            self._reading = False
        elif tag == "w:p":
            if self._cell is not None:
                self._put("\n")
            elif not self._cells:
                self._flow.line("".join(self._line))
                self._line = []
        elif tag == "w:tc" and self._cells and (cell := self._cell) is not None:
            self._rows[-1].append(cell)
            self._cells[-1] = None
        elif tag == "w:tr" and self._rows:
            self._flow.row(self._rows[-1])
            self._rows[-1] = []
        elif tag == "w:tbl" and self._rows:
            self._rows.pop()
            self._cells.pop()
            self._flow.end_table()
        elif tag in ("w:del", "w:moveFrom"):
            self._deleted -= 1
        elif tag == "mc:Fallback":
            self._fallback -= 1

    def text(self, data: str) -> None:
        if self._reading:
            self._put(data)

    def _put(self, text: str) -> None:
        if self._deleted or self._fallback:
            return
        cell = self._cell
        if cell is not None:
            if len(cell.text) < _LONGEST_CELL:
                cell.text += text
        elif not self._cells:
            self._line.append(text)
