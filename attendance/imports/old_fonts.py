"""Lao written for fonts from before Unicode: found by a cell's font or by its letters, never guessed at.

Such fonts draw Lao over the places of accented Latin letters; without the font, ¦¾ê¾ì½­½ìñ© is read where
ສາທາລະນະລັດ was written. Nothing in the text says which font it was, and they differ.
"""

import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from attendance.domain.text_keys import has_lao

_OLD_FONTS = (
    "alice", "saysettha lao", "saysetthalao", "saysettha web", "chanthabouli", "sengchanh", "seng chanh",
    "phetsarath", "lao dokchampa", "laos", "pakse", "vientiane", "duang chan", "duangchan", "laonormal",
    "lao normal", "lao2000", "lao 2000", "laounity", "lao unity", "champa lao", "souliyo",
)  # fmt: skip
_NEW_FONTS = ("ot", "unicode", "uni", "ui")
_PARTS = re.compile(r"[ _\-]+|(?<=[a-z])(?=[A-Z])")
_DRAWN_OVER = re.compile("[\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]")
_SHARE = 0.5
_FEWEST = 3
_CELL = re.compile(rb'<(?:\w+:)?c (?:[^>]*? )?r="([A-Z]{1,3})(\d{1,7})"[^>]*? s="(\d{1,6})"')
_CELL_TURNED = re.compile(rb'<(?:\w+:)?c (?:[^>]*? )?s="(\d{1,6})"[^>]*? r="([A-Z]{1,3})(\d{1,7})"')
_CHUNK = 1024**2


def is_old_lao_font(name: str) -> bool:
    """Whether a font of this name is one of those: "Saysettha Lao", but not "Saysettha OT"."""
    words = [word.lower() for word in _PARTS.split(name) if word]
    if not words or any(word in _NEW_FONTS for word in words) or name.lower().endswith("ot"):
        return False
    return " ".join(words).startswith(_OLD_FONTS) or name.lower().startswith(_OLD_FONTS)


def reads_like_old_lao(text: str) -> bool:
    """Whether a text is mostly signs such fonts draw over: accented letters alone, hardly a plain one."""
    if text.isascii() or has_lao(text):
        return False
    drawn = _DRAWN_OVER.findall(text)
    letters = sum(not letter.isspace() for letter in text)
    return len(set(drawn)) >= _FEWEST and len(drawn) >= _SHARE * letters


def old_columns(
    rows: list[list[str]], numbers: list[int], fonts: dict[tuple[int, int], str]
) -> dict[int, str]:
    """The columns that hold such Lao, with the font where it is known, else ''.

    Args:
        rows, numbers: of a sheet.
        fonts: the old font of cells, by (row number, column).
    """
    found: dict[int, Counter[str]] = defaultdict(Counter)
    filled: Counter[int] = Counter()
    for number, row in zip(numbers, rows, strict=True):
        for column, text in enumerate(row):
            if not text:
                continue
            filled[column] += 1
            if text.isascii() or has_lao(text):
                continue
            font = fonts.get((number, column), "")
            if (font and _DRAWN_OVER.search(text)) or reads_like_old_lao(text):
                found[column][font] += 1
    return {
        column: max(names, key=lambda name: (bool(name), names[name]))
        for column, names in found.items()
        if sum(names.values()) * 4 >= filled[column]
    }


def fonts_of_workbook(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """For each part with a sheet ("xl/worksheets/sheet1.xml"), the old font of its cells; {} in most files.

    Reads the styles, and the cells only where a style uses such a font. The file was inspected before.
    """
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if "xl/styles.xml" not in names:
            return {}
        styles = _old_styles(package)
        if not styles:
            return {}
        parts = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return {part: dict(_cells(package, part, styles)) for part in parts}


def parts_of_sheets(path: Path) -> dict[str, str]:
    """The part each sheet is in, by the sheet's name."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
        elif kind == "sheet":
            sheets[attributes.get("name", "")] = attributes.get("r:id", "")

    with zipfile.ZipFile(path) as package:
        for part in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
            parser = expat.ParserCreate()
            parser.StartElementHandler = start
            if part in package.namelist():
                parser.Parse(package.read(part), True)
    return {name: targets[key] for name, key in sheets.items() if key in targets}


def _old_styles(package: zipfile.ZipFile) -> dict[int, str]:
    """Which cell styles use an old font, by their number."""
    fonts: list[str] = []
    styles: dict[int, str] = {}
    within: list[str] = []
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        kind = tag.rpartition(":")[2]
        if kind == "font" and within and within[-1] == "fonts":
            fonts.append("")
        elif kind == "name" and "fonts" in within and fonts:
            fonts[-1] = attributes.get("val", "")
        elif kind == "xf" and within and within[-1] == "cellXfs":
            said = attributes.get("fontId", "0")
            number = int(said) if said.isdigit() and len(said) < 7 else 0
            if number < len(fonts) and is_old_lao_font(fonts[number]):
                styles[count] = fonts[number]
            count += 1
        within.append(kind)

    def end(_tag: str) -> None:
        within.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with package.open("xl/styles.xml") as stream:
        while block := stream.read(_CHUNK):
            parser.Parse(block, False)
    return styles


def _cells(
    package: zipfile.ZipFile, part: str, styles: dict[int, str]
) -> Iterator[tuple[tuple[int, int], str]]:
    rest = b""
    with package.open(part) as stream:
        while block := stream.read(_CHUNK):
            block = rest + block
            cut = max(block.rfind(b"<"), 0)
            rest = block[cut:]
            piece = block[:cut]
            for letters, digits, style in _CELL.findall(piece):
                if font := styles.get(int(style)):
                    yield (int(digits), _column(letters)), font
            for style, letters, digits in _CELL_TURNED.findall(piece):
                if font := styles.get(int(style)):
                    yield (int(digits), _column(letters)), font


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
