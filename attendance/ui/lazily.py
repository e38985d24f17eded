"""Widgets by name that are built when they are first wanted, so that what nobody looks at costs nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any


class Lazily(Mapping[str, Any]):
    """Looking a widget up builds it; asking for the keys does not.

    Attributes:
        built: those that are there.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Any]], take: Callable[[Any], Any]) -> None:
        """``makers`` build them; ``take`` is given each when it is built."""
        self._makers, self._take = makers, take
        self.built: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        made = self.built.get(key)
        if made is None:
            made = self.built[key] = self._makers[key]()
            self._take(made)
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
