"""Whether two descriptions on one list may be of one person, and why one would think so."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from attendance.domain.sound_keys import sound_key
from attendance.domain.text_keys import loose_key, roman_key

ENOUGH = 75
"""Scores below are not shown to anybody."""

_CLOSE, _WORD_CLOSE, _SOUNDS_CLOSE, _LEAST_PHONE, _LEAST_SOUND = 86, 78, 88, 6, 4
_IN_ONE_SCRIPT, _ACROSS_SCRIPTS = (91, 80), (84, 70)
"""How alike whole names, and each of their words, must be once both are spelled in Latin."""
_LONG_NAME = 15
"""Letters from which two spellings in one script say something: short Chinese names all sound alike."""
LARGEST_BLOCK = 60
"""People who share a beginning; more of them only share a common name."""
_LONG_SKELETON = 4
_NO_CONSONANT = re.compile("[^bcdfghjklmnpqrstvwxz]+")


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
    romans: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words, self.official_words = _sorted_words(self.name), _sorted_words(self.official)
        self.sounds = tuple((_script(text), sound_key(text)) for text in (self.name, self.official) if text)
        self.romans = tuple((_script(text), _roman(text)) for text in (self.name, self.official) if text)
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
    if not found and (sound := max(_sound(one, other), _spelled_in_latin(one, other))):
        found[Reason.SIMILAR_SOUND] = round(sound) - 8
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
    best = max(
        (
            fuzz.ratio(mine, theirs)
            for script, mine in one.sounds
            for other_script, theirs in other.sounds
            if script != other_script and " " in mine and " " in theirs and len(mine) > _LEAST_SOUND
        ),
        default=0.0,
    )
    return best if best >= _SOUNDS_CLOSE else 0.0


def _spelled_in_latin(one: Described, other: Described) -> float:
    """How alike two names of several words are once both are spelled the same rough Latin way.

    In one script nearly everything must agree, across two more is allowed: vowels get lost there.
    """
    best = 0.0
    for script, mine in one.romans:
        for other_script, theirs in other.romans:
            if " " not in mine or " " not in theirs:
                continue
            if script != other_script:
                best = max(best, _word_by_word(mine.split(), theirs.split(), *_ACROSS_SCRIPTS))
            elif min(len(mine), len(theirs)) >= _LONG_NAME:
                best = max(best, _word_by_word(mine.split(), theirs.split(), *_IN_ONE_SCRIPT))
    return best


def _word_by_word(mine: list[str], theirs: list[str], whole: float, word: float) -> float:
    """The mean likeness of words paired whatever their order, the longer counting more; 0 below a limit."""
    if len(mine) != len(theirs):
        return 0.0
    free, total, weight = list(theirs), 0.0, 0
    for own in mine:
        ratios = [fuzz.ratio(own, one) for one in free]
        best = max(ratios)
        if best < word:
            return 0.0
        match = free.pop(ratios.index(best))
        total += best * (len(own) + len(match))
        weight += len(own) + len(match)
    mean = total / weight
    return mean if mean >= whole else 0.0


def blocks(one: Described) -> set[tuple[str, ...]]:
    """What somebody shares with all who may be the same: only people with a common key are compared."""
    keys: set[tuple[str, ...]] = {("person", one.person)}
    for kind, text in (("name", one.words), ("name", one.official_words), ("email", one.email)):
        if text:
            keys.add((kind, text))
    if one.phone:
        keys.add(("phone", one.phone))
    for kind, text, letters in (
        ("words", one.words, 3),
        ("words", one.official_words, 3),
        *(("roman", roman, 2) for _, roman in one.romans),
        *(("sounds", sound, 2) for _, sound in one.sounds),
    ):
        begun = sorted({word[:letters] for word in text.split()})[:5]
        keys.update((kind, *pair) for pair in combinations(begun, 2))
    for _, roman in one.romans:
        bones = (_skeleton(word) for word in roman.split())
        keys.update(("bones", bone) for bone in bones if len(bone) >= _LONG_SKELETON)
    return keys


def candidates(known: Sequence[Described]) -> Iterator[tuple[int, int]]:
    """Places of the pairs worth comparing, each once and the earlier place first."""
    members: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(known):
        for key in blocks(one):
            members.setdefault(key, []).append(place)
    seen: set[tuple[int, int]] = set()
    for places in members.values():
        if 1 < len(places) <= LARGEST_BLOCK:
            for pair in combinations(places, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    return _NO_CONSONANT.sub("", word)


_roman_word = lru_cache(maxsize=50_000)(roman_key)


def _roman(text: str) -> str:
    return " ".join(filter(None, map(_roman_word, text.split())))


def _script(text: str) -> str:
    """The script of the first letter: "LATIN", "LAO", "CYRILLIC" …"""
    first = next((c for c in text if c.isalpha()), "a")
    return unicodedata.name(first, "").partition(" ")[0]


def _sorted_words(name: str) -> str:
    return " ".join(sorted(loose_key(name).split()))
