"""Countries: the names official lists use, and which country a name in any language means."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from attendance import paths
from attendance.domain.text_keys import loose_key

# Read when a name is in none of our own, from Babel's Unicode CLDR data.
_READ = ("en", "fr", "ru", "lo", "th", "vi", "zh", "km", "my", "kk", "uz", "de", "es", "ky", "tg")


@dataclass(frozen=True, slots=True)
class Country:
    """A member or observer of the United Nations, or a neighbour that sends delegations of its own.

    Attributes:
        iso2, iso3: ISO 3166 codes.
        en, fr, ru: the short names the United Nations uses.
        asean: the name ASEAN's own lists use, "" for others.
        asean_since: ISO date of joining ASEAN, "" for others.
        lo_formal, lo_short: names in Lao official writing, "" where Babel's name serves.
        aliases: other names it goes by, today or formerly.
    """

    iso2: str
    iso3: str
    en: str
    fr: str
    ru: str
    asean: str
    asean_since: str
    lo_formal: str
    lo_short: str
    aliases: tuple[str, ...]


HISTORIC = {
    "SUHH": "USSR|U.S.S.R.|Soviet Union|Union of Soviet Socialist Republics|URSS|СССР|Советский Союз"
    "|Union des Républiques socialistes soviétiques|ສະຫະພາບໂຊວຽດ",
    "YUCS": "Yugoslavia|Yougoslavie|Югославия|Federal Republic of Yugoslavia"
    "|Socialist Federal Republic of Yugoslavia",
    "CSHH": "Czechoslovakia|Tchécoslovaquie|Чехословакия|Czech and Slovak Federal Republic|CSFR",
    "DDDE": "German Democratic Republic|GDR|East Germany|République démocratique allemande|ГДР",
    "CSXX": "Serbia and Montenegro|Serbie-et-Monténégro",
    "ANHH": "Netherlands Antilles|Antilles néerlandaises",
}
"""States that no longer exist and have no single successor, by ISO 3166-3 code."""


_EARLIER = {
    "AF": "អាហ្វហ្គានីស្ថាន", "BA": "បូស្នី និងហឺហ្សីហ្គូវីណា", "BG": "ប៊ុលហ្គារី",
    "BQ": "Bonaire, Sint Eustatius und Saba", "CH": "ស្វីស", "CZ": "ឆែគា",
    "HK": "ហុងកុង|Hồng Kông, Trung Quốc", "HM": "Îles Heard et McDonald",
    "IO": "ເຂດແດນອັງກິດໃນມະຫາສະມຸດອິນເດຍ", "JE": "ជឺស៊ី", "KY": "Острова Кайман", "LT": "လစ်သူယေးနီးယား",
    "MM": "เมียนมาร์ (พม่า)", "MO": "Macao, Trung Quốc", "PH": "ហ្វីលីពីន",
    "PS": "ដែន\u200bដីប៉ាលេស្ទីន|ດິນແດນ ປາເລສຕິນຽນ", "PT": "ព័រទុយហ្គាល់", "TC": "о-ва Тёркс и Кайкос",
    "TF": "ເຂດແດນທາງໃຕ້ຂອຝຮັ່ງ", "VI": "Quần đảo Virgin thuộc Mỹ",
}  # fmt: skip
"""Names that earlier editions of CLDR gave and lists made from them still carry, by code."""


def find_country(text: str) -> str | None:
    """Return the ISO alpha-2 code of the country that `text` names, in any language we read, else None.

    Short and long official names, common other and former names with one successor ("Zaire"), "Korea
    (Republic of)" and "Tanzania, United Republic of", ISO codes in capitals (not "NA", which lists use
    for nothing). A historic state without a single successor gives None; see `historic_state`.
    """
    return _found(text.strip()[:120])


def historic_state(text: str) -> str | None:
    """Return the ISO 3166-3 code of a former state such as "Czechoslovakia", else None."""
    return _historic().get(_key(text))


def country(iso2: str) -> Country | None:
    """Return the entry of our own table, None for codes it does not hold."""
    return _table().get(iso2)


def countries() -> list[Country]:
    """Return our own table, in the order of the codes."""
    return list(_table().values())


def country_name(iso2: str, language: str, *, formal: bool = False) -> str:
    """Return the name for official lists: ours in English, French, Russian, Lao, else Babel's.

    `formal` asks for the long Lao name. A code nobody knows comes back as it is.
    """
    known = _table().get(iso2)
    own = ""
    if known is not None:
        lao = known.lo_formal if formal else known.lo_short
        own = {"en": known.en, "fr": known.fr, "ru": known.ru, "lo": lao}.get(language, "")
    return own or _territories(language).get(iso2, iso2)


@cache
def own_names(language: str) -> Mapping[str, str]:
    """Return the names of our table in a language by the English ones in small letters, other ones too."""
    found: dict[str, str] = {}
    for entry in _table().values():
        name = country_name(entry.iso2, language)
        for english in (entry.en, entry.asean, *entry.aliases):
            found.setdefault(english.casefold(), name)
    return found


def asean_members(on: str) -> frozenset[str]:
    """Return the codes of ASEAN's members on a day (ISO date): ten from 1999, eleven from October 2025."""
    return frozenset(c.iso2 for c in _table().values() if c.asean_since and c.asean_since <= on)


