"""Delegations as lists name them: which country, which code, and when two spellings are one delegation."""

import re
from functools import lru_cache

from attendance.imports.cells import detail_key
from attendance.language.countries import country as country_entry
from attendance.language.countries import find_country

_ACRONYM = re.compile(r"\(([^\W\d_][\w./&-]{1,11})\)\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_SMALL = frozenset(
    ("of", "the", "for", "and", "de", "la", "le", "les", "des", "du", "et", "y", "e", "a", "an", "in", "on")
)
_LONGEST_CODE = 12


@lru_cache(maxsize=20_000)
def country_of(text: str) -> str | None:
    """The two-letter code of a country however it is written: name, iso2 or iso3.

    "NA" is Namibia here: where a list means "nothing" by it, the mark is gone by now.
    """
    if text == "NA":
        return text
    return find_country(text) if text else None


@lru_cache(maxsize=20_000)
def delegation_key(name: str, country: str | None) -> str:
    """What makes two delegations one: the country where the name is a country's, else the folded name."""
    iso = country_of(name) if name else country
    return iso or f"name:{detail_key(name)}"


def code_for(name: str, country: str | None, given: str, used: set[str]) -> str:
    """A short code, unique among ``used`` (lower case): the list's own, iso3, an acronym, or initials."""
    code = given.strip()[:_LONGEST_CODE] or _suggested(name, country)
    candidate, n = code, 1
    while candidate.lower() in used:
        n += 1
        candidate = f"{code}-{n}"
    used.add(candidate.lower())
    return candidate


def _suggested(name: str, country: str | None) -> str:
    if country:
        entry = country_entry(country)
        return entry.iso3 if entry else country
    if found := _ACRONYM.search(name):
        return found[1].upper()
    words = [word for word in re.split(r"[\s\-/,.'’()]+", name) if word and _LETTER.match(word)]
    if len(words) == 1:
        return words[0][:6].upper()
    initials = "".join(word[0] for word in words if word.lower() not in _SMALL)[:8].upper()
    return initials or "D"
