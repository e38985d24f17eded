"""What other days of an event mean: the fields they write, and the words for what came of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from attendance.commands.event_days import Fitted, shifted
from attendance.language import Texts


def with_days(kept: Mapping[str, Any], key: str, value: str | None) -> dict[str, Any]:
    """The fields to write when a person sets one of the days (ISO dates).

    Another first day takes the last one along, as calendars do; without a first day the dates are open.
    """
    starts, ends = kept.get("starts"), kept.get("ends")
    if key == "ends":
        if value is None:
            return {"ends": starts}
        return {"ends": value} if starts else {"starts": value, "ends": value}
    if value is None:
        return {"starts": None, "ends": None}
    offset = date.fromisoformat(value) - date.fromisoformat(starts) if starts else timedelta(0)
    return {"starts": value, "ends": shifted(ends, offset) if starts and ends else value}


def days_said(texts: Texts, fitted: Fitted) -> str:
    """One or more sentences for the toast."""
    said = [texts("Days changed.")]
    if fitted.moved:
        moved = fitted.moved
        said.append(texts.plural("{n} event session moved along.", "{n} event sessions moved along.", moved))
    if fitted.added:
        said.append(texts.plural("{n} half-day added.", "{n} half-days added.", fitted.added))
    if fitted.removed:
        gone = fitted.removed
        said.append(texts.plural("{n} unused half-day removed.", "{n} unused half-days removed.", gone))
    if fitted.kept:
        said.append(
            texts.plural(
                "{n} half-day outside the new days is kept, because it is used.",
                "{n} half-days outside the new days are kept, because they are used.",
                fitted.kept,
            )
        )
    return " ".join(said)
