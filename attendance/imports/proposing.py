"""Delegations proposed from lines somebody typed or pasted: countries known by name, organisations named."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from attendance.domain.kinds import Section
from attendance.domain.text_keys import has_lao
from attendance.imports.places import code_for, country_of
from attendance.language.countries import country_name

MOST = 2_000
"""Lines taken at once."""

LONGEST = 300

_OF_THE_UN = re.compile(r"\bUnited Nations\b|\bUN(?:DP|ESCO|ICEF|HCR|FPA|IDO|EP|ODC|AIDS|ESCAP|DESA|CTAD)?\b")


class Proposal(NamedTuple):
    """A delegation somebody may add; ``taken`` is the code of the one that is there already, or ""."""

    code: str
    name: str
    name_official: str | None
    country: str | None
    section: str
    taken: str


def propose(lines: Sequence[str], known: Sequence[tuple[str, str | None]]) -> list[Proposal]:
    """One delegation for each line that names something; cells of a spreadsheet's row are parted by tabs.

    Args:
        known: (code, country or None) of the delegations there are.
    """
    by_country = {country: code for code, country in known if country}
    used = {code.lower(): code for code, _ in known}
    names: set[str] = set()
    taken_codes = set(used)
    found: list[Proposal] = []
    for line in lines[:MOST]:
        cells = [cell.strip()[:LONGEST] for cell in line.split("\t") if cell.strip()]
        if not cells or (folded := "\t".join(cells).casefold()) in names:
            continue
        names.add(folded)
        country = next((code for cell in cells if (code := country_of(cell))), None)
        if country is not None and country in by_country:
            found.append(_of_country(country, by_country[country], by_country[country]))
        elif country is not None:
            code = code_for("", country, "", taken_codes)
            by_country[country] = code
            found.append(_of_country(country, code, ""))
        else:
            found.append(_of_organisation(cells, used, taken_codes))
    return found


def _of_country(country: str, code: str, taken: str) -> Proposal:
    english, lao = country_name(country, "en"), country_name(country, "lo", formal=True)
    return Proposal(code, english, lao if has_lao(lao) else None, country, str(Section.COUNTRIES), taken)


def _of_organisation(cells: list[str], used: dict[str, str], taken_codes: set[str]) -> Proposal:
    name = max(cells, key=len)
    given = next((cell for cell in cells if cell != name and len(cell) <= 8), "")
    section = str(Section.UN if _OF_THE_UN.search(name) else Section.IGO)
    there = next((used[cell.lower()] for cell in (given, name) if cell.lower() in used), None)
    if there is not None:
        return Proposal(there, name, None, None, section, there)
    code = code_for(name, None, given, taken_codes)
    return Proposal(code, name, name if has_lao(name) else None, None, section, "")
