"""What a report is asked for, and the small answers every report needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import Connection

from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.language import Texts, dates, texts_for
from attendance.language.countries import country_name, find_country
from attendance.language.labels import label
from attendance.queries.participants import DelegationFacts, EventFacts
from attendance.reports.audience import NAMES_WITHHELD, allowed
from attendance.reports.look import LAO_FONT
from attendance.reports.paper import Page
from attendance.reports.workbook import Book

LATE_AFTER_MINUTES = 15
"""Coming later than this after the start of an event session is "late"."""

EARLY_BEFORE_MINUTES = 15
"""Leaving earlier than this before its end is "left early"."""


class Published(Protocol):
    @property
    def publish(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Request:
    """One report to write.

    Attributes:
        db: a read connection.
        texts: the report's language, whatever the window speaks.
        at: time of the data, ms UTC.
        desk: the desk that writes it.
        codes: delegations asked for; ``None`` is all.
        choices: what was chosen beyond that: an answer for every ``offered.Choice`` of the report.
    """

    db: Connection
    event: EventFacts
    texts: Texts
    audience: Audience
    at: int
    desk: str
    codes: tuple[str, ...] | None = None
    tick: Tick = no_tick
    lao_font: str = LAO_FONT
    choices: Mapping[str, str] = field(default_factory=dict[str, str])

    def pick(self, latin: str | None, official: str | None) -> str:
        """The form of a two-language field this report shows; the other one where that is missing."""
        return self.texts.pick(latin, official)

    def word(self, value: str | None) -> str:
        """A value of an enumeration in the report's language; nothing for none."""
        return label(self.texts, value) if value else ""

    def shows(self, field: str) -> bool:
        return allowed(self.audience, field)

    def withholds(self, person: Published) -> bool:
        """Whether this person is counted but not named here."""
        return self.audience in NAMES_WITHHELD and not person.publish

    def local(self, at: int | None) -> datetime | None:
        """An instant in the event's own time, without a zone, as cells hold it."""
        return None if at is None else dates.local(at, self.event.zone).replace(tzinfo=None)

    def day(self, iso: str | None) -> date | str | None:
        """An ISO date as a real date; what is none stays the text it is."""
        try:
            return date.fromisoformat(iso) if iso else None
        except ValueError:
            return iso

    def title(self) -> str:
        return self.pick(self.event.title, self.event.title_official)

    def dates_and_place(self) -> str:
        """ "29–30 May 2024 · Astana", as far as both are known."""
        days = self.texts.date_range(self.event.starts, self.event.ends, self.event.year)
        place = self.pick(self.event.place, self.event.place_official)
        return " · ".join(part for part in (days, place) if part)

    def moment(self) -> str:
        """The time of the data in words, with its zone."""
        return f"{self.texts.date_time(self.at, self.event.zone)} ({self.event.zone})"

    def delegation_name(self, delegation: DelegationFacts) -> str:
        """Its name in the report's language."""
        return delegation_name_in(self.texts.language, delegation)

    def book(self, title: str) -> Book:
        language = self.texts.language
        return Book(
            title, self.title(), language=language, at=self.at, lao_font=self.lao_font, tick=self.tick
        )

    def page(self, *, landscape: bool = False, form: bool = False) -> Page:
        """Page set-up with the event's title at the foot."""
        texts = self.texts
        page_of = texts("Page {page} of {pages}", page="&P", pages="&N")
        return Page(landscape=landscape, form=form, footer=self.title(), page_of=page_of)


def delegation_name_in(language: str, delegation: DelegationFacts) -> str:
    """The name of a delegation in a language: typed, else the country's own, else whatever was typed."""
    official = delegation.name_official or ""
    if texts_for(language).own_script(official):
        return official
    country = delegation.country
    if language != "en" and country and find_country(delegation.name or "") == country:
        return country_name(country, language)
    return delegation.name or official or delegation.code
