"""What a verdict says in words: the one large word, and the sentence beneath it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from attendance.domain.kinds import Status
from attendance.domain.verdict import Verdict, Word
from attendance.language import Texts
from attendance.language.labels import LABELS
from attendance.language.marks import N_

WORDS: dict[Word, str] = {
    Word.IN: N_("IN"),
    Word.OUT: N_("OUT"),
    Word.ALREADY_IN: N_("Already in"),
    Word.NOT_CONFIRMED: N_("Not confirmed"),
    Word.WITHDRAWN: N_("Withdrawn"),
    Word.UNKNOWN: N_("Unknown code"),
}


def clock_time(at: int, zone: str) -> str:
    """``at`` (ms UTC) as the clock on the event's wall shows it."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).strftime("%H:%M")


def told(texts: Texts, verdict: Verdict, zone: str) -> str:
    """One line that says everything: word, person, and why.

    Args:
        zone: IANA time zone of the event, for the times told.
    """
    word = texts(WORDS[verdict.word])
    holder = verdict.holder
    if holder is None:
        return texts("{word}: no badge of this event has the code “{code}”.", word=word, code=verdict.code)
    who = f"{holder.name} ({holder.delegation_code}, {texts(LABELS[holder.capacity])})"
    why = reason(texts, verdict, zone)
    return f"{word}: {who}. {why}".rstrip() if why else f"{word}: {who}."


def reason(texts: Texts, verdict: Verdict, zone: str) -> str:
    """Why it is not simply yes; empty for IN and OUT."""
    holder, first = verdict.holder, verdict.first
    if verdict.word is Word.UNKNOWN or holder is None:
        return texts("No badge of this event has this code. Search for the person by name.")
    if verdict.word is Word.ALREADY_IN and first is not None:
        return texts(
            "First entry {time}, {desk}, {operator}.",
            time=clock_time(first.at, zone),
            desk=first.desk,
            operator=first.operator,
        )
    if verdict.word in (Word.WITHDRAWN, Word.NOT_CONFIRMED):
        status = texts(LABELS[Status(holder.status)])
        if holder.status_at is None:
            return texts("Status: {status}.", status=status)
        since = datetime.fromtimestamp(holder.status_at / 1000, ZoneInfo(zone)).date().isoformat()
        return texts("Status: {status}, since {date}.", status=status, date=texts.date_long(since))
    return ""
