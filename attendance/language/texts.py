"""One person's or one report's language: texts, plurals, dates and numbers in it."""

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Any

from attendance import paths
from attendance.domain.text_keys import has_cyrillic, has_lao
from attendance.language import dates
from attendance.language.countries import own_names
from attendance.language.own_titles import OWN_TITLES

LANGUAGES = ("en", "lo", "ru")
"""What window, shell and reports can speak; English is the language of the texts in the code."""

_OWN_SCRIPT = {"lo": has_lao, "ru": has_cyrillic}


class Texts:
    """Every text in one language; call it with the English one.

    Attributes:
        language: two letters: "en", "lo", "ru".
    """

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, /, **values: Any) -> str:
        """Return the text with its {placeholders} filled; one without a value stays as it is written."""
        return filled(self._translations.gettext(message), values) if message else ""

    def plural(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """Return the form for `n`, which fills {n} as this language writes numbers."""
        return filled(self._translations.ngettext(one, many, n), {"n": self.number(n), **values})

    def pick(self, latin: str | None, official: str | None) -> str:
        """Return the form of a two-language field a reader of this language wants.

        A Lao reader gets the official form where that is Lao, a Russian one where it is Cyrillic; somebody
        else's script only where there is nothing else. What the program itself called a session is told in
        every language it speaks.
        """
        if latin is not None and (latin, official) in OWN_TITLES:
            return self(latin)
        if official and self.own_script(official):
            return official
        return latin or official or ""

    def own_script(self, text: str) -> bool:
        """Whether a text is in the script of this language, where that is another than Latin."""
        return self.language in _OWN_SCRIPT and _OWN_SCRIPT[self.language](text)

    def delegation(self, latin: str | None, official: str | None) -> str:
        """``pick`` for the name of a delegation: a country without a form of its own has this language's."""
        shown = self.pick(latin, official)
        if self.language not in _OWN_SCRIPT or self.own_script(shown):
            return shown
        return own_names(self.language).get(shown.casefold(), shown)

    def date_long(self, iso: str | None) -> str:
        """Return "29 May 2024", "29 ພຶດສະພາ 2024"; "" for none."""
        return dates.date_long(self.language, iso or "")

    def day_month(self, iso: str | None) -> str:
        """Return "29 May", "29 ພຶດສະພາ"; "" for none."""
        return dates.day_month(self.language, iso or "")

    def weekday(self, iso: str | None) -> str:
        """Return "Wednesday", "ວັນພຸດ"; "" for none."""
        return dates.weekday(self.language, iso or "")

    def date_range(self, starts: str | None, ends: str | None, year: int | None = None) -> str:
        """Return "29–30 May 2024"; only the year where only that is known; "" where nothing is."""
        if not starts and not ends:
            return str(year) if year else ""
        return dates.date_range(self.language, starts or "", ends or "")

    def time(self, at: int, zone: str) -> str:
        """Return the local time "09:05" of an instant in ms since 1970 UTC."""
        return f"{dates.local(at, zone):%H:%M}"

    def date_time(self, at: int, zone: str) -> str:
        """Return "29 May 2024, 09:05" for an instant in ms since 1970 UTC."""
        moment = dates.local(at, zone)
        return f"{self.date_long(moment.date().isoformat())}, {moment:%H:%M}"

    def number(self, value: float, digits: int = 0) -> str:
        """Return the number with this language's separators."""
        return dates.number(self.language, value, digits)

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share between 0 and 1 as a percentage."""
        return dates.percent(self.language, share, digits)


@cache
def texts_for(language: str) -> Texts:
    """Return the texts of "lo", "lo_LA" or "lo-LA"; English where there is no catalogue."""
    code = language.replace("-", "_").partition("_")[0].lower()
    translations = _catalogue(paths.resources() / "i18n" / f"{code}.po")
    return Texts(code if code in LANGUAGES else "en", translations)


def delegation_names(latin: str | None, official: str | None) -> list[str]:
    """Return everything a delegation is called: as typed, and a country in each of our languages."""
    own = (texts_for(language).delegation(latin, official) for language in LANGUAGES)
    return [*dict.fromkeys(name for name in (latin, official, *own) if name)]


def filled(text: str, values: dict[str, Any]) -> str:
    """Return the text with its placeholders filled; it never fails, whatever a translator wrote."""
    if not values:
        return text
    try:
        return text.format_map(_Given(values))
    except (ValueError, LookupError, AttributeError, TypeError):
        return text


class _Given(dict[str, Any]):
    """Values by name; a name nobody gave is shown as it stands in the text."""

    def __missing__(self, name: str) -> "_Unfilled":
        return _Unfilled(f"{{{name}}}")


class _Unfilled(str):
    """A placeholder without a value; it ignores how it should have been written."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        return str(self)


def _catalogue(source: Path) -> gettext.NullTranslations:
    """The compiled catalogue when it is not older than its source, else the source compiled in memory."""
    compiled = source.with_suffix(".mo")
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if not source.exists():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # only a checkout without compiled catalogues needs it
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)
