"""The titles people put before a name, in five languages, taken off it in the order they stand."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from attendance.domain.text_keys import search_key

Kind = Literal["courtesy", "salutation", "academic"]


@dataclass(frozen=True, slots=True)
class Title:
    """One title as it was typed. `sex` is what it suggests: "m", "f" or nothing."""

    kind: Kind
    text: str
    sex: str = ""


# Keys as `search_key` gives them, without full stops. Academic stands for military and police ranks too.
_KNOWN: dict[Kind, dict[str, str]] = {
    "courtesy": {
        "": "h e|he|h r h|hrh|h h|h m|hon|honourable|honorable|the hon|the honourable|the honorable|rt hon"
        "|the rt hon|right honourable|excellency|s e|se|s a r|son excellence|su excelencia|excelencia|е п",
        "m": "his excellency|his royal highness|his highness|excmo|excelentisimo|его превосходительство",
        "f": "her excellency|her royal highness|her highness|excma|excelentisima|ее превосходительство",
    },
    "salutation": {
        "": "mx|rev|reverend|dato|dato'|datuk|tan sri|tun|тов|товарищ|messrs|sheikh|shaikh",
        "m": "mr|mister|m|monsieur|sr|senor|sir|lord|father|fr|mgr|msgr|monsignor|archbishop|bishop|herr"
        "|г-н|господин",
        "f": "ms|mrs|miss|mme|madame|mlle|mademoiselle|sra|senora|srta|senorita|madam|lady|dame|datin|sister"
        "|baroness|frau|г-жа|госпожа",
    },
    "academic": {
        "": "dr|drs|prof|professor|vice-prof|vice-professor|asst prof|assistant professor|assoc prof"
        "|associate professor|ing|lic|eng|arch|d-r|docteur|doctor|ambassador|amb|police|pol|lt|lt-col"
        "|lieutenant|colonel|col|general|gen|brigadier|brig|maj|major|capt|captain|cpt|cdr|commander|admiral|adm|commodore"
        "|lieutenant-colonel|д-р|доктор|проф|профессор|акад|академик|доцент|генерал|генерал-майор"
        "|генерал-лейтенант|генерал-полковник|полковник|подполковник|майор|капитан",
        "m": "",
        "f": "dra|profa",
    },
}
_WORDS: dict[str, tuple[Kind, str]] = {
    word: (kind, sex)
    for kind, by_sex in _KNOWN.items()
    for sex, words in by_sex.items()
    for word in words.split("|")
    if word
}
_FIRST_WORDS = frozenset(words.split()[0] for words in _WORDS)
# Also names, words or initials: a title only before another title or at least two more words.
_DOUBTFUL = re.compile(
    "h ?e|s ?e|h h|h m|е п|m|hon|fr|sr|gen|general|col|maj|major|capt|captain|commander|rev|ing|lic|eng|arch"
    "|amb|pol|police|tun|father|sister|bishop|lord|dame|drs"
)
_GIVEN_NAMES = re.compile("eng|arch|tun|pol|hon|lord|dame|bishop")
_WORD = re.compile(r"[^\s.,\u200b]+\.?")
_GAP = re.compile(r"[\s\u200b]*")

# Lao titles may touch the name. The longer comes first.
_LAO_TITLES: tuple[tuple[str, Kind, str], ...] = (
    ("ພະນະ ?ທ່ານ|ພະນະທ່ານ", "courtesy", ""),
    ("ທ່ານ ?ນາງ|ສະຫາຍ ?ນາງ|ນາງ ?ສາວ|ຍານາງ|ນາງ|ນ[.]", "salutation", "f"),
    ("ທ່ານ|ທ້າວ|ທ[.]", "salutation", "m"),
    ("ສະຫາຍ|ສ[.]", "salutation", ""),
    ("ຮອງ ?ສາດສະດາຈານ|ຜູ້ຊ່ວຍ ?ສາດສະດາຈານ|ສາດສະດາຈານ|ດັອກເຕີ|ດອກເຕີ", "academic", ""),
    ("(?:ປອ|ດຣ|ດຮ|ສຈ|ຮສ|ຜສ|ອຈ|ປທ)(?:[.]|(?=[\\s\u200b]))", "academic", ""),
    ("(?:ບັນດິດ|ອາຈານ|ທ່ານໝໍ)(?=[\\s\u200b]+\\S+[\\s\u200b]+\\S)", "academic", ""),
    ("ພົນ(?:ຈັດຕະວາ|ເອກ|ໂທ|ຕີ)|ພັນ(?:ເອກ|ໂທ|ຕີ)|ຮ້ອຍ(?:ເອກ|ໂທ|ຕີ)", "academic", ""),
)
_LAO_PATTERNS: tuple[tuple[re.Pattern[str], Kind, str], ...] = tuple(
    (re.compile(pattern), kind, sex) for pattern, kind, sex in _LAO_TITLES
)
_LAO_MARK = re.compile("[\u0eb0-\u0ebd\u0ec6-\u0ecd]")


def leading_titles(text: str) -> tuple[list[Title], str]:
    """Return the titles at the start of `text`, as typed, and what follows them.

    A title that may as well be part of the name is left in the name; so is one with nothing after it.
    """
    titles: list[Title] = []
    start = _gap(text, 0)
    if not may_begin_with(_first_word(text, start)):
        return titles, text.strip()
    while (found := _title_at(text, start, titles)) is not None:
        title, end = found
        if end >= len(text.rstrip()):
            break
        titles.append(title)
        start = _gap(text, end)
    return titles, text[start:].strip()


@lru_cache(maxsize=50_000)
def may_begin_with(word: str) -> bool:
    """Whether a name whose first word is `word` may begin with a title: a quick no for most names."""
    first = _key(word).split()
    return bool(first) and (first[0] in _FIRST_WORDS or _lao_at(f"{word} x x", 0) is not None)


def only_titles(text: str) -> list[Title]:
    """Return the titles in a cell that holds nothing else; a word that is none is kept as a salutation."""
    titles: list[Title] = []
    start = _gap(text, 0)
    while start < len(text):
        known = _lao_at(text, start) or _latin_at(text, start)
        if known is None:
            word = _WORD.match(text, start)
            known = (
                Title("salutation", word.group() if word else text[start]),
                word.end() if word else start + 1,
            )
        titles.append(known[0])
        start = _gap(text, known[1])
    return titles


def _first_word(text: str, start: int) -> str:
    word = _WORD.match(text, start)
    return word.group() if word else ""


def _gap(text: str, start: int) -> int:
    gap = _GAP.match(text, start)
    return gap.end() if gap else start


def _title_at(text: str, start: int, before: list[Title]) -> tuple[Title, int] | None:
    """The title at `start` and where it ends, unless it may be a name."""
    lao = _lao_at(text, start)
    if lao is not None:
        return lao
    known = _latin_at(text, start)
    if known is None or _is_sure(known[0], text[known[1] :], before):
        return known
    return None


def _is_sure(title: Title, rest: str, before: list[Title]) -> bool:
    key = _key(title.text)
    if title.text == "M.":  # an initial as often as Monsieur
        return bool(before) and _key(before[-1].text) in ("s e", "se", "son excellence")
    dotted = title.text.endswith(".") and " " not in title.text
    if not _DOUBTFUL.fullmatch(key) or (dotted and key not in ("s e", "е п")):
        return True
    if before or _latin_at(rest, _gap(rest, 0)) is not None:
        return True
    words = [word for word in rest.split() if sum(c.isalpha() for c in word) > 1]
    return len(words) >= 2 and not _GIVEN_NAMES.fullmatch(key)


def _lao_at(text: str, start: int) -> tuple[Title, int] | None:
    for pattern, kind, sex in _LAO_PATTERNS:
        found = pattern.match(text, start)
        # A mark after it belongs to its last letter: then it is another word.
        if found and not _LAO_MARK.match(text, found.end()):
            return Title(kind, found.group(), sex), found.end()
    return None


def _latin_at(text: str, start: int) -> tuple[Title, int] | None:
    words: list[re.Match[str]] = []
    place = start
    while len(words) < 3 and (word := _WORD.match(text, place)) is not None:
        words.append(word)
        place = _gap(text, word.end())
    for count in range(len(words), 0, -1):
        typed = text[start : words[count - 1].end()]
        known = _WORDS.get(_key(typed))
        if known and not (typed.islower() and len(typed) < 3):
            return Title(known[0], typed, known[1]), words[count - 1].end()
    return None


def _key(typed: str) -> str:
    return search_key(typed.replace(".", " "))
