"""Whether two descriptions on one list may be of one person, and why one would think so."""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from attendance.domain.sound_keys import sound_key
from attendance.domain.text_keys import loose_key

ENOUGH = 75
"""Scores below are not shown to anybody."""

_CLOSE, _WORD_CLOSE, _SOUNDS_CLOSE, _LEAST_PHONE, _LEAST_SOUND = 86, 78, 88, 6, 4


class Reason(StrEnum):
    """Why two look alike."""

    SAME_PERSON = "same_person"
    SAME_NAME = "same_name"
    SAME_OFFICIAL = "same_official"
    SAME_CONTACT = "same_contact"
    SIMILAR_NAME = "similar_name"
    SIMILAR_SOUND = "similar_sound"


class Alike(NamedTuple):
    """A score of 0 to 100, and what speaks for it."""

    score: int
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class Described:
    """What is known of one person, with the keys it is compared by."""

    person: str
    name: str
    official: str = ""
    sex: str = ""
    born: str = ""
    email: str = ""
    phone: str = ""
    words: str = field(init=False)
    official_words: str = field(init=False)
    sounds: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words, self.official_words = _sorted_words(self.name), _sorted_words(self.official)
        self.sounds = tuple((_script(text), sound_key(text)) for text in (self.name, self.official) if text)
        self.email = self.email.strip().casefold()
        digits = "".join(filter(str.isdigit, self.phone))
        self.phone = digits if len(digits) >= _LEAST_PHONE else ""


def alike(one: Described, other: Described) -> Alike:
    """How likely it is one person; two birth dates rule it out, two sexes speak against it."""
    if one.born and other.born and one.born != other.born:
        return Alike(0, ())
    found: dict[Reason, int] = {}
    if one.person == other.person:
        found[Reason.SAME_PERSON] = 100
    names = fuzz.token_sort_ratio(one.words, other.words)
    if one.words and one.words == other.words:
        found[Reason.SAME_NAME] = 96
    elif names >= _CLOSE and _every_word_is_close(one.words, other.words):
        found[Reason.SIMILAR_NAME] = round(names) - 6
    if _shares_official(one, other) or _shares_official(other, one):
        found[Reason.SAME_OFFICIAL] = 96
    if not found and (sound := _sound(one, other)) >= _SOUNDS_CLOSE:
        found[Reason.SIMILAR_SOUND] = round(sound) - 10
    same_contact = (one.email and one.email == other.email) or (one.phone and one.phone == other.phone)
    if same_contact and (found or names >= 60):
        found[Reason.SAME_CONTACT] = 92
    if not found:
        return Alike(0, ())
    score = min(100, max(found.values()) + 2 * (len(found) - 1))
    if one.sex and other.sex and one.sex != other.sex and Reason.SAME_PERSON not in found:
        score -= 15
    return Alike(score, tuple(found))


def _every_word_is_close(one: str, other: str) -> bool:
    """Whether each word has its like: "Sampel" and "Sample", not "Aung" and "Hung" before one family name."""
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return True
    return all(fuzz.ratio(a, b) >= _WORD_CLOSE for a, b in zip(mine, theirs, strict=True))


def _shares_official(one: Described, other: Described) -> bool:
    """Whether the name of one in the official script is a name of the other, in whichever field it stands."""
    return bool(one.official_words) and one.official_words in (other.official_words, other.words)


def _sound(one: Described, other: Described) -> float:
    """How alike they sound across two scripts; keys of a single word are too rough to say anything."""
    return max(
        (
            fuzz.ratio(mine, theirs)
            for script, mine in one.sounds
            for other_script, theirs in other.sounds
            if script != other_script and " " in mine and " " in theirs and len(mine) > _LEAST_SOUND
        ),
        default=0.0,
    )


def _script(text: str) -> str:
    """The script of the first letter: "LATIN", "LAO", "CYRILLIC" …"""
    first = next((c for c in text if c.isalpha()), "a")
    return unicodedata.name(first, "").partition(" ")[0]


def _sorted_words(name: str) -> str:
    return " ".join(sorted(loose_key(name).split()))