@cache
def _table() -> dict[str, Country]:
    with (paths.resources() / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["iso2"]: Country(**{**row, "aliases": tuple(filter(None, row["aliases"].split("|")))})  # pyright: ignore
            for row in rows
        }


@cache
def _territories(language: str) -> dict[str, str]:
    """Babel's names of the countries in a language; none for a language it does not have."""
    from babel import Locale, UnknownLocaleError  # a tenth of a second nobody waits for at the start

    try:
        names = cast(Mapping[str, str], Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: name for code, name in names.items() if len(code) == 2 and code not in _NO_COUNTRIES}


_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"))
# Marks of Thai, Lao, Burmese and Khmer are no word characters to `re`, yet they are letters.
_NOISE = re.compile(
    r"\b(?:the|la|le|les|l)\b|\.(?=\w(?:\.|\b))|[^\w\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|_"
)
_SCRIPTS_WITHOUT_SPACES = re.compile(r"(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff])\s+")
_TURNED = re.compile(r"(.+?)\s*(?:,\s*|\()([^()]*?)\)?")
_STATE_FORMS = re.compile(
    r"(?:(?:federal|islamic|arab|socialist|peoples|democratic socialist|federal democratic|hellenic) )?"
    r"(?:republic|kingdom|state|commonwealth|sultanate|principality|union|federation) of "
    r"|(?:republique|royaume|etat) (?:du |de |des |d ?)|(?:республика|королевство) "
    r"|(?:ສາທາລະນະລັດ|ລາຊະອານາຈັກ|ປະເທດ|ประเทศ)"
)


def _key(name: str) -> str:
    """The search key of a country's name without punctuation, articles, and spaces where Lao has none."""
    key = loose_key(name).replace("&", " and ").replace("'", "")
    key = " ".join(_NOISE.sub(lambda noise: "" if noise.group() == "." else " ", key).split())
    key = re.sub(r"\bst\b", "saint", key)
    return _SCRIPTS_WITHOUT_SPACES.sub("", key)


@cache
def _own_index() -> dict[str, str]:
    """Keys of every name in our own table."""
    names: dict[str, str] = {}
    for entry in _table().values():
        for name in (
            entry.en,
            entry.fr,
            entry.ru,
            entry.asean,
            entry.lo_formal,
            entry.lo_short,
            *entry.aliases,
        ):
            for key in _keys(name):
                names.setdefault(key, entry.iso2)
    names.pop("", None)
    return names


@cache
def _all_index() -> dict[str, str]:
    """Our own keys and those of every name Babel has in the languages we read."""
    names = dict(_own_index())
    for language in _READ:
        for code, name in _territories(language).items():
            names.setdefault(_key(name), code)
    for code, earlier in _EARLIER.items():
        for name in earlier.split("|"):
            names.setdefault(_key(name), code)
    return {key: code for key, code in names.items() if key and key not in _historic()}


@cache
def _historic() -> dict[str, str]:
    return {_key(name): code for code, names in HISTORIC.items() for name in names.split("|")}


def _keys(name: str) -> list[str]:
    """The key as written, and turned: "Korea (Republic of)" also as "Republic of Korea"."""
    turned = _TURNED.fullmatch(name.strip())
    return [_key(name)] + ([_key(f"{turned[2]} {turned[1]}")] if turned else [])


@cache
def _codes() -> dict[str, str]:
    codes = {entry.iso3: entry.iso2 for entry in _table().values()}
    return codes | {code: code for code in _territories("en") if code != "NA"}


def _found(text: str) -> str | None:
    if len(text) in (2, 3) and text.isascii() and text.isupper() and text in _codes():
        return _codes()[text]
    keys = [key for key in _keys(text) if key]
    if any(key in _historic() for key in keys):
        return None
    keys += [key[form.end() :] for key in keys if (form := _STATE_FORMS.match(key))]
    for index in (_own_index, _all_index):
        code = next((code for key in keys if (code := index().get(key))), None)
        if code:
            return code
    return None
