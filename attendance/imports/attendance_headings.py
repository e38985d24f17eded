"""The headings of an attendance list: who, when, and which way, in the words of four languages."""

import re
from functools import cache
from typing import NamedTuple

from attendance.imports.fields import heading_key, meanings
from attendance.imports.reading import Sheet

_SEARCHED = 40
_SURE, _LIKELY = 0.9, 0.55
NAMES = ("name", "given", "family")
_OF_PERSON = (
    *NAMES, "middle", "name_official", "email", "organisation", "unit", "position", "delegation",
    "delegation_code", "country",
)  # fmt: skip
_OWN_WORDS = {
    "name": "display name|user name|username|cardholder|card holder|holder|member|member name|trainee"
    "|имя участника|отображаемое имя|сотрудник|слушатель|ຊື່ຜູ້ໃຊ້",
    "email": "user email|participant id upn|upn|user principal name|электронная почта",
    "badge": "badge|badge no|badge number|badge code|card no|card number|short number|participant no|qr"
    "|qr code|ເລກບັດ|ເລກທີບັດ|ເລກປ້າຍ|номер бейджа|бейдж|номер карты|номер пропуска|numéro de badge",
    "arrives": "join time|first join|arrival|arrival time|arrived|time in|in time|check in|check in time"
    "|checked in|checked in at|checkin|sign in|sign in time|clock in|entry|entry time|timestamp|start time"
    "|login time|scan time|ເວລາມາ|ເວລາເຂົ້າ|ມາຮອດ|ມາຮອດເວລາ|ເຂົ້າ|вход|время входа|приход|время прихода|прибытие"
    "|отметка времени|время подключения|дата та час|дата и время|arrivée|heure d arrivée|entrée|horodateur",
    "leaves": "leave time|last leave|departure|departure time|left|left at|time out|out time|check out"
    "|check out time|checked out|checkout|sign out|sign out time|clock out|exit|exit time|logout time"
    "|ເວລາກັບ|ເວລາອອກ|ອອກ|ກັບ|выход|время выхода|уход|время ухода|время отключения|départ|heure de départ"
    "|sortie",
    "direction": "direction|in out|event type|action|user action|movement|in/out|event|ທິດທາງ|направление"
    "|действие|событие|sens",
    "date": "date|day|ວັນທີ|jour|дата|день",
    "time": "time|ເວລາ|heure|время",
}
INWARDS = re.compile(r"\b(in|join|enter|entry|arriv|check[- ]?in|вход|вош|entr)|ເຂົ້າ", re.IGNORECASE)
OUTWARDS = re.compile(r"\b(out|left|leave|exit|depart|check[- ]?out|выход|выш|sorti)|ອອກ", re.IGNORECASE)
SESSION_WORDS = re.compile(
    r"attendance|present|session|signature|ເຂົ້າຮ່ວມ|ກອງປະຊຸມ|присутств|сессия|présence|séance", re.IGNORECASE
)
_COUNTS = frozenset({"strength", "present", "absent", "total", "ລວມ", "всего", "присутствует", "effectif"})


class Found(NamedTuple):
    """The headings of a sheet: where their row is in ``Sheet.rows``, and which column holds what."""

    row: int
    at: dict[str, list[int]]


def find_headings(sheet: Sheet) -> Found | None:
    """The row that names people and most else; None where no row names people."""
    best: Found | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        at: dict[str, list[int]] = {}
        for place, cell in enumerate(row):
            for part in _parts_of(cell):
                at.setdefault(part, []).append(place)
        sure = any(_is_name(row[place]) for part in NAMES for place in at.get(part, ()))
        if sure and (best is None or len(at) > len(best.at)):
            best = Found(index, at)
    return best


@cache
def _own_words() -> dict[str, str]:
    return {heading_key(word): part for part, words in _OWN_WORDS.items() for word in words.split("|")}


def _parts_of(cell: str) -> list[str]:
    if not cell or len(cell) > 60:
        return []
    bare = re.sub(r"\(.*?\)", " ", cell).strip() or cell
    own = _own_words().get(heading_key(cell)) or _own_words().get(heading_key(bare))
    if own:
        return [own]
    likely = {part: sure for part, sure in meanings(bare).items() if part in _OF_PERSON and sure >= _LIKELY}
    return [max(likely, key=lambda part: likely[part])] if likely else []


def _is_name(cell: str) -> bool:
    bare = re.sub(r"\(.*?\)", " ", cell).strip()
    if _own_words().get(heading_key(bare)) == "name":
        return True
    return max((meanings(bare).get(part, 0.0) for part in NAMES), default=0.0) >= _SURE


def counts_only(sheet: Sheet) -> bool:
    return any(
        len({heading_key(cell) for cell in row if cell} & _COUNTS) >= 2 for row in sheet.rows[:_SEARCHED]
    )
