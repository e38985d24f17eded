"""What was typed before in two scripts, the most used first, so that typing one form offers the other."""

from sqlalchemy import Connection, func, select

from attendance.store import tables as t

MOST = 2_000
"""Pairs handed out of one field; a type-ahead over more helps nobody."""

LOOKED_AT = 100_000
"""Delegates counted, the newest first: enough to know what is used most in any file."""

TWO_FORMS = frozenset({"position", "unit", "organisation"})
ONE_FORM = frozenset({"courtesy", "salutation", "academic"})

Pair = tuple[str | None, str | None]


def pairs(db: Connection, field: str) -> list[Pair]:
    """(Latin form, official form) of every value a field of any delegate holds, the most used first.

    ``field`` is position, unit or organisation, or one of courtesy, salutation and academic, which have one
    form and give it as the first. A form typed only without the other is left out where a pair has it.
    """
    if field not in TWO_FORMS | ONE_FORM:
        raise KeyError(field)
    latin = t.delegate.c[field]
    official = t.delegate.c[f"{field}_official"] if field in TWO_FORMS else None
    columns = [latin] if official is None else [latin, official]
    newest = select(*columns).order_by(t.delegate.c.n.desc()).limit(LOOKED_AT).subquery()
    counted = (
        select(*newest.c, func.count().label("times"))
        .group_by(*newest.c)
        .order_by(func.count().desc(), *newest.c)
        .limit(2 * MOST)
    )
    found: list[Pair] = [
        (row[0] or None, (row[1] or None) if official is not None else None) for row in db.execute(counted)
    ]
    return _told(found)[:MOST]


def _told(found: list[Pair]) -> list[Pair]:
    """Whole pairs, and the single forms that are in none of them."""
    latin = {one for one, other in found if one and other}
    official = {other for one, other in found if one and other}
    return [
        (one, other)
        for one, other in found
        if (one and other) or (one and one not in latin) or (other and other not in official)
    ]
