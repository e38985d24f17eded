"""Names as people write them: titles apart, family name found only when it is certain, forms for lists."""

import re
import unicodedata
from dataclasses import dataclass

from attendance.domain.text_keys import search_key
from attendance.domain.titles import Kind, Title, leading_titles, only_titles


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name with its titles set apart, every part as typed.

    Attributes:
        courtesy: H.E., S.E., ພະນະທ່ານ …
        salutation: Mr., Mme, Sra., г-жа, ທ່ານ ນາງ …
        academic: Dr., Prof., ປອ. … and military or police ranks.
        name: what is left.
        sex_hint: "m" or "f" where the titles suggest one sex, else "". A proposal, never a fact.
    """

    courtesy: str
    salutation: str
    academic: str
    name: str
    sex_hint: str


@dataclass(frozen=True, slots=True)
class GivenFamily:
    """A name taken apart without doubt; `family_first` when it was written in that order."""

    given: str
    family: str
    family_first: bool


def split_titles(text: str, titles: str = "") -> NameParts:
    """Set the titles of a name apart.

    `text` is the name as typed, titles before it or not; `titles` is the cell of a column that holds
    titles alone, where even "M." is one. A title given twice is kept once.
    """
    found, name = leading_titles(text)
    stack: dict[tuple[Kind, str], Title] = {}
    for title in (*only_titles(titles), *found):
        stack.setdefault((title.kind, _bare(title.text)), title)
    hints = {title.sex for title in stack.values() if title.sex}

    def joined(kind: Kind) -> str:
        return " ".join(title.text for title in stack.values() if title.kind == kind)

    return NameParts(
        joined("courtesy"),
        joined("salutation"),
        joined("academic"),
        name,
        hints.pop() if len(hints) == 1 else "",
    )


def split_name(name: str) -> GivenFamily | None:
    """Return given and family name where the writing shows them, else None; titles must be off already.

    Sure are "KIM Heesun" and "Luc de la TOUR" (capitals at one end) and "Dupont, Jean" with one given name:
    "Stéphane, Raphaël Quéfélec" occurs in official lists too. Names in scripts without capitals, all in
    capitals, or with capitals in the middle stay whole.
    """
    plain = one_line(name)
    if "," in plain:
        return _split_at_comma(plain)
    if not _CAPITALS.search(plain):
        return None
    words = plain.split()
    kinds = [_kind(word) for word in words]
    if "capitals" not in kinds or not (
        "given" in kinds or (kinds.count("capitals") == 1 and "initial" in kinds)
    ):
        return None
    first, last = kinds.index("capitals"), len(kinds) - 1 - kinds[::-1].index("capitals")
    if any(kind in ("given", "other") for kind in kinds[first : last + 1]):
        return None
    while first > 0 and kinds[first - 1] == "particle":
        first -= 1
    family = " ".join(words[first : last + 1])
    if first == 0:
        return GivenFamily(" ".join(words[last + 1 :]), family, family_first=True)
    if last == len(words) - 1:
        return GivenFamily(" ".join(words[:first]), family, family_first=False)
    return None


def _split_at_comma(plain: str) -> GivenFamily | None:
    family, _, given = (part.strip() for part in plain.partition(","))
    full = [word for word in given.split() if _kind(word) != "initial"]
    if not family or not given or "," in given or len(full) > 1 or _AFTER_NAMES.fullmatch(_bare(given)):
        return None
    return GivenFamily(given, family, family_first=False)


def _bare(word: str) -> str:
    return search_key(word.replace(".", ""))


def one_line(name: str) -> str:
    """Return the name for a line of text: line breaks and runs of spaces become one space."""
    return " ".join(name.replace("\u200b", "").split())


def plain_name(name: str, given: str = "", family: str = "", *, family_first: bool = False) -> str:
    """Return the name without titles, in the person's own order; `name` as typed when it was not split."""
    if not (given and family):
        return one_line(name or given or family)
    return one_line(f"{family} {given}" if family_first else f"{given} {family}")


def list_name(
    name: str,
    given: str = "",
    family: str = "",
    *,
    courtesy: str = "",
    salutation: str = "",
    academic: str = "",
    family_first: bool = False,
) -> str:
    """Return the name as a list of participants shows it: "H.E. Mr. Given FAMILY", "Ms. KIM Heesun".

    The family name, when known, is in capitals wherever it stands; nothing else is changed.
    """
    written_so = any(_kind(word) == "capitals" for word in family.split())
    capitals = family if written_so else family.upper()
    shown = plain_name(name, given, capitals, family_first=family_first)
    return " ".join(part for part in (courtesy, salutation, academic, shown) if part)


def certificate_name(
    typed: str, name: str, given: str = "", family: str = "", *, family_first: bool = False
) -> str:
    """Return the name for a certificate: what was typed for it, else the plain name."""
    return one_line(typed) or plain_name(name, given, family, family_first=family_first)


_AFTER_NAMES = re.compile("ph ?d|d ?phil|m ?d|m ?[bp]a|msc|esq|[js]r|i{1,3}|iv|[co]be|[qk]c")
# Beginnings that keep small letters in a family name written in capitals: McDONALD, d'ESTAING, Al-SABEEH.
_PREFIX = re.compile(r"(?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van|[A-Z][a-z]{1,3}-|[DdOoLlNn]['’ʼ])(?=\w)")
_PARTICLES = re.compile(
    "al|bin|binti|d[aeiou]|d[ao]s|del|della|de[nr]|el?|l[ae]|san|st|te[nr]|van|vo[nm]|y|zu[mr]?"
)
_CAPITAL_PARTICLES = re.compile("Al|El|Bin|D[aei]|D[ao]s|Del|Della|Du")
_CAPITALS = re.compile(f"[{''.join(c for c in map(chr, range(0x1FFF)) if c.isupper())}]{{2}}")
_NUMERAL = re.compile("I{2,3}|IV|V|VI{0,3}")
_VOWEL = re.compile("[aeiouyаеиоуыэюяαεηιουω]")


def _kind(word: str) -> str:
    """Tell "capitals" (of a family name), "particle" (van), "initial" (R. or III), "given" or "other"."""
    letters = [c for c in word if c.isalpha()]
    if not letters or all(unicodedata.category(c) not in ("Lu", "Ll", "Lt") for c in letters):
        return "other"
    if _CAPITAL_PARTICLES.fullmatch(word) or (word.islower() and _PARTICLES.fullmatch(_bare(word))):
        return "particle"
    if word.islower():
        return "other"
    if len(letters) == 1 or "." in word or _NUMERAL.fullmatch(word):
        return "initial"
    bare = _PREFIX.sub("", word)
    if sum(c.isalpha() for c in bare) < 2 or not bare.isupper():
        return "given"
    # JP and SMKS are initials, LI and NGÔ are names: a name has a vowel.
    return "capitals" if _VOWEL.search(_bare(word)) else "initial"
