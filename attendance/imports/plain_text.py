"""Text tables (csv, tsv): the encoding, the separator and the rows of a file nobody described."""

import csv
import io
import unicodedata
from collections import Counter
from pathlib import Path

from attendance.domain.errors import Refused

MAX_BYTES = 200 * 1024**2
_FIELD_LIMIT = 100_000
_LINES_IN_ONE_CELL = 60
_SAMPLE = 200_000
_SEPARATORS = ",;\t|"
_NO_TEXT = (b"SQLite format 3\0", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF")
"""How files begin that are no tables but could be taken for text in one encoding or another."""
_FEW = 12
_OLD_CODE_PAGES = ("cp1252", "cp1251", "cp874")


def read_text_table(path: Path) -> list[list[str]]:
    """Every record of the file, blank ones as empty lists, so that index + 1 is the row a spreadsheet shows.

    Raises:
        Refused: ``list_too_large``, ``list_not_table``, ``list_other_format``, ``list_open_quote``,
            ``list_cell_too_long``.
    """
    text = read_text(path)
    if text.lstrip()[:1] == "<":
        raise Refused("list_other_format", name=path.name)
    announced = text[:6].lower().startswith("sep=") and text[5:6] in "\r\n"
    separator = text[4] if announced else find_separator(text[:_SAMPLE], path.suffix.lower() == ".tsv")
    rows = _records(text, separator, path.name)
    if announced:
        rows[0] = []
    return rows


def read_text(path: Path) -> str:
    """A text file in whatever encoding; raises ``Refused``: ``list_too_large``, ``list_not_table``."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused("list_too_large", name=path.name)
    return decode(path.read_bytes(), path.name)


def decode(data: bytes, name: str) -> str:
    """The text of the bytes: by their mark, as UTF-8 or UTF-16, else by the code page that reads best."""
    if data.startswith(_NO_TEXT):
        raise Refused("list_not_table", name=name)
    text = _decoded(data)
    controls = sum(text[:_SAMPLE].count(chr(code)) for code in (*range(1, 9), *range(14, 32), 0xFFFD))
    if controls * 50 > len(text[:_SAMPLE]):
        raise Refused("list_not_table", name=name)
    return text.replace("\0", "")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    head = data[:_SAMPLE]
    if head.count(0) * 4 > len(head):
        little = head[1::2].count(0) >= head[0::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _is_old_lao(head):
            return data.decode("cp1252", "replace")
        return data.decode(max(_OLD_CODE_PAGES, key=lambda page: _likeness(head, page)), "replace")


def _is_old_lao(data: bytes) -> bool:
    """Whether the bytes are Lao drawn over Latin letters, which are no letters of any code page.

    Thai in cp874 writes its vowels with D0 to D9, Russian in cp1251 nearly all with E0 to FF; such Lao
    uses the signs from A1 to BF for every third letter, and hardly anything from D0 to DF.
    """
    high = [byte for byte in data if byte > 0xA0]
    signs, vowels = sum(byte < 0xC0 for byte in high), sum(0xD0 <= byte < 0xE0 for byte in high)
    return len(high) >= _FEW and signs >= 0.3 * len(high) and vowels < 0.08 * len(high)


def _likeness(data: bytes, page: str) -> int:
    """How much the bytes, read with this code page, look like words of the scripts it was made for."""
    text = data.decode(page, "replace")
    score = 0
    for before, letter, after in zip(text, text[1:], text[2:], strict=False):
        if letter < "\x80":
            continue
        if not unicodedata.category(letter).startswith(("L", "M")):
            # A sign inside a word means that the page is wrong; between words it means nothing.
            score -= 2 * (before.isalpha() and after.isalpha()) + 4 * (letter == "\ufffd")
        elif page == "cp1252":
            # Accented Latin letters stand alone among plain ones.
            score += 1 if _plain(before) + _plain(after) else -1
            score -= before.islower() and letter.isupper()
        else:
            foreign = _plain(before) + _plain(after)
            score += -1 if foreign else 1
            score -= 2 * (before.islower() and letter.isupper())
    return score


def _plain(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def find_separator(sample: str, is_tsv: bool = False) -> str:
    """The sign that cuts the sample's records into the most even table; in a ``.tsv`` a tab, if it occurs."""
    if is_tsv and "\t" in sample:
        return "\t"
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=separator) if row][:200]
    except csv.Error:
        return 0.0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: item[1] * item[0])
    return count / len(widths) * (1 + min(width, 20) / 100)


def _records(text: str, separator: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refused("list_open_quote", name=name) from error
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            if any(cell.count("\n") > _LINES_IN_ONE_CELL for cell in row):
                raise Refused("list_open_quote", name=name)
    except csv.Error as error:
        raise Refused("list_cell_too_long", name=name, row=len(rows) + 1) from error
    return rows
