"""Which sector somebody is counted in where nobody said: as the section of their delegation has it."""

from attendance.domain.kinds import Capacity, Section, Sector

BY_SECTION = {
    Section.COUNTRIES: Sector.NATIONAL,
    Section.OBSERVER_STATES: Sector.NATIONAL,
    Section.HOST: Sector.NATIONAL,
    Section.UN: Sector.UN,
    Section.IGO: Sector.IGO_DONOR,
    Section.MEDIA: Sector.MEDIA,
}
"""A section that holds several sectors, or people whoever they work for, proposes none."""


def proposed_sector(section: str, capacity: str) -> Sector | None:
    """The sector a section speaks for; a journalist is media wherever they are listed. None: not stated."""
    if capacity == Capacity.MEDIA:
        return Sector.MEDIA
    return BY_SECTION.get(Section(section)) if section in frozenset(Section) else None
