"""What stands in a cell of an attendance grid: codes, words, ticks and times, with the file's own legend."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from attendance.domain.text_keys import has_lao, loose_key
from attendance.imports.moments import clocks_of, minutes_of


class Code(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ONLINE = "online"
    HALF = "half"
    NOT_EXPECTED = "not_expected"


class Cell(NamedTuple):
    """One mark.

    Attributes:
        minutes: late or early by so many, None where the file does not say.
        arrives, leaves: local "HH:MM" where the file gives times.
        said: what the file says in words: its legend, else the cell.
    """

    code: Code
    minutes: int | None = None
    arrives: str | None = None
    leaves: str | None = None
    said: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is a time somebody came or left, of which a day may have several."""
        return self.code is Code.PRESENT and bool(self.arrives or self.leaves)


_LETTERS = {
    Code.PRESENT: "p|pr|pres|✓|✔|☑|☒|√|v|1|yes|y|true|+|ok|oui|да|д|я|ມ|ມາ",
    Code.ABSENT: "a|ab|abs|0|no|n|false|✗|✘|❌|☐|н|нн|нб|нет|non|ຂ",
    Code.LATE: "l|lt|оп|оп.|ຊ|r",
    Code.LEFT_EARLY: "e|le|el",
    Code.EXCUSED: "x|ex|exc|ae|s|sl|pl|у|ув|ув.|б|о|от|к|ລ|ລາ",
    Code.ONLINE: "o|ol|wfh|vc",
    Code.NOT_EXPECTED: "-|–|—|−|.|n/a|na|h|ho|wo|off|в|вых",
}
_WORDS = (
    (Code.HALF, "half|demi-journée|полдня|ເຄິ່ງມື້"),
    (
        Code.EXCUSED,
        "excused|leave|sick|ill|vacation|duty|mission|permission|apolog|excus|congé|malad|уважительн|отпуск"
        "|болез|болен|больнич|командировк|ມີເຫດຜົນ|ລາພັກ|ປ່ວຍ|ຂໍອະນຸຍາດ",
    ),
    (
        Code.ONLINE,
        "online|on-line|remote|work from home|zoom|virtual|en ligne|онлайн|дистанц|ທາງໄກ|ອອນລາຍ|ອອນໄລ",
    ),
    (Code.LEFT_EARLY, "left early|leaves early|early|parti|ушел раньше|раньше|ອອກກ່ອນ|ກັບກ່ອນ"),
    (Code.LATE, "late|tardy|retard|опозд|ມາຊ້າ|ຊ້າ|ມາສາຍ"),
    (Code.ABSENT, "absent|no show|no-show|not present|missing|отсутств|не явил|неявка|ຂາດ|ບໍ່ມາ|ບໍ່ເຂົ້າຮ່ວມ"),
    (
        Code.NOT_EXPECTED,
        "holiday|week off|weekly off|day off|weekend|not expected|not applicable|férié|repos|выходной"
        "|праздник|ວັນພັກ",
    ),
    (Code.PRESENT, "present|attended|attend|yes|présent|присутств|явка|был|ເຂົ້າຮ່ວມ|ມາ"),
)
_WITH_NUMBER = re.compile(r"([^\W\d_]{1,4})[\s:(.\-]*(\d{1,3})\s*(?:m|min|мин|ນາທີ|')?\.?\)?")
_WITH_CLOCK = re.compile(r"([^\W\d_]{1,4})[\s:(.\-]+(\d{1,2}[:.h]\d{2})\)?", re.IGNORECASE)


@cache
def _letters() -> dict[str, Code]:
    return {letter: code for code, letters in _LETTERS.items() for letter in letters.split("|")}


@cache
def _words() -> list[tuple[Code, str]]:
    return [(code, loose_key(word)) for code, words in _WORDS for word in words.split("|")]


