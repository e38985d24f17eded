"""Whether two descriptions on one list may be of one person, and why one would think so."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from attendance.domain.sound_keys import sound_of_words
from attendance.domain.text_keys import loose_key, roman_key

ENOUGH = 75
"""Scores below are not shown to anybody."""

_CLOSE, _WORD_CLOSE, _SOUNDS_CLOSE, _LEAST_PHONE, _LEAST_SOUND = 86, 78, 88, 6, 4
_IN_ONE_SCRIPT, _ACROSS_SCRIPTS = (91, 80), (84, 70)
"""How alike whole names, and each of their words, must be once both are spelled in Latin."""
_LONG_NAME = 15
"""Letters from which two spellings in one script say something: short Chinese names all sound alike."""
_NAMES_NEAR = 60
"""How alike names must be for the same phone or address to say something."""
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


_NOT_ALIKE = Alike(0, ())


class Roman(NamedTuple):
    """A name in the rough Latin spelling, by its words; ``letters`` are all of them in alphabetical order."""

    script: str
    text: str
    words: tuple[str, ...]
    letters: str
    size: int
    is_long: bool

    @classmethod
    def of(cls, script: str, text: str) -> "Roman":
        words = tuple(text.split())
        letters = "".join(sorted("".join(words)))
        return cls(script, text, words, letters, len(words), len(text) >= _LONG_NAME)


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
    romans: tuple[Roman, ...] = field(init=False)
    one_script: str = field(init=False)
    """The script of all names, "" where there are several."""

    def __post_init__(self) -> None:
        names = [(_sorted_words(text), _script(text), text) for text in (self.name, self.official) if text]
        self.words = names[0][0] if self.name else ""
        self.official_words = names[-1][0] if self.official else ""
        self.sounds = tuple((script, sound_of_words(words)) for words, script, _ in names)
        self.romans = tuple(Roman.of(script, _roman(text)) for _, script, text in names)
        scripts = {script for _, script, _ in names}
        self.one_script = scripts.pop() if len(scripts) == 1 else ""
        self.email = self.email.strip().casefold()
        digits = "".join(filter(str.isdigit, self.phone))
        self.phone = digits if len(digits) >= _LEAST_PHONE else ""


def alike(one: Described, other: Described) -> Alike:
    """How likely it is one person; two birth dates rule it out, two sexes speak against it."""
    if one.born and other.born and one.born != other.born:
        return _NOT_ALIKE
    same_contact = (one.email and one.email == other.email) or (one.phone and one.phone == other.phone)
    # The words stand in order already; below the limit the letters need not be counted to the end.
    names = fuzz.ratio(one.words, other.words, score_cutoff=_NAMES_NEAR if same_contact else _CLOSE)
    differ = not (names or same_contact or one.official_words or other.official_words)
    if differ and one.person != other.person and not _sounding(one, other):
        return _NOT_ALIKE  # most pairs by far, and so they are done with first
    found: dict[Reason, int] = {}
    if one.person == other.person:
        found[Reason.SAME_PERSON] = 100
    if one.words and one.words == other.words:
        found[Reason.SAME_NAME] = 96
    elif names >= _CLOSE and _every_word_is_close(one.words, other.words):
        found[Reason.SIMILAR_NAME] = round(names) - 6
    if (one.official_words and _shares_official(one, other)) or (
        other.official_words and _shares_official(other, one)
    ):
        found[Reason.SAME_OFFICIAL] = 96
    if not found and (sound := _sounding(one, other)):
        found[Reason.SIMILAR_SOUND] = round(sound) - 8
    if same_contact and (found or names):
        found[Reason.SAME_CONTACT] = 92
    if not found:
        return _NOT_ALIKE
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
    return one.official_words in (other.official_words, other.words)


def _sounding(one: Described, other: Described) -> float:
    if one.one_script and one.one_script == other.one_script:
        return _spelled_in_latin(one, other)
    return max(_sound(one, other), _spelled_in_latin(one, other))


def _sound(one: Described, other: Described) -> float:
    """How alike they sound across two scripts; keys of a single word are too rough to say anything."""
    best = 0.0
    for script, mine in one.sounds:
        if " " not in mine or len(mine) <= _LEAST_SOUND:
            continue
        for other_script, theirs in other.sounds:
            if script != other_script and " " in theirs:
                best = max(best, fuzz.ratio(mine, theirs, score_cutoff=_SOUNDS_CLOSE))
    return best


def _spelled_in_latin(one: Described, other: Described) -> float:
    """How alike two names of several words are once both are spelled the same rough Latin way.

    In one script nearly everything must agree, across two more is allowed: vowels get lost there.
    """
    best = 0.0
    for mine in one.romans:
        for theirs in other.romans:
            if mine.size != theirs.size or mine.size < 2:
                continue
            if mine.script != theirs.script:
                whole, word = _ACROSS_SCRIPTS
            elif mine.is_long and theirs.is_long:
                whole, word = _IN_ONE_SCRIPT
            else:
                continue
            # Paired words never have more letters in common than the names have, in any order.
            if fuzz.ratio(mine.letters, theirs.letters, score_cutoff=whole - 0.01):
                best = max(best, _word_by_word(mine, theirs, whole, word))
    return best


def _word_by_word(mine: Roman, theirs: Roman, whole: float, word: float) -> float:
    """The mean likeness of words paired whatever their order, the longer counting more; 0 below a limit."""
    free, total, weight = list(theirs.words), 0.0, 0
    for own in mine.words:
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
        *(("roman", roman.text, 2) for roman in one.romans),
        *(("sounds", sound, 2) for _, sound in one.sounds),
    ):
        if " " in text:
            begun = sorted({word[:letters] for word in text.split()})[:5]
            keys.update([(kind, *pair) for pair in combinations(begun, 2)])
    for roman in one.romans:
        bones = map(_skeleton, roman.words)
        keys.update(("bones", bone) for bone in bones if len(bone) >= _LONG_SKELETON)
    return keys


def candidates(known: Sequence[Described], wanted: Container[int] | None = None) -> Iterator[tuple[int, int]]:
    """Places of the pairs worth comparing, each once and the earlier place first.

    Args:
        wanted: the places of which a pair must have one; all without it.
    """
    members: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(known):
        for key in blocks(one):
            if key in members:
                members[key].append(place)
            else:
                members[key] = [place]
    seen: set[int] = set()
    for places in members.values():
        if 1 < len(places) <= LARGEST_BLOCK:
            for first, second in combinations(places, 2):
                pair = first * len(known) + second
                if pair not in seen and (wanted is None or first in wanted or second in wanted):
                    seen.add(pair)
                    yield first, second


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    return _NO_CONSONANT.sub("", word)


_roman_word = lru_cache(maxsize=50_000)(roman_key)


def _roman(text: str) -> str:
    return " ".join(filter(None, map(_roman_word, text.split())))


def _script(text: str) -> str:
    """The script of the first letter: "LATIN", "LAO", "CYRILLIC" …"""
    return _script_of(next((c for c in text if c.isalpha()), "a"))


@lru_cache(maxsize=4_000)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


_loose_word = lru_cache(maxsize=50_000)(loose_key)


def _sorted_words(name: str) -> str:
    return " ".join(sorted(" ".join(map(_loose_word, name.split())).split()))
