"""Search, duplicate and sort keys of text in any script; what was typed is never changed."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

from pyuca.collator import Collator_9_0_0  # pyright: ignore

SORT_KEY_VERSION = 1
"""First byte of every sort key: stored keys of another version are computed anew."""

_INVISIBLE = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)
_ACCENTS: dict[int, str | None] = dict.fromkeys(range(0x0300, 0x0370))
_DIGITS: dict[int, str | None] = {
    zero + n: str(n)
    for zero in (0x0ED0, 0x0E50, 0x17E0, 0x1040, 0x0660, 0x06F0)  # Lao Thai Khmer Burmese Arabic Persian
    for n in range(10)
}
# Letters that Unicode does not take apart. The Kazakh, Kyrgyz and other Cyrillic ones are written with
# their Russian neighbours wherever the right keyboard was missing, so both must meet in one key.
_LETTERS: dict[int, str | None] = str.maketrans(
    {
        **dict(zip("đðłøħŧıəɓɗƙŋƒ", "ddlohtiabdknf", strict=True)),
        **dict(zip("æœþ", ("ae", "oe", "th"), strict=True)),
        **dict(zip("қғңұүөәһіґҳҷҝҡӏ", "кгнууоахигхчккл", strict=True)),
        **dict.fromkeys("ʻʼʹ‘’‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)
_PLAIN = _ACCENTS | _DIGITS | _LETTERS

_LAO = re.compile("[\u0e80-\u0eff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LAO_MARKS = re.compile("[\u0eb0-\u0eb2\u0eb4-\u0ebc\u0ec8-\u0ecd]{2,}")
_LAO_LOOSE: dict[int, int | None] = {**dict.fromkeys(range(0x0EC8, 0x0ECD)), ord("ຣ"): ord("ລ")}
# The one order of the marks of a syllable: semivowel, vowel signs, tone, niggahita, then ະ and າ.
_MARK_RANK = {c: n for n, group in enumerate(("ຼ", "຺", "ັິີຶືຸູົ", "່້໊໋໌", "ໍ", "ະາ")) for c in group}


def has_lao(text: str) -> bool:
    """Whether a Lao letter occurs."""
    return _LAO.search(text) is not None


def has_cyrillic(text: str) -> bool:
    """Whether a Cyrillic letter occurs."""
    return _CYRILLIC.search(text) is not None


def search_key(text: str) -> str:
    """Return the key under which `text` is found: no case, accents, doubled marks or spare spaces.

    The key is idempotent and keeps Lao tone marks; `loose_key` drops them.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    key = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    key = unicodedata.normalize("NFKD", key).translate(_PLAIN)
    key = unicodedata.normalize("NFKC", key)
    if has_lao(key):
        key = (
            _LAO_MARKS.sub(lambda marks: _in_order(marks.group()), key).replace("ເເ", "ແ").replace("ຫຼ", "ຫລ")
        )
    return " ".join(key.split())


def loose_key(text: str) -> str:
    """Return the search key without Lao tone marks and with ຣ as ລ, for names that may be the same."""
    key = search_key(text)
    loose = key.translate(_LAO_LOOSE)
    # Without the tone between them two marks or spaces may meet.
    return key if loose == key else search_key(loose)


@lru_cache(maxsize=4096)
def _in_order(marks: str) -> str:
    """Each mark of a syllable once, in the one order."""
    return "".join(sorted(dict.fromkeys(marks), key=_MARK_RANK.__getitem__))


