"""Which column means what: proposed from headings and values, corrected by the person, passed on as it is."""

from collections.abc import Collection
from dataclasses import dataclass

from attendance.imports.columns import Look, fit, look_at, meaning_by_values, name_likeness
from attendance.imports.fields import IGNORE, KEYS, REPEATING, TWO_FORMS, meanings
from attendance.imports.headers import Table

Mapping = dict[int, str]
"""Column index (from 0) → field key; columns that are absent are not read."""

_LEAST = 0.3
_KEYS = frozenset((*KEYS, *(f"{key}_official" for key in TWO_FORMS)))


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column is taken for.

    Attributes:
        column: its index, from 0.
        heading: as in the file.
        field: key of ``fields.FIELDS`` or its ``_official`` form; ``ignore`` when nothing fits.
        confidence: from 0 to 1.
        examples: some of its values.
        legacy_lao: whether it holds Lao of a font from before Unicode: it is not read.
        old_font: the name of that font, '' when only the letters tell.
    """

    column: int
    heading: str
    field: str
    confidence: float
    examples: tuple[str, ...]
    legacy_lao: bool = False
    old_font: str = ""


def propose(table: Table) -> list[Guess]:
    """One guess per column, best confidence first served; no field twice but those that may repeat.

    A form of ours says itself what its columns mean.
    """
    rows = table.sheet.rows[table.first :]
    looks = [look_at(rows, column) for column in range(len(table.headings))]
    old = table.sheet.old_lao
    if table.keys:
        return [
            Guess(column, heading, key if key in _KEYS else IGNORE, 1.0, look.examples)
            for column, (heading, key, look) in enumerate(zip(table.headings, table.keys, looks, strict=True))
        ]
    candidates: list[tuple[float, int, str]] = []
    for column, (heading, look) in enumerate(zip(table.headings, looks, strict=True)):
        if column in old:
            continue
        for field, confidence in meanings(heading).items():
            candidates.append((confidence * fit(field, look), column, field))
        if by_values := meaning_by_values(look):
            candidates.append((by_values[1], column, by_values[0]))
    taken = _assign(candidates)
    _settle_official(taken, candidates, looks)
    _settle_names(taken, looks, rows, old)
    if "event" not in [field for field, _ in taken.values()]:
        taken = {c: guess for c, guess in taken.items() if guess[0] not in ("year", "place")}
    return [
        Guess(
            column, heading, *taken.get(column, (IGNORE, 0.0)), looks[column].examples,
            legacy_lao=column in old, old_font=old.get(column, ""),
        )
        for column, heading in enumerate(table.headings)
    ]  # fmt: skip


def mapping_of(guesses: list[Guess]) -> Mapping:
    """The plain mapping of a proposal."""
    return {guess.column: guess.field for guess in guesses if guess.field != IGNORE}


def is_complete(mapping: Mapping) -> bool:
    """Whether a list mapped like this can be imported: it needs a name."""
    return bool({"name", "given", "family", "name_official"} & set(mapping.values()))


def is_known(mapping: Mapping, columns: int) -> bool:
    """Whether every field of the mapping exists, once, and every column is there."""
    single = [field for field in mapping.values() if field not in REPEATING]
    return (
        set(mapping.values()) <= _KEYS
        and len(single) == len(set(single))
        and all(0 <= column < columns for column in mapping)
    )


def _assign(candidates: list[tuple[float, int, str]]) -> dict[int, tuple[str, float]]:
    """The surest candidates first, among equals the leftmost column and its first meaning."""
    order = {field: n for n, field in enumerate(KEYS)}
    taken: dict[int, tuple[str, float]] = {}
    used: set[str] = set()
    for confidence, column, field in sorted(
        candidates, key=lambda c: (-c[0], c[1], order.get(c[2], len(order)))
    ):
        if confidence < _LEAST or column in taken or (field in used and field not in REPEATING):
            continue
        taken[column] = (field, round(confidence, 2))
        used.add(field)
    return taken


def _settle_official(
    taken: dict[int, tuple[str, float]], candidates: list[tuple[float, int, str]], looks: list[Look]
) -> None:
    """Two columns with one meaning in two scripts: the one that is not Latin is the official form."""
    fields = {field: column for column, (field, _) in taken.items()}
    for confidence, column, field in candidates:
        if field not in TWO_FORMS or confidence < _LEAST or column in taken or f"{field}_official" in fields:
            continue
        first = fields.get(field)
        if first is None or (looks[first].not_latin > 0.5) == (looks[column].not_latin > 0.5):
            continue
        official, latin = (first, column) if looks[first].not_latin > 0.5 else (column, first)
        taken[official] = (f"{field}_official", round(confidence, 2))
        taken[latin] = (field, round(confidence, 2))
        fields[field], fields[f"{field}_official"] = latin, official


def _settle_names(
    taken: dict[int, tuple[str, float]], looks: list[Look], rows: list[list[str]], unread: Collection[int]
) -> None:
    """Given, family and full name make sense only together; a list without any gets its likeliest column."""
    fields = {field: column for column, (field, _) in taken.items()}

    def turn(old: str, new: str) -> None:
        column = fields.pop(old)
        fields[new] = column
        taken[column] = (new, taken[column][1])

    if "name" in fields and "family" in fields and "given" not in fields:
        name, family = fields["name"], fields["family"]
        both = [row for row in rows[:200] if row[name] and row[family]]
        if sum(row[family].casefold() in row[name].casefold() for row in both) * 2 <= len(both):
            turn("name", "given")
    if "name" not in fields:
        for part, other in (("given", "family"), ("family", "given")):
            if part in fields and other not in fields:
                turn(part, "name")
                break
    if not {"name", "given", "family", "name_official"} & set(fields):
        free = [column for column in range(len(looks)) if column not in taken and column not in unread]
        best = max(free, key=lambda column: name_likeness(looks[column]), default=None)
        if best is not None and name_likeness(looks[best]) > 0:
            taken[best] = ("name", 0.4)
