"""What a programme file holds, whatever its format: entries at local times, and what was not taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from attendance.domain.kinds import SessionKind
from attendance.domain.text_keys import has_lao, loose_key
from attendance.language.marks import N_

MOST_BYTES = 30_000_000
MOST_ENTRIES = 20_000
MOST_TIMES = 60
"""Occurrences of one repeating entry."""

LAST_MINUTE = "23:59"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry that happens once.

    Attributes:
        where: line of the file, or row of the sheet; ``entry`` counts the entries from 1.
        key: what the file calls it: the next version of the file calls it so, too.
        day: ISO, in the event's zone; ``starts``, ``ends`` "HH:MM", None while open.
        speakers: names as written.
        notes: codes of ``NOTES`` about what was changed to fit.
        repeats: one of several times of one entry.
    """

    where: int
    entry: int
    key: str
    title: str
    day: str
    starts: str | None = None
    ends: str | None = None
    room: str | None = None
    kind: SessionKind = SessionKind.SESSION
    speakers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    repeats: bool = False

    def fields(self) -> dict[str, Any]:
        """The columns of ``event_session`` it fills; Lao words are the official form."""
        title, room = self.title[:500], (self.room or "")[:200] or None
        return {
            "title": None if has_lao(title) else title,
            "title_official": title if has_lao(title) else None,
            "room": None if has_lao(room or "") else room,
            "room_official": room if has_lao(room or "") else None,
            "day": self.day,
            "starts": self.starts,
            "ends": self.ends,
            "kind": self.kind,
        }


class Skipped(NamedTuple):
    """What was not taken: where, what it is called if it says, and why, a code of ``SKIPS``."""

    where: int
    entry: int
    title: str
    code: str
    details: Mapping[str, Any] = {}
    key: str = ""


@dataclass(slots=True)
class Reading:
    """A programme file as read.

    Attributes:
        format: "ics", "xml" or "sheet".
        title: as the file calls itself, '' where it does not.
        zone: the IANA name the file declares, '' for none.
    """

    format: str
    title: str = ""
    zone: str = ""
    items: list[Item] = field(default_factory=list[Item])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def skip(self, where: int, entry: int, title: str, code: str, key: str = "", **details: Any) -> None:
        self.skipped.append(Skipped(where, entry, " ".join(title.split())[:200], code, details, key))


SKIPS = {
    "no_title": N_("It has no title."),
    "no_start": N_("It does not say when it begins."),
    "bad_start": N_("Its beginning cannot be read: “{value}”."),
    "cancelled": N_("It is marked as cancelled."),
    "not_an_event": N_("It is no entry of a programme ({what})."),
    "unreadable": N_("This part of the file is broken and cannot be read."),
    "superseded": N_("The file holds a newer version of it."),
    "duplicate": N_("The same entry stands in the file twice."),
    "bad_rule": N_("How it repeats cannot be read; only its first time was taken."),
    "rule_too_fine": N_("It repeats by the hour or faster; only its first time was taken."),
    "too_many_times": N_("It repeats without end; {n} times were taken."),
    "other_day": N_("It is on {day}, which is no day of the event."),
    "not_in_days": N_("It does not happen on a day of the event."),
}
"""Why an entry, or a part of it, was not taken."""

NOTES = {
    "past_midnight": N_("It goes on past midnight; here it ends at 23:59."),
    "several_days": N_("It lasts several days; it stands on the first, until 23:59."),
    "ends_before_start": N_("Its end is before its beginning and was left open."),
    "bad_end": N_("Its end cannot be read and was left open."),
    "all_day": N_("It is for the whole day, without times."),
    "zone_unknown": N_("Its time zone is not known; its times were taken as those of the event."),
    "same_time_and_room": N_("Another entry is in the same room at the same time."),
}
"""What was changed to make an entry fit."""

_KINDS = (
    (SessionKind.DINNER, "dinner|banquet|gala|reception|dîner|réception|ужин|банкет|прием|ຄ່ຳ|ລ້ຽງຮັບຮອງ"),
    (SessionKind.BUS, "bus to|bus from|bus transfer|transfer|shuttle|navette|автобус|трансфер|ລົດເມ|ຮັບສົ່ງ"),
    (
        SessionKind.OTHER,
        "break|coffee|lunch|breakfast|registration|pause|déjeuner|inscription|перерыв|кофе|обед|регистрация"
        "|ພັກ|ອາຫານທ່ຽງ|ກິນເຂົ້າ|ລົງທະບຽນ",
    ),
    (
        SessionKind.PLENARY,
        "plenary|keynote|opening|closing|plénière|ouverture|clôture|пленар|открытие|закрытие|ເຕັມຄະນະ|ພິທີເປີດ|ພິທີປິດ|ເປີດກອງປະຊຸມ",
    ),
)
_BY_WORD = [(kind, loose_key(word)) for kind, words in _KINDS for word in words.split("|")]


def kind_of(*texts: str) -> SessionKind:
    """The kind of a programme item its kind column, track or title names."""
    for text in texts:
        key = loose_key(text)
        for kind, word in _BY_WORD:
            if (word in key) if has_lao(word) or not word.isascii() else re.search(rf"\b{word}s?\b", key):
                return kind
    return SessionKind.SESSION


def placed(item: Item, begins: datetime, ends: datetime | None) -> Item:
    """The item at its wall times; an end on another day is cut at midnight, and told.

    Args:
        begins, ends: without a zone, in the time of the event's place.
    """
    notes = list(item.notes)
    until: str | None = None
    if ends is not None and ends < begins:
        notes.append("ends_before_start")
    elif ends is not None and ends > begins:
        last_midnight = datetime.combine(begins.date() + timedelta(days=1), datetime.min.time())
        until = f"{ends:%H:%M}"
        if ends >= last_midnight:
            until = LAST_MINUTE
            if ends > last_midnight:
                notes.append("past_midnight" if ends - begins < timedelta(hours=20) else "several_days")
    return replace(
        item, day=begins.date().isoformat(), starts=f"{begins:%H:%M}", ends=until, notes=tuple(notes)
    )


def wall(moment: datetime, zone: tzinfo) -> datetime:
    """A moment as the clock at the event's place shows it; one without a zone is that already."""
    return moment if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)
