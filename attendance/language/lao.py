"""Lao on screen and on paper: where a line may end, and which fonts have its letters."""

from functools import lru_cache

from attendance.domain.text_keys import has_lao

ZERO_WIDTH_SPACE = "\u200b"

LAO_FONTS = ("Phetsarath OT", "Saysettha OT", "Noto Sans Lao", "Leelawadee UI", "Lao UI", "DokChampa")
LATIN_FONTS = ("Segoe UI", ".AppleSystemUIFont", "Inter", "Noto Sans", "Ubuntu", "Cantarell", "DejaVu Sans")
"""In this order; the first that a computer has is taken, for each script by itself."""


@lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """The text with U+200B where a Lao line may end, never to be stored; other text comes back unchanged."""
    if not has_lao(text):
        return text
    from icu4py.breakers import LineBreaker  # loaded with the first Lao text, not at the start

    pieces = list(LineBreaker(text, "lo"))
    return ZERO_WIDTH_SPACE.join(pieces) if pieces else text
