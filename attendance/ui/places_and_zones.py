"""Countries and time zones to choose from; both are read from files, so off the window's thread."""

from zoneinfo import available_timezones

from attendance.language.countries import countries, country_name


def zone_names() -> list[str]:
    """Every IANA zone of a place, "Asia/Vientiane"."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def country_names(language: str) -> list[tuple[str, str]]:
    """(alpha-2 code, name in this language) of every country we know, by name."""
    named = [(entry.iso2, country_name(entry.iso2, language)) for entry in countries()]
    return sorted(named, key=_name)


def _name(named: tuple[str, str]) -> str:
    return named[1].casefold()
