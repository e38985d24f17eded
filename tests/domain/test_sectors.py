"""The sector somebody is counted in where nobody said."""

import pytest

from attendance.domain.kinds import Capacity, Section, Sector
from attendance.domain.sectors import proposed_sector


@pytest.mark.parametrize(
    ("section", "capacity", "sector"),
    [
        (Section.COUNTRIES, Capacity.HEAD, Sector.NATIONAL),
        (Section.OBSERVER_STATES, Capacity.OBSERVER, Sector.NATIONAL),
        (Section.UN, Capacity.DELEGATE, Sector.UN),
        (Section.IGO, Capacity.DELEGATE, Sector.IGO_DONOR),
        (Section.COUNTRIES, Capacity.MEDIA, Sector.MEDIA),
        (Section.NGO, Capacity.DELEGATE, None),
        (Section.SPEAKERS, Capacity.SPEAKER, None),
        ("a section of a later version", Capacity.DELEGATE, None),
    ],
)
def test_a_section_that_speaks_for_one_sector_proposes_it(section, capacity, sector):
    assert proposed_sector(section, capacity) == sector
