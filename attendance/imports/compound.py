"""A careful look into the container of Excel's older workbooks: what is in it, and how far it reaches."""

import struct
from collections.abc import Iterator
from pathlib import Path

from attendance.domain.errors import Refused

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_BYTES = 200 * 1024**2
MAX_AREA = 24_000_000
"""Cells between A1 and the last filled row and column of all sheets together."""
_END = 0xFFFFFFFA
_ENTRY = 128
_ONE_CELL = frozenset((0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_MANY_CELLS = 0x00BD
_BEGIN, _LOCKED = 0x0809, 0x002F


class Compound:
    """A compound file, opened.

    Attributes:
        names: of its streams and storages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
        self._mini = 1 << min(struct.unpack_from("<H", data, 32)[0], 12)
        directory, self._small, first_mini = struct.unpack_from("<I4xII", data, 48)
        self._table = self._read_table()
        self._entries: dict[str, tuple[int, int]] = {}
        self._root = (_END, 0)
        self._read_directory(directory)
        self._mini_table = self._numbers(b"".join(self._chain(first_mini, self._table)))
        self.names = frozenset(self._entries)

    @classmethod
    def open(cls, path: Path) -> "Compound":
        """Raises ``Refused``: ``list_damaged``, ``list_too_large``."""
        if path.stat().st_size > MAX_BYTES:
            raise Refused("list_too_large", name=path.name)
        try:
            return cls(path.read_bytes(), path.name)
        except (struct.error, ValueError, IndexError) as error:
            raise Refused("list_damaged", name=path.name) from error

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._data[start : start + self._sector]

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _read_table(self) -> tuple[int, ...]:
        """Which sector follows which."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        further = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while further < _END and further not in seen:
            seen.add(further)
            numbers = self._numbers(self._at(further))
            if not numbers:
                break
            places += numbers[:-1]
            further = numbers[-1]
        return self._numbers(b"".join(self._at(place) for place in places if place < _END))

    def _chain(self, first: int, table: tuple[int, ...]) -> Iterator[bytes]:
        seen: set[int] = set()
        while first < _END:
            if first in seen or first >= len(table):
                raise Refused("list_damaged", name=self._name)
            seen.add(first)
            yield self._at(first)
            first = table[first]

    def _read_directory(self, first: int) -> None:
        listing = b"".join(self._chain(first, self._table))
        for start in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", listing, start + 64)
            where, size = struct.unpack_from("<II", listing, start + 116)
            name = listing[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == 5:
                self._root = (where, size)
            elif kind in (1, 2) and name not in self._entries:
                self._entries[name] = (where, size)

    def stream(self, name: str) -> bytes:
        """The contents of a stream."""
        first, size = self._entries[name]
        if size >= self._small:
            return b"".join(self._chain(first, self._table))[:size]
        small = b"".join(self._chain(self._root[0], self._table))
        parts: list[bytes] = []
        seen: set[int] = set()
        while first < _END:
            if first in seen or first >= len(self._mini_table):
                raise Refused("list_damaged", name=self._name)
            seen.add(first)
            parts.append(small[first * self._mini : (first + 1) * self._mini])
            first = self._mini_table[first]
        return b"".join(parts)[:size]


def inspect_old_workbook(path: Path) -> None:
    """Walks the records of an xls and adds up how far its sheets reach, which is what a parser will hold.

    Raises:
        Refused: ``list_damaged``, ``list_too_large``, ``list_has_password``, ``list_old_excel``.
    """
    container = Compound.open(path)
    try:
        records = container.stream("Workbook" if "Workbook" in container.names else "Book")
        _check_records(records, path.name)
    except (struct.error, ValueError, IndexError, KeyError) as error:
        raise Refused("list_damaged", name=path.name) from error


def _check_records(records: bytes, name: str) -> None:
    area = rows = columns = at = 0
    until = len(records) - 4
    header = place = struct.Struct("<HH").unpack_from
    if until < 8 or header(records, 0)[0] != _BEGIN or header(records, 4)[0] < 0x0500:
        raise Refused("list_old_excel", name=name)
    while at <= until:
        kind, length = header(records, at)
        if kind in _ONE_CELL and length >= 4:
            row, column = place(records, at + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _MANY_CELLS and length >= 6:
            row = header(records, at + 4)[0]
            column = struct.unpack_from("<H", records, at + 4 + length - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _LOCKED:
            raise Refused("list_has_password", name=name)
        elif kind == _BEGIN:
            area, rows, columns = area + rows * columns, 0, 0
        if area + rows * columns > MAX_AREA:
            raise Refused("list_too_large", name=name)
        at += 4 + length
