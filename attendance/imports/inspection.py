"""A streamed look into a workbook before any parser may open it: sizes, references, declarations."""

import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from attendance.domain.errors import Refused

MAX_MEMBER = 400 * 1024**2
"""Bytes one part of a workbook may unpack to."""
MAX_TOTAL = 600 * 1024**2
"""Bytes all XML parts of a workbook may unpack to together."""
MAX_ROWS = 1_048_576
MAX_COLUMNS = 1_000
MAX_AREA = 8_000_000
"""Cells between A1 and the last filled row and column: the parser asks memory for each of them."""
_MAX_RATIO = 400
_RATIO_FROM = 16 * 1024**2
_MAX_PARTS = 5_000
_MAX_TAGS_OUTSIDE_SHEETS = 12_000_000
_LOOK_SECONDS = 20.0
_CHUNK = 1024**2

_OPEN_CONTENT = "content.xml"
_REFERENCE = re.compile(rb' r="([^"]*)"')
_ONE_KIND_OF_SPACE = bytes.maketrans(b"\t\r\n'", b'   "')
_LETTERS = bytes(range(ord("A"), ord("Z") + 1))
_DIGITS = b"0123456789"


def inspect_package(path: Path) -> None:
    """Looks at every XML part of an xlsx, ods or docx, never holding more than a chunk of it.

    Raises:
        Refused: ``list_damaged``, ``list_unsafe``, ``list_too_large``, ``list_too_wide``,
            ``list_has_password``.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _inspect(package, path.name)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Refused("list_damaged", name=path.name) from error
    except Exception as error:
        # zlib.error has no public base class; whatever else the unpacking meets is damage, too.
        if isinstance(error, Refused):
            raise
        raise Refused("list_damaged", name=path.name) from error


def _inspect(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if len(parts) > _MAX_PARTS or len(set(names)) != len(names):
        raise Refused("list_unsafe", name=name)
    total = 0
    for part in parts:
        if part.flag_bits & 1:
            raise Refused("list_has_password", name=name)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("list_unsafe", name=name)
        if part.filename.lower().endswith((".xml", ".rels")):
            total += _inspect_part(package, part, name, MAX_TOTAL - total)
    if _OPEN_CONTENT in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Refused("list_has_password", name=name)
        _follow(package, package.getinfo(_OPEN_CONTENT), name, _RepeatedCells(name).start)


def _inspect_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, left: int) -> int:
    size = tags = rows = columns = 0
    exact = False
    for text in _pieces(package, part, name):
        size += len(text)
        if size > min(left, MAX_MEMBER) or (size > _RATIO_FROM and size > part.compress_size * _MAX_RATIO):
            raise Refused("list_too_large", name=name)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise Refused("list_unsafe", name=name)
        tags += text.count(b"<")
        found = _extent(text)
        if found is None:
            exact = True
        else:
            rows, columns = max(rows, found[0]), max(columns, found[1])
    if "/worksheets/" not in part.filename and tags > _MAX_TAGS_OUTSIDE_SHEETS:
        raise Refused("list_too_large", name=name)
    if exact or rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_AREA:
        _check_filled_cells(package, part, name)
    return size


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The part in pieces that end before a tag, with one kind of space and one kind of quote."""
    rest = b""
    with package.open(part) as stream:
        first = True
        while block := stream.read(_CHUNK):
            if first and block[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
                # Excel never writes UTF-16; a part that hides its text from this look is not let in.
                raise Refused("list_unsafe", name=name)
            first = False
            block = rest + block.translate(_ONE_KIND_OF_SPACE)
            cut = block.rfind(b"<")
            if cut <= 0:
                cut = 0
            rest = block[cut:]
            if len(rest) > 4 * _CHUNK:
                raise Refused("list_too_large", name=name)
            yield block[:cut]
    yield rest


def _extent(text: bytes) -> tuple[int, int] | None:
    """The highest row and column number any reference in the piece names; None when one is unusual."""
    if b" r =" in text or b" r= " in text:
        return None
    references = _REFERENCE.findall(text)
    if not references:
        return 0, 0
    joined = b",".join(references)
    letters = set(joined.translate(None, _DIGITS).split(b","))
    digits = set(joined.translate(None, _LETTERS).split(b","))
    if max(map(len, letters)) > 3 or max(map(len, digits)) > 7:
        return None
    if not all(letter.isalpha() or not letter for letter in letters):
        return None
    if not all(digit.isdigit() for digit in digits):
        return None
    return max(map(int, digits)), max(map(_column, letters))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _FilledCells:
    """Follows the rows and cells of one part as the parser will, counting only cells with a content."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = self._column = 0
        self._rows = self._columns = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            reference = attributes.get("r")
            self._row = self._number(reference) if reference else self._row + 1
            self._column = 0
        elif tag == "c":
            self._place(attributes.get("r"))
        elif tag in ("v", "is", "f"):
            self._rows = max(self._rows, self._row)
            self._columns = max(self._columns, self._column)
            if self._columns > MAX_COLUMNS:
                raise Refused("list_too_wide", name=self._name, most=MAX_COLUMNS)
            if self._rows > MAX_ROWS or self._rows * self._columns > MAX_AREA:
                raise Refused("list_too_large", name=self._name)

    def _place(self, reference: str | None) -> None:
        if not reference:
            self._column += 1
            return
        letters = reference.rstrip("0123456789")
        if not (letters.isascii() and letters.isalpha()) or len(letters) > 3:
            raise Refused("list_damaged", name=self._name)
        self._column = _column(letters.upper().encode())
        self._row = self._number(reference[len(letters) :])

    def _number(self, digits: str) -> int:
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 7:
            raise Refused("list_damaged", name=self._name)
        return int(digits)


class _RepeatedCells:
    """Follows the tables of an ods: one element may stand for a million rows or columns."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = self._column = self._rows_repeated = self._cells_repeated = 0
        self._rows = self._columns = self._earlier = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._earlier += self._rows * self._columns
            self._row = self._rows = self._columns = self._rows_repeated = 0
        elif tag == "table:table-row":
            self._row += self._rows_repeated
            self._rows_repeated = self._number(attributes, "table:number-rows-repeated")
            self._column = self._cells_repeated = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._cells_repeated
            self._cells_repeated = self._number(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._filled()
        elif tag == "text:p":
            self._filled()

    def _filled(self) -> None:
        self._rows = max(self._rows, self._row + self._rows_repeated)
        self._columns = max(self._columns, self._column + self._cells_repeated)
        if self._columns > MAX_COLUMNS:
            raise Refused("list_too_wide", name=self._name, most=MAX_COLUMNS)
        if self._rows > MAX_ROWS or self._earlier + self._rows * self._columns > MAX_AREA:
            raise Refused("list_too_large", name=self._name)

    def _number(self, attributes: dict[str, str], key: str) -> int:
        said = attributes.get(key, "1")
        if not (said.isascii() and said.isdigit()) or len(said) > 9:
            raise Refused("list_damaged", name=self._name)
        return int(said)


def _check_filled_cells(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """The slow, exact look, for parts whose references reach far: formatting may, contents may not."""
    _follow(package, part, name, _FilledCells(name).start)


def _follow(
    package: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    name: str,
    start: Callable[[str, dict[str, str]], None],
) -> None:
    """Lets every element of a part pass by."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    until = time.monotonic() + _LOOK_SECONDS
    try:
        with package.open(part) as stream:
            while block := stream.read(_CHUNK):
                parser.Parse(block, False)
                if time.monotonic() > until:
                    raise Refused("list_too_large", name=name)
    except expat.ExpatError as error:
        raise Refused("list_damaged", name=name) from error