def meaning_of(words: str) -> Code | None:
    """The code a word or a line of a legend stands for ("Paid Leave", "ມາຊ້າ")."""
    key = loose_key(words)
    for code, word in _words():
        if (word in key) if has_lao(word) else re.search(rf"\b{re.escape(word)}", key):
            return code
    return None


class Reader:
    """Reads the cells of one file.

    Args:
        legend: what the file says its codes mean, by code in capitals.
        texts: all cells, to see whether an x is a tick: where nothing else says "present".
    """

    def __init__(self, legend: Mapping[str, str], texts: Iterable[str]) -> None:
        self._legend = dict(legend)
        self._known: dict[str, Cell | None] = {}
        letters = {text.strip().lower() for text in texts}
        ticks = {"p", "pr", "pres", "✓", "✔", "☑", "1", "yes", "y", "present", "+", "v", "ມ"}
        self._x_is_a_tick = bool(letters & {"x", "х"}) and not letters & ticks

    def read(self, text: str) -> Cell | None:
        """The mark of a filled cell, None where it is none."""
        if text not in self._known:
            self._known[text] = self._read(text.strip())
        return self._known[text]

    def _read(self, text: str) -> Cell | None:
        if text.upper() in self._legend:
            said = self._legend[text.upper()]
            code = meaning_of(said) or _letters().get(text.lower())
            return None if code is None else Cell(code, said=said)
        times = clocks_of(text)
        if times and not re.search(r"[^\W\d_]{3,}", text) and not _WITH_CLOCK.fullmatch(text):
            return Cell(Code.PRESENT, None, times[0], times[1] if len(times) > 1 else None, text)
        lower = text.lower()
        if lower in ("x", "х") and self._x_is_a_tick:
            return Cell(Code.PRESENT, said=text)
        code = _letters().get("x" if lower == "х" else lower)
        if code is not None:
            return Cell(code, said=text)
        return self._longer(text)

    def _longer(self, text: str) -> Cell | None:
        if found := _WITH_CLOCK.fullmatch(text):
            code = self._letter(found[1])
            clocks = clocks_of(found[2])
            if code is not None and code in (Code.LATE, Code.PRESENT) and clocks:
                return Cell(code, None, clocks[0], None, text)
            if code is Code.LEFT_EARLY and clocks:
                return Cell(code, None, None, clocks[0], text)
        if found := _WITH_NUMBER.fullmatch(text):
            code = self._letter(found[1])
            if code is not None and code in (Code.LATE, Code.LEFT_EARLY):
                return Cell(code, int(found[2]), said=text)
        if len(text) > 60 or not re.search(r"[^\W\d_]{3,}|[\u0e80-\u0eff]{2,}", text):
            return None
        code = meaning_of(text)
        number = re.search(r"\d+\s*(?:m|min|мин|ນາທີ)", text.lower())
        minutes = minutes_of(number[0]) if number and code in (Code.LATE, Code.LEFT_EARLY) else None
        return None if code is None else Cell(code, minutes, said=text)

    def _letter(self, letters: str) -> Code | None:
        said = self._legend.get(letters.upper())
        return meaning_of(said) if said else _letters().get(letters.lower()) or meaning_of(letters)


def legend_in(rows: Iterable[list[str]]) -> dict[str, str]:
    """Codes and what they mean, from rows such as ("WFH", "Work from home") or one cell "P = Present"."""
    found: dict[str, str] = {}
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(filled) == 2 and _is_code(filled[0]) and len(filled[1]) > len(filled[0]):
            found.setdefault(filled[0].upper(), filled[1])
        if len(filled) <= 4:
            for code, said in re.findall(
                r"(?<!\w)([^\W\d_]{1,5}|[✓✔✗✘])\s*[=:–-]\s*([^\W\d_][^,;=|/]{2,40})", " ; ".join(filled)
            ):
                if meaning_of(said) is not None:
                    found.setdefault(code.upper(), said.strip())
    return {code: said for code, said in found.items() if meaning_of(said) is not None}


def _is_code(text: str) -> bool:
    return len(text) <= 5 and " " not in text and not text.isdigit()
