"""A verdict in this window's words: its colour, its icon, and its lines from the largest to the smallest."""

from dataclasses import dataclass

from attendance.domain.scan import ACCEPTED, Holder, Verdict, Word
from attendance.language.labels import label
from attendance.language.verdicts import WORDS, because, reason, told
from attendance.ui.desk import Desk

TONES = dict.fromkeys(Word, "red") | {
    Word.IN: "green",
    Word.OUT: "green",
    Word.ALREADY_IN: "amber",
    Word.QUESTION: "blue",
    Word.CONDITION: "blue",
}
ICONS = {
    Word.IN: "in",
    Word.OUT: "leave",
    Word.ALREADY_IN: "again",
    Word.QUESTION: "form",
    Word.CONDITION: "paper_missing",
    Word.NOT_NOW: "clock",
    Word.NOT_ADMITTED_HERE: "no_entry",
    Word.RULE: "rule",
    Word.NOT_CONFIRMED: "unconfirmed",
    Word.WITHDRAWN: "gone",
    Word.BARRED: "barred",
    Word.REVOKED: "badge_old",
    Word.OTHER_EVENT: "badge_elsewhere",
    Word.OTHER_DAY: "other_day",
    Word.AMBIGUOUS: "several",
    Word.UNKNOWN: "badge_unknown",
    Word.ERROR: "warning",
}
"""Each word its own, so that the colour is never what tells them apart."""

CALM = "calm"
"""The tone of discreet mode: nobody who stands before the desk sees red."""
DISCREET = "discreet"
"""The setting of this computer."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is painted.

    Attributes:
        tone: a verdict's colour, ``CALM``, or "" for none yet.
        icon, word, name, other_name, line, reason: from the largest to the smallest.
        mark: what this person needs attention for; "" for nothing.
        note: something to look at although the person is in.
        aside: small, for the operator's eyes.
    """

    tone: str
    icon: str
    word: str
    name: str = ""
    other_name: str = ""
    line: str = ""
    reason: str = ""
    mark: str = ""
    note: str = ""
    aside: str = ""


def said_of(desk: Desk, verdict: Verdict) -> Said:
    """A verdict as the desk shows it; an entry that waits for a key to be booked is never green."""
    texts, holder = desk.texts, verdict.holder
    zone = desk.event.zone if desk.event else "UTC"
    tone, icon, word = TONES[verdict.word], ICONS[verdict.word], texts(WORDS[verdict.word])
    if verdict.word in ACCEPTED and verdict.fact is None:
        tone, icon, word = "blue", "person", texts("Book?")
    why = reason(texts, verdict, zone)
    if tone == "red" and desk.settings.get(DISCREET, False):
        return calm(desk, told(texts, verdict, zone))
    if holder is None:
        return Said(tone, icon, word, verdict.code, reason=why)
    name, other_name = shown_name(desk, holder)
    return Said(
        tone, icon, word, name, other_name, line_of(desk, holder), why or holder.note or "",
        mark=texts("Attention") if holder.attention else "",
        note=because(texts, verdict.note, zone) if verdict.note else "",
    )  # fmt: skip


def said_error(desk: Desk, sentence: str) -> Said:
    """Nothing was written, and what to do about it."""
    word = desk.texts("Error")
    if desk.settings.get(DISCREET, False):
        return calm(desk, f"{word}: {sentence}")
    return Said(TONES[Word.ERROR], ICONS[Word.ERROR], word, reason=sentence)


def calm(desk: Desk, aside: str) -> Said:
    """What a guest may read; ``aside`` is for the operator."""
    return Said(CALM, "bell", desk.texts("Please ask the protocol officer"), aside=aside)


def shown_name(desk: Desk, holder: Holder) -> tuple[str, str]:
    """The name in the reader's script and in the other; a place-holder without one is its delegation."""
    name = desk.pick(holder.name, holder.name_official)
    if name:
        return name, desk.other(holder.name, holder.name_official)
    delegation = desk.delegation(holder.delegation_name, holder.delegation_official) or holder.delegation_code
    return desk.texts("Place of {delegation}", delegation=delegation), ""


def line_of(desk: Desk, holder: Holder) -> str:
    """Delegation, capacity, seat and number, as far as they are known."""
    texts = desk.texts
    seat = texts("Seat {seat}", seat=holder.seat) if holder.seat else ""
    number = texts("No. {number}", number=holder.short_number) if holder.short_number else ""
    delegation = desk.delegation(holder.delegation_name, holder.delegation_official) or holder.delegation_code
    return " · ".join(part for part in (delegation, label(texts, holder.capacity), seat, number) if part)
