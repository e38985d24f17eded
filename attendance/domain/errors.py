"""The one exception that means "no, because"."""

from typing import Any


class Refused(Exception):  # noqa: N818 - it is an answer, not an accident
    """A verb was not carried out; nothing was written.

    Attributes:
        code: snake_case, the key of its sentence in ``language.sentences``.
        details: plain values that fill the sentence's placeholders.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.code, self.details)

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code


def _rebuild(code: str, details: dict[str, Any]) -> Refused:
    return Refused(code, **details)
