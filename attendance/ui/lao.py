"""Lets Lao text wrap between words on the screen; nothing made here is ever stored."""

from functools import lru_cache

ZERO_WIDTH_SPACE = "\u200b"


def has_lao(text: str) -> bool:
    """Whether any letter is Lao."""
    return any("\u0e80" <= letter <= "\u0eff" for letter in text)


@lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """The text with U+200B where a Lao line may end; other text comes back unchanged."""
    if not has_lao(text):
        return text
    from icu4py.breakers import LineBreaker  # loaded with the first Lao text, not at the start

    pieces = list(LineBreaker(text, "lo"))
    return ZERO_WIDTH_SPACE.join(pieces) if pieces else text
