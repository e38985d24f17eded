"""A rough key of how a name sounds, alike in Lao, Latin and Cyrillic letters: a hint, never a proof."""

from functools import lru_cache

from attendance.domain.text_keys import loose_key

_LAO = {
    **dict.fromkeys("ກຂຄ", "k"), **dict.fromkeys("ຈ", "c"), **dict.fromkeys("ສຊ", "s"),
    **dict.fromkeys("ດຕຖທ", "t"), **dict.fromkeys("ນ", "n"), **dict.fromkeys("ບປຜພ", "p"),
    **dict.fromkeys("ຝຟ", "f"), **dict.fromkeys("ມ", "m"), **dict.fromkeys("ຣລ", "l"),
    **dict.fromkeys("ວ", "v"), **dict.fromkeys("ງ", "n"),
}  # fmt: skip
_CYRILLIC = dict(zip("бвгдзклмнпрстфхцчшщж", "pvktsklmnplstfkscssc", strict=True))
_LATIN = {
    **dict(zip("bcdfgjklmnpqrstvwxz", "pktfkcklmnpklstvvss", strict=True)),
}
_SOUNDS: dict[int, str] = str.maketrans({**_LAO, **_CYRILLIC, **_LATIN})
_TWO_LETTERS = (("ch", "j"), ("sh", "s"), ("th", "t"), ("ph", "p"), ("kh", "k"), ("ng", "n"), ("ck", "k"))


def sound_key(name: str) -> str:
    """The consonants of each word in one alphabet, vowels left out, words in alphabetical order.

    "Thavisack Manodham" and "ທະວີສັກ ມະໂນທັມ" give the same key; so do many names that are not the same.
    """
    return sound_of_words(loose_key(name))


def sound_of_words(loose: str) -> str:
    """The same of a name's loose key."""
    return " ".join(sorted(sound for word in loose.split() if (sound := _sound_of_word(word))))


@lru_cache(maxsize=50_000)
def _sound_of_word(word: str) -> str:
    for written, sound in _TWO_LETTERS:
        word = word.replace(written, sound)
    letters = [c for c in word.translate(_SOUNDS) if c.isascii() and c in "kcstnpfmlv"]
    return "".join(c for place, c in enumerate(letters) if place == 0 or letters[place - 1] != c)
