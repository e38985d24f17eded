"""What follows when one part of a name is typed anew: the other parts stay true to it."""

from collections.abc import Mapping
from typing import Any

from attendance.domain.names import one_line, plain_name, split_name, split_titles
from attendance.domain.text_keys import search_key

NAME_FIELDS = ("courtesy", "salutation", "academic", "name", "given", "family", "family_first")

_PARTS = frozenset({"given", "family", "family_first"})


def renamed(now: Mapping[str, Any], field: str, value: Any) -> dict[str, Any]:
    """The fields to write when ``field`` of a name becomes ``value``.

    A whole name typed anew gives up its titles to their own fields, and its given and family name where
    they are certain or still the same words; parts that no longer fit are emptied. A part typed anew changes
    the whole name, if that was made of the parts.

    Args:
        now: the fields of ``NAME_FIELDS`` as they are.
    """
    if field == "name" and value:
        return _whole(now, value)
    fields: dict[str, Any] = {field: value}
    if field in _PARTS and now.get("given") and now.get("family"):
        new = {**now, field: value}
        if _is_made_of_parts(now) and (new.get("given") or new.get("family")):
            name = plain_name(
                "", new.get("given") or "", new.get("family") or "", family_first=bool(new["family_first"])
            )
            if name != now.get("name"):
                fields["name"] = name
    return fields


def _whole(now: Mapping[str, Any], typed: str) -> dict[str, Any]:
    parts = split_titles(typed)
    name = one_line(parts.name or typed)
    titles = {key: getattr(parts, key) for key in ("courtesy", "salutation", "academic")}
    fields: dict[str, Any] = {"name": name, **{key: value for key, value in titles.items() if value}}
    certain = split_name(name)
    if certain is not None:
        fields |= {
            "given": certain.given,
            "family": certain.family,
            "family_first": certain.family_first,
        }
    elif now.get("given") or now.get("family"):
        fields |= _kept_apart(name, now.get("given") or "", now.get("family") or "")
    return {key: value for key, value in fields.items() if now.get(key) != value}


def _kept_apart(name: str, given: str, family: str) -> dict[str, Any]:
    """Given and family name of a new name that still begins or ends with one of the old ones."""
    words = name.split()
    for old, key, other in ((family, "family", "given"), (given, "given", "family")):
        count = len(old.split())
        if not 0 < count < len(words):
            continue
        for at_end in (True, False):
            same = words[-count:] if at_end else words[:count]
            rest = words[:-count] if at_end else words[count:]
            if search_key(" ".join(same)) == search_key(old):
                first = at_end if key == "given" else not at_end
                return {key: " ".join(same), other: " ".join(rest), "family_first": first}
    return {"given": None, "family": None}


def _is_made_of_parts(now: Mapping[str, Any]) -> bool:
    given, family, name = now["given"], now["family"], search_key(now.get("name") or "")
    return name in (search_key(f"{given} {family}"), search_key(f"{family} {given}"))
