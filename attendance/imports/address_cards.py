"""vCards as a table of people: versions 2.1, 3.0 and 4.0, as telephones and mail programs write them."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

HEADINGS: tuple[str, ...] = (
    "No", "Title", "Name", "Given name", "Middle name", "Family name", "Sex", "Position", "Organisation",
    "Department", "E-mail", "Phone", "Date of birth",
)  # fmt: skip
_LONGEST_VALUE = 4_000
_NO_VOICE = frozenset(("fax", "pager", "x-fax"))
_SPLIT = re.compile(r"(?<!\\)((?:\\\\)*);")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_PARAMETER = re.compile(r';([^;=:"]+)(?:=((?:"[^"]*"|[^;:"])*))?')


@dataclass(slots=True)
class _Card:
    """Values by property: (kinds in lower case, text)."""

    line: int
    closed: bool = False
    values: dict[str, list[tuple[frozenset[str], str]]] = field(
        default_factory=dict[str, list[tuple[frozenset[str], str]]]
    )


def cards_as_table(text: str) -> tuple[list[int], list[list[str]]]:
    """Line numbers and rows; the first row is the headings.

    A card that is cut short or names nobody is a row without a name, so that it is refused by its line.
    """
    numbers, rows = [0], [list(HEADINGS)]
    for count, card in enumerate(_cards(text), 1):
        numbers.append(card.line)
        rows.append([str(count), *(_row(card) if card.closed else [""] * (len(HEADINGS) - 1))])
    return numbers, rows


def _cards(text: str) -> Iterator[_Card]:
    card: _Card | None = None
    for number, line in _unfolded(text):
        key = line.strip().lower().replace(" ", "")
        if key == "begin:vcard":
            if card is not None:
                yield card
            card = _Card(number)
        elif key == "end:vcard" and card is not None:
            card.closed = True
            yield card
            card = None
        elif card is not None:
            _take(card, line)
    if card is not None:
        yield card


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first: continued by a space, or by "=" in quoted-printable."""
    began, whole, soft = 0, "", False
    for number, line in enumerate(text.splitlines(), 1):
        if soft:
            room = len(whole) < _LONGEST_VALUE
            whole = whole[:-1] + (line if room else "=" * line.endswith("="))
        elif whole and line[:1] in (" ", "\t"):
            if len(whole) < _LONGEST_VALUE:
                whole += line[1:]
        else:
            if whole:
                yield began, whole
            began, whole = number, line
        soft = whole.endswith("=") and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper()
    if whole:
        yield began, whole


def _take(card: _Card, line: str) -> None:
    head, colon, value = _parted(line)
    if not colon or len(value) > _LONGEST_VALUE:
        return
    name, _, _ = head.partition(";")
    key = name.rpartition(".")[2].strip().upper()
    kinds: set[str] = set()
    charset = ""
    quoted = False
    for parameter in _PARAMETER.finditer(head):
        label, said = parameter[1].strip().upper(), (parameter[2] or "").strip('"')
        if label == "CHARSET":
            charset = said
        elif label == "ENCODING":
            quoted = said.upper() == "QUOTED-PRINTABLE"
            if said.upper() in ("B", "BASE64"):
                return
        elif label == "QUOTED-PRINTABLE":
            quoted = True
        elif label == "PREF" and said:
            kinds.add("pref")
        else:
            kinds.update((said or label).lower().split(","))
    if quoted:
        value = _unquoted(value, charset)
    card.values.setdefault(key, []).append((frozenset(kinds), value))


def _parted(line: str) -> tuple[str, str, str]:
    """Split at the first colon outside quotation marks."""
    inside = False
    for at, letter in enumerate(line):
        if letter == '"':
            inside = not inside
        elif letter == ":" and not inside:
            return line[:at], ":", line[at + 1 :]
    return line.partition(":")


def _unquoted(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "replace"))
    for page in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(page)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _plain(value: str) -> str:
    """Without the backslashes of the format; several lines become one."""
    text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(text.split())


def _parts(value: str, count: int) -> list[str]:
    pieces = [_plain(piece) for piece in _SPLIT.sub(r"\1\0", value).split("\0")]
    return (pieces + [""] * count)[:count]


def _row(card: _Card) -> list[str]:
    family, given, middle, title, suffix = _parts(_first(card, "N"), 5)
    joined = " ".join(part for part in (given, middle, family, suffix) if part)
    name = _plain(_first(card, "FN")) or joined
    organisation, department = _parts(_first(card, "ORG"), 2)
    sex = _parts(_first(card, "GENDER"), 1)[0]
    return [
        title, name, given, middle, family, sex if sex in ("M", "F") else "",
        _plain(_first(card, "TITLE") or _first(card, "ROLE")), organisation, department,
        _plain(_preferred(card, "EMAIL", frozenset())), _phone(card), _born(card),
    ]  # fmt: skip


def _first(card: _Card, key: str) -> str:
    return next((value for _, value in card.values.get(key, ()) if value.strip(" ;")), "")


def _preferred(card: _Card, key: str, without: frozenset[str]) -> str:
    found = [(kinds, value) for kinds, value in card.values.get(key, ()) if value.strip()]
    ranked = sorted([one for one in found if not one[0] & without], key=_rank)
    return ranked[0][1] if ranked else ""


def _rank(one: tuple[frozenset[str], str]) -> tuple[bool, ...]:
    return tuple(kind not in one[0] for kind in ("pref", "cell", "work"))


def _phone(card: _Card) -> str:
    number = _plain(_preferred(card, "TEL", _NO_VOICE))
    return number[4:].partition(";")[0] if number.lower().startswith("tel:") else number


def _born(card: _Card) -> str:
    found = _DATE.match(_first(card, "BDAY"))
    return "-".join(found.groups()) if found else ""
