"""Lets Lao text wrap between words on the screen; nothing made here is ever stored."""

from functools import lru_cache

from attendance.domain.text_keys import has_lao

ZERO_WIDTH_SPACE = "\u200b"


@lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """The text with U+200B where a Lao line may end; other text comes back unchanged."""
    if not has_lao(text):
        return text
    from icu4py.breakers import LineBreaker  # loaded with the first Lao text, not at the start

    pieces = list(LineBreaker(text, "lo"))
    return ZERO_WIDTH_SPACE.join(pieces) if pieces else text
