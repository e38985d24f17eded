"""What the list of delegates can be narrowed by, in words."""

from typing import Any

from attendance.domain.kinds import AgeGroup, Capacity, Disability, FieldKind, Section, Sector, Sex, Status
from attendance.language.labels import label
from attendance.queries.delegate_choices import Choices
from attendance.queries.delegates import (
    ATTENTION,
    BADGE_NOT_PRINTED,
    BADGE_OUTDATED,
    CAME,
    MISSING_ENGLISH,
    MISSING_OFFICIAL,
    MISSING_SEX,
    NOT_HERE_YET,
    PENDING,
)
from attendance.ui.desk import Desk

ALWAYS = ("delegation", "status", "capacity")
"""Filters that keep their chip while they let everything through."""

WORDS: dict[str, Any] = {
    "status": Status,
    "capacity": Capacity,
    "section": Section,
    "sex": Sex,
    "sector": Sector,
    "age_group": AgeGroup,
    "disability": Disability,
}


class FilterWords:
    """Titles and values of every filter.

    Attributes:
        choices: the delegations, tags and custom fields of the open event.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.choices = Choices([], [], [])

    def titles(self) -> dict[str, str]:
        """The filters that choose among values."""
        texts = self._desk.texts
        return {
            "delegation": texts("Delegation"),
            "status": texts("Status"),
            "capacity": texts("Capacity"),
            "section": texts("Section"),
            "sex": texts("Sex"),
            "sector": texts("Sector"),
            "age_group": texts("Age group"),
            "disability": texts("Disability"),
            "tags": texts("Tag"),
            **{
                f"field:{field.id}": self._desk.pick(field.title, field.title_official)
                for field in self.choices.fields
                if field.kind == FieldKind.CHOICE
            },
        }

    def plain(self) -> dict[str, str]:
        """The filters that are on or off."""
        texts = self._desk.texts
        return {
            NOT_HERE_YET: texts("Not here yet"),
            CAME: texts("Came"),
            MISSING_SEX: texts("Sex missing"),
            MISSING_ENGLISH: texts("English missing"),
            MISSING_OFFICIAL: texts("Official script missing"),
            BADGE_NOT_PRINTED: texts("Badge not printed"),
            BADGE_OUTDATED: texts("Badge with an old name or code"),
            ATTENTION: texts("Attention"),
            PENDING: texts("Acceptance pending"),
        }

    def word(self, key: str, value: Any) -> str:
        """A value in words."""
        if key in WORDS and value is not None:
            return label(self._desk.texts, value)
        if key == "tags":
            return next((tag.name for tag in self.choices.tags if tag.id == value), "…")
        return self._desk.texts("Not stated") if value is None else str(value)

    def values(self, key: str) -> list[tuple[Any, str]]:
        """The values a filter chooses among, with their words."""
        if key == "delegation":
            named = self._desk.delegation
            groups = self.choices.delegations
            return [(row.code, f"{row.code}   {named(row.name, row.name_official)}") for row in groups]
        if key == "tags":
            return [(tag.id, tag.name) for tag in self.choices.tags]
        found = [(value.value, label(self._desk.texts, value)) for value in WORDS.get(key, ())]
        for field in self.choices.fields:
            if key == f"field:{field.id}":
                found = [(line, line) for line in (field.choices or "").splitlines() if line]
        not_stated = [] if key in (*ALWAYS, "section") else [(None, self._desk.texts("Not stated"))]
        return found + not_stated
