"""What a verdict says in words: the one large word, and the sentence beneath it."""

from datetime import datetime
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.kinds import Status
from attendance.domain.local_time import clock, local_day
from attendance.domain.scan import ACCEPTED, Reason, Verdict, Why, Word
from attendance.language import Texts
from attendance.language.labels import LABELS
from attendance.language.marks import N_
from attendance.language.sentences import sentence

WORDS: dict[Word, str] = {
    Word.IN: N_("IN"),
    Word.OUT: N_("OUT"),
    Word.ALREADY_IN: N_("Already in"),
    Word.QUESTION: N_("Question"),
    Word.CONDITION: N_("Condition"),
    Word.NOT_NOW: N_("Not now"),
    Word.NOT_ADMITTED_HERE: N_("Not admitted here"),
    Word.RULE: N_("Rule"),
    Word.NOT_CONFIRMED: N_("Not confirmed"),
    Word.WITHDRAWN: N_("Withdrawn"),
    Word.BARRED: N_("Barred"),
    Word.REVOKED: N_("Old badge"),
    Word.OTHER_EVENT: N_("Other event"),
    Word.OTHER_DAY: N_("Other day"),
    Word.AMBIGUOUS: N_("Several people"),
    Word.UNKNOWN: N_("Unknown code"),
    Word.ERROR: N_("Error"),
}

SENTENCES: dict[Why, str] = {
    Why.NEW_BADGE: N_("This badge was replaced; the same person has a new one."),
    Why.NEW_HOLDER: N_("This badge was taken back. Its place belongs to {name} ({delegation})."),
    Why.BADGE_LOST: N_("This badge was taken back and nobody holds it."),
    Why.SPARE: N_("This is a spare badge. Search for the person and tie it to them."),
    Why.OTHER_EVENT: N_("This badge is for another event: {title}."),
    Why.VALID_FROM: N_("The accreditation is valid from {date}."),
    Why.VALID_UNTIL: N_("The accreditation was valid until {date}."),
    Why.BADGE_DAYS: N_("This badge is for {days}."),
    Why.CAPACITIES: N_("Admitted here: {capacities}."),
    Why.DOUBLE_SCAN: N_("The same badge was scanned {seconds} s ago."),
    Why.SINGLE_ENTRY: N_("Everybody comes in once here, and not again after leaving."),
    Why.OPENS_AT: N_("Not yet: opens at {at}."),
    Why.CLOSED_AT: N_("Over: closed at {at}."),
    Why.CREDENTIALS: N_("The credentials letter of the delegation is missing."),
    Why.TAG: N_("Only people with the tag “{name}” are admitted."),
    Why.NO_TAG: N_("People with the tag “{name}” are not admitted."),
    Why.UNANSWERED: N_("Answer the question first."),
    Why.ONLY_IF_ABSENT: N_("Is inside already; nobody is counted twice here."),
    Why.MAX_ENTRIES: N_("Has come in {most} times, which is the most here."),
    Why.ONCE_A_DAY: N_("Came in today at {at}; one entry a day is admitted."),
    Why.MINUTES_BETWEEN: N_("Came in at {at}; {minutes} minutes must pass before the next entry."),
    Why.ROOM_FULL: N_("The room is full: it has {places} places."),
    Why.ONE_ROOM: N_("Is still inside another room: {title}."),
    Why.WEEKDAY: N_("Open only on {weekdays}."),
    Why.UNREADABLE: N_("The rules of this event session cannot be read. Set them anew under Programme."),
}
"""What each reason says; an answer that is none has the words of its refusal (``language.sentences``)."""

_GONE = (Word.WITHDRAWN, Word.BARRED, Word.NOT_CONFIRMED)


def clock_time(at: int, zone: str) -> str:
    """``at`` (ms UTC) as the clock on the event's wall shows it."""
    return datetime.fromtimestamp(at / 1000, clock(zone)).strftime("%H:%M")


def told(texts: Texts, verdict: Verdict, zone: str) -> str:
    """One line that says everything: word, person, and why.

    Args:
        zone: IANA time zone of the event, for the times told.
    """
    word = texts(WORDS[verdict.word])
    holder = verdict.holder
    if holder is None and (verdict.reason is not None or verdict.word is not Word.UNKNOWN):
        return f"{word}: {reason(texts, verdict, zone)}"
    if holder is None:
        return texts("{word}: no badge of this event has the code “{code}”.", word=word, code=verdict.code)
    who = f"{holder.name} ({holder.delegation_code}, {texts(LABELS[holder.capacity])})"
    why = reason(texts, verdict, zone)
    return f"{word}: {who}. {why}".rstrip() if why else f"{word}: {who}."


def reason(texts: Texts, verdict: Verdict, zone: str) -> str:
    """Why it is not simply yes; empty for IN and OUT."""
    holder, first, why = verdict.holder, verdict.first, verdict.reason
    if verdict.word is Word.ALREADY_IN and first is not None:
        entry = texts(
            "First entry {time}, {desk}, {operator}.",
            time=clock_time(first.at, zone),
            desk=first.desk,
            operator=first.operator,
        )
        return f"{entry} {because(texts, why, zone)}" if why else entry
    if why is not None:
        return because(texts, why, zone)
    if verdict.word is Word.AMBIGUOUS:
        return texts("More than one badge answers to this code. Choose the person.")
    if verdict.word is Word.UNKNOWN or (holder is None and verdict.word not in ACCEPTED):
        return texts("No badge of this event has this code. Search for the person by name.")
    if verdict.word in _GONE and holder is not None:
        status = texts(LABELS[Status(holder.status)])
        if holder.status_at is None:
            return texts("Status: {status}.", status=status)
        since = local_day(holder.status_at, zone)
        return texts("Status: {status}, since {date}.", status=status, date=texts.date_long(since))
    return ""


def because(texts: Texts, why: Reason, zone: str) -> str:
    """The sentence of one reason."""
    if why.why is Why.BAD_ANSWER:
        details = dict(why.details)
        title = texts.pick(details.pop("title", None), details.pop("title_official", None))
        return f"{title}: {sentence(texts, Refused(details.pop('refused'), **details))}"
    return texts(SENTENCES[why.why], **{key: _shown(texts, key, why, zone) for key in why.details})


def _shown(texts: Texts, key: str, why: Reason, zone: str) -> str:
    value: Any = why.details[key]
    match key:
        case "at":
            return clock_time(value, zone)
        case "date":
            return texts.date_long(value)
        case "days":
            return ", ".join(map(texts.date_long, value))
        case "capacities":
            return ", ".join(texts(LABELS[capacity]) for capacity in value)
        case "weekdays":  # the first of January 2024 was a Monday
            return ", ".join(texts.weekday(f"2024-01-{day:02d}") for day in value)
        case "title":
            return texts.pick(value, why.details.get("title_official"))
        case _:
            return str(value)
