"""What may stand on a letterhead, and what stands on every letter of the Lao state."""

from collections.abc import Mapping

PAIRS = (
    *("name", "parent", "motto", "header", "footer"),
    *("city", "number", "signer_title", "signer", "copies"),
)
"""Fields in two scripts; the other one ends in ``_official``."""

FIELDS = tuple(name for pair in PAIRS for name in (pair, f"{pair}_official"))

LARGEST_LOGO = 400_000
"""Bytes of one logo; the window shrinks what it is given, and every document carries it."""

MOST_LOGOS = 6
"""What fits beside each other above a letter."""

NUMBER_MARK = "…"
"""Where the number of a letter is written by hand; a number pattern is ``…/DGC`` or the like."""

LAO_STATE: Mapping[str, str] = {
    "motto": ("Lao People's Democratic Republic\nPeace Independence Democracy Unity Prosperity"),
    "motto_official": ("ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ\nສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ"),
    "city": "Vientiane Capital",
    "city_official": "ນະຄອນຫຼວງວຽງຈັນ",
    "number": f"{NUMBER_MARK}/{NUMBER_MARK}",
    "number_official": f"{NUMBER_MARK}/{NUMBER_MARK}",
    "copies": "Archive",
    "copies_official": "ເກັບມ້ຽນ",
}
"""The lines of the state, and where its ministries date their letters: what a new letterhead begins with."""


def picture_kind(content: bytes) -> str:
    """ "png" or "jpeg"; "" for what no document can show."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "jpeg" if content.startswith(b"\xff\xd8\xff") else ""