def sort_key(text: str) -> bytes:
    """Return the place of `text` in an alphabetical list, as bytes that compare like the text should.

    The weights are those of the Unicode Collation Algorithm (DUCET 9.0, punctuation counted), two bytes
    each, level by level, after one byte of version. Latin, Cyrillic and Lao are joined from tables of
    ready weights; any other character sends the whole text through pyuca, with the same result.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not _READY.fullmatch(text):
        return _collated(text)
    levels = _ready_weights()
    if has_lao(text):
        text = _LAO_PAIR.sub(lambda pair: _LAO_PAIRS[pair.group()], text)
    weights = "\0".join([text.translate(level) for level in levels])
    return _VERSION_BYTE + weights.encode("utf-16-be", "surrogatepass")


@lru_cache(maxsize=20_000)
def _collated(text: str) -> bytes:
    """The sort key of `text` from pyuca alone, as the ready weights must give it too."""
    weights = "\0".join(_levels(text))
    return _VERSION_BYTE + weights.encode("utf-16-be", "surrogatepass")


_VERSION_BYTE = bytes([SORT_KEY_VERSION])
# Characters whose weights no neighbour can change: composed letters (a bare accent may join the letter
# before it), no U+00B7 (it joins a Catalan l), Lao with its pairs.
_READY = re.compile(
    "[\t\n\x20-\x7e\xa0-\xb6\xb8-\u024f\u0400-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u0e80-\u0eff]*"
)
_LAO_PAIR = re.compile("[\u0ec0-\u0ec4][\u0e81-\u0eae\u0edc-\u0edf]|\u0ecd\u0eb2")
# A vowel written before its consonant sorts after it, and ໍາ sorts as one: each such pair has weights of
# its own, and stands in the table as one private character.
_LAO_PAIRS = {
    pair: chr(0xE000 + n)
    for n, pair in enumerate(
        [chr(vowel) + chr(letter) for vowel in range(0x0EC0, 0x0EC5) for letter in range(0x0E81, 0x0EE0)]
        + ["\u0ecd\u0eb2"]
    )
}


class _Collator(Protocol):
    """What is used of pyuca, which has no types."""

    def collation_elements(self, normalized_string: str) -> list[list[int]]: ...


@cache
def _collator() -> _Collator:
    """Read once, when first needed: a fifth of a second and 30 MB."""
    return Collator_9_0_0()


def _levels(text: str) -> list[str]:
    """The non-zero weights of `text` on each of the three levels, one character each."""
    elements = _collator().collation_elements(unicodedata.normalize("NFD", text))
    return ["".join(chr(element[level]) for element in elements if element[level]) for level in range(3)]


@cache
def _ready_weights() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """The weights of each ready character and pair, one table a level."""
    units = {chr(n): n for n in range(0x2028) if _READY.fullmatch(chr(n))}
    units |= {pair: ord(private) for pair, private in _LAO_PAIRS.items()}
    weights = {place: _levels(unit) for unit, place in units.items()}
    first, second, third = ({place: levels[n] for place, levels in weights.items()} for n in range(3))
    return first, second, third


def roman_key(text: str) -> str:
    """Return a rough Latin spelling of Lao, Thai, Cyrillic or Latin: ທະວີສັກ, Тависак → "tavisak".

    A hint for fuzzy comparison across scripts only: it is no romanisation to show, and equal keys prove
    nothing. Sounds that passports spell in several ways (kh, x, ou, final d) fall together.
    """
    if text.isdigit():
        return ""
    key = _THAI_FINAL_N.sub("น", search_key(text)).translate(_THAI_AS_LAO)
    if has_lao(key):
        key = key.translate(_LAO_LOOSE)
        for pattern, spoken in _LAO_SPOKEN:
            key = pattern.sub(spoken, key)
    key = key.translate(_ROMAN)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key


_THAI_AS_LAO = {n: n + 0x80 for n in range(0x0E01, 0x0E4E)} | {ord("ซ"): ord("ຊ")}
# ญ ends a syllable as n and begins one as y, for which Lao has two letters.
_THAI_FINAL_N = re.compile("ญ(?=[ก-ฮ]|$)")
_LETTER = "[\u0e81-\u0eae]"
# Vowels written around or before their consonant, as they are spoken after it.
_LAO_SPOKEN = tuple(
    (re.compile(pattern.replace("X", f"({_LETTER})")), spoken)
    for pattern, spoken in (
        ("ຫ(?=[ງຍນມລວ])", ""),
        ("ເXົາ", r"\1ao"),
        ("ເX[ຶື]ອ", r"\1ua"),
        ("ເX(?:ັຽ|ຍ|ີຢ)", r"\1ia"),
        ("ເX[ິີ]", r"\1oe"),
        ("ເXາະ", r"\1o"),
        ("[ເແ]X[ະັ]?", r"\1e"),
        ("ໂXະ?", r"\1o"),
        ("[ໃໄ]Xຢ?", r"\1ai"),
        ("[ົັ]ວ", "ua"),
        (f"(?<={_LETTER})ວ(?={_LETTER}(?![\u0eb0-\u0ebc]))", "ua"),
        ("ອ(?=[\u0eb0-\u0ebca-z])", ""),
        ("ໍາ", "am"),
    )
)
_ROMAN = str.maketrans(
    {
        **dict(zip("ກຂຄຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮຽ", "kkkjssidtttnbppfpfmillvhohi", strict=True)),
        **dict(zip("ັົໍະາິີຶືຸູ", "aooaaiiuuuu", strict=True)),
        **dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", "abvgdejziiklmnoprstufhsjssie", strict=True)),
        "ງ": "ng",
        "ю": "iu",
        "я": "ia",
    }
)
# In this order: each finds what the ones before it left.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ch", "j"),
        ("(?<=[a-z])h", ""),
        ("ck|[cgq]", "k"),
        ("[xz]", "s"),
        ("w", "v"),
        ("d", "t"),
        ("b", "p"),
        ("r", "l"),
        ("ou|oo", "u"),
        ("ee|y", "i"),
        (r"([a-z])\1+", r"\1"),
        ("[^a-z ]+", ""),
    )
)
