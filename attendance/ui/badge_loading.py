"""What is on the badges somebody wants: read from the file, ready to be drawn."""

from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.badges import Printed
from attendance.domain.badge_sheets import Preset
from attendance.domain.errors import Refused
from attendance.language import texts_for
from attendance.queries import badges as ask
from attendance.queries.delegate_choices import delegate_ids
from attendance.queries.listing import ids
from attendance.queries.participants import event_facts
from attendance.reports.pages.badge_sheets import Layout
from attendance.reports.pages.badges import Face, face_of, spare_face
from attendance.ui.badge_choice import DELEGATION, SELECTED, SPARES, WANTING, Whose
from attendance.ui.settings import BADGE_BOTH_SIDES, BADGE_SINGLE, BADGE_SIZE, Settings


class Loaded(NamedTuple):
    """Badges ready to be drawn, in order, and what will stand in the print log for each."""

    faces: list[Face]
    sent: list[Printed]


class Counts(NamedTuple):
    """How many badges each choice would print."""

    wanting: int
    everybody: int
    spares: int
    unprinted_spares: int


def load(db: Any, event: UUID, whose: Whose, language: str) -> Loaded:
    """The badges of a choice.

    Raises:
        Refused: no_such_event.
    """
    facts, texts = event_facts(db, event), texts_for(language)
    if facts is None:
        raise Refused("no_such_event")
    if whose.kind == SPARES:
        codes = [one.code for one in ask.spares(db, event) if not one.printed]
        return Loaded([spare_face(texts, facts, code) for code in codes], [Printed(None, c) for c in codes])
    people = _people(db, whose) if whose.kind == SELECTED else None
    groups = [whose.delegation] if whose.kind == DELEGATION and whose.delegation else None
    rows = ask.badges(db, event, people, groups, wanting=whose.kind == WANTING)
    return loaded(db, event, rows, language)


def loaded(db: Any, event: UUID, rows: list[ask.BadgeRow], language: str) -> Loaded:
    """Badges of these delegates. Raises ``Refused`` no_such_event."""
    facts, texts = event_facts(db, event), texts_for(language)
    if facts is None:
        raise Refused("no_such_event")
    return Loaded(
        [face_of(texts, facts, row) for row in rows],
        [Printed(row.id, row.code or "", row.face) for row in rows],
    )


def first_entry(db: Any, event: UUID, fact: UUID, language: str) -> Loaded | None:
    """The badge to print by itself after an entry, None where there is none to print."""
    row = ask.first_entry(db, event, fact)
    return None if row is None else loaded(db, event, [row], language)


def counts(db: Any, event: UUID) -> Counts:
    """How many badges the choices stand for."""
    wanting, spares = ask.wanting(db, event), ask.spares(db, event)
    everybody = len(ask.badges(db, event))
    unprinted = sum(not one.printed for one in spares)
    return Counts(wanting.unprinted + wanting.outdated, everybody, len(spares), unprinted)


def _people(db: Any, whose: Whose) -> list[UUID]:
    if whose.chosen is None or whose.listing is None:
        return list(whose.people)
    numbers: Any = whose.chosen.numbers
    if whose.chosen.question is not None:
        numbers = ids(db, whose.listing, whose.chosen.question)
    return delegate_ids(db, numbers)


def kept_layout(settings: Settings) -> Layout:
    """The layout this computer printed with last."""
    kept = settings.get(BADGE_SIZE)
    preset = Preset(kept) if kept in frozenset(Preset) else Preset.A7
    return Layout(
        preset, bool(settings.get(BADGE_SINGLE, False)), bool(settings.get(BADGE_BOTH_SIDES, False))
    )


def keep_layout(settings: Settings, layout: Layout) -> None:
    """Remember it for the next time."""
    settings.put(BADGE_SIZE, layout.preset.value)
    settings.put(BADGE_SINGLE, layout.single)
    settings.put(BADGE_BOTH_SIDES, layout.both_sides)
