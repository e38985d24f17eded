"""What a scanner's digits become under keyboard layouts whose digit row holds no digits, and the way back.

A scanner presses keys; where only the letters arrive (a remote desktop), they are read back here. The rows
were read off the layouts of xkeyboard-config 2.35 (what X11 and Wayland use; Debian's xkb-data, which the
tests compare with), and agree with Windows' own layouts except where a row says otherwise.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KEYS = "1234567890"
"""The digit row from left to right, as the rows below are written."""

# One language, then what its digit row gives: plain, shifted, and those of its other arrangements.
_WRITTEN = {
    "lo": (
        "\u0ea2\u0e9f\u0ec2\u0e96\u0eb8\u0eb9\u0e84\u0e95\u0e88\u0e82",
        "\u0ed1\u0ed2\u0ed3\u0ed4\u0ecc\u0ebc\u0ed5\u0ed6\u0ed7\u0ed8",
        "1234\u0ecc\u0ebc5678",
    ),
    "th": (
        "\u0e45/-\u0e20\u0e16\u0e38\u0e36\u0e04\u0e15\u0e08",
        "+\u0e51\u0e52\u0e53\u0e54\u0e39\u0e3f\u0e55\u0e56\u0e57",
        "\u0e3f/-\u0e20\u0e16\u0e38\u0e36\u0e04\u0e15\u0e08",
        "\u0e45\u0e51\u0e52\u0e53\u0e54\u0e39\u0e4e\u0e55\u0e56\u0e57",
        "=\u0e52\u0e53\u0e54\u0e55\u0e39\u0e57\u0e58\u0e59\u0e50",
        '+"/,?\u0e38_.()',
    ),
    "vi": (
        "\u0103\u00e2\u00ea\u00f4\u0300\u0309\u0303\u0301\u0323\u0111",
        "\u0102\u00c2\u00ca\u00d4%^&*(\u0110",
    ),
    "km": ('!\u17d7"\u17db%\u17cd\u17d0\u17cf()',),
    "my": (
        "\u100d\u1052\u100b$%^\u101b*()",
        "\u100d\u1091\u100b$%^\u101b\u1002()",
        "\u100d\u1052\u100b\u1053%\u1035\u101b\u1002()",
        "!@\u1053\u1029%\u1050\u1051*()",
    ),
    "kk": ('"әіңғ,.үұқ', "!ӘІҢҒ;:ҮҰҚ", '"áíńǵ,.úýó', "!ÁÍŃǴ;:ÚÝÓ"),
    "fr": ("&é\"'(-è_çà", '"«»()@+-/*', "àéèê()‘’«»"),
    "fr_BE": ("&é\"'(§è!çà",),
    "fr_CA": ('!"/$%?&*()',),
    "cs": ("+ěščřžýáíé", '+ъшчщж"§$=', "&2ШЧЩЖ4567"),
    "sk": ("+ľščťžýáíé",),
    "hu": ("123456789ö", "'\"+!%/=()Ö"),
    # The last one is Windows'.
    "lt": ("ąčęėįšųū„“", "ĄČĘĖĮŠŲŪ()", "!-/;:,.=()", '!"/;:,.?()', "ąčęėįšųū90"),
    "hy": (
        "ֆձ֊,։՞․՛)օ",
        "ՖՁ—$…%և՚(Օ",
        "էթփձջւևռչճ",
        "ԷԹՓՁՋՒ֏ՌՉՃ",
        "էթփձջւևրչճ",
        "ԷԹՓՁՋՒ֏ՐՉՃ",
        "։ձյ՛,-.«»օ",
        "։ՁՅ՛,-և()Օ",
    ),
    "ru": (
        '!"№;%:?*()',
        "!@ёЁъЪ&*()",
        '№-/":,._?%',
        '!"#*:,.;()',
        "!№/;:,._?%",
        '!"#¤:,.;?%',
        '!"№%:,.;()',
    ),
    "mn": ('№-"₮:._,%?',),
    "ka": ("!№,;%:?.()",),
    "az": ('!"Ⅶ;%:?*()',),
    "ba": ("!өҡғҫ:ҙһ?№", '"ӨҠҒҪ;ҘҺ()'),
    "udm": ("?():*ӝӧӵӥӟ", '!"№;%ӜӦӴӤӞ'),
    "xal": ("?№үә*ңөһҗ;", '!"ҮӘ%ҢӨҺҖ:'),
    "am": ("፩፪፫፬፭፮፯፰፱፻", "፲፳፴፵፶፷፸፹፺፼"),
    "en": ("!@#$%^&*()", '!"£$%^&*()'),
    "ar": ("!@#$%^&*)(",),
    "fa": ("!٬٫﷼٪×،*)(",),
    "ms": ("!@#$٪^&*)(",),
    "hi": ("ऍॅ#$%^&*()",),
    "bg": ('!?+"%=:/–№',),
    "de": ('!"§$%&/()=', '+"*ç%&/()='),
    "es": ('!"·$%&/()=',),
    "it": ('!"£$%&/()=',),
    "pt": ('!"#$%&/()=',),
    "sv": ('!"#¤%&/()=',),
    "nl": ("!\"#$%&_()'",),
    "tr": ("!'^+%&/()=",),
    "ja": ("!\"#$%&'()~",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One digit row.

    Attributes:
        language: whose layout, as CLDR writes it: "lo", "fr_BE".
        digits: what the key gives → its ASCII digit.
    """

    language: str
    digits: Mapping[str, str]

    def read(self, text: str) -> str | None:
        """The digits whose keys gave ``text``, or None where one of its characters is on no such key."""
        read = [self.digits.get(sign, "") for sign in text]
        return "".join(read) if all(read) else None


def _cases(row: str) -> tuple[str, ...]:
    """As it is, and with Caps Lock, which turns letters only; not where two keys then give the same."""
    turned = ("".join(turn(sign) if len(turn(sign)) == 1 else sign for sign in row) for turn in _TURNS)
    return tuple(dict.fromkeys(one for one in (row, *turned) if len(set(one)) == len(KEYS)))


_TURNS = (str.upper, str.lower)

ROWS = tuple(
    Row(language, dict(zip(row, KEYS, strict=True)))
    for language, rows in _WRITTEN.items()
    for written in rows
    for row in _cases(written)
)
"""Every row by which a digit key may be read; digits of a script in their order need none."""

_SIGNS = frozenset(sign for row in ROWS for sign in row.digits)


def may_be_digit(sign: str) -> bool:
    """Whether this one character can be what a digit key gives under some layout."""
    return sign in _SIGNS or (len(sign) == 1 and unicodedata.decimal(sign, None) is not None)


def native(text: str) -> str | None:
    """``text`` in ASCII digits where it consists of digits of any script, else None."""
    read = [unicodedata.decimal(sign, None) for sign in text]
    return "".join(map(str, read)) if text and None not in read else None


def readings(text: str) -> tuple[str, ...]:
    """Everything the whole of ``text`` can stand for, by one layout each; ASCII digits only for themselves.

    ``text`` must be as it arrived: some layouts give bare combining marks, which normal forms would join.
    """
    own = native(text)
    found = dict.fromkeys([own] if own is not None else ())
    if not text.isascii() or own is None:
        found.update(dict.fromkeys(read for row in ROWS if (read := row.read(text))))
    return tuple(found)


def languages(typed: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The languages whose layout gives these characters for these digits; ("",) for plain digits.

    Args:
        typed: character and ASCII digit of each key.
    """
    pairs = set(typed)
    if not pairs:
        return ()
    if all(sign == digit for sign, digit in pairs):
        return ("",)
    fits = (row.language for row in ROWS if all(row.digits.get(sign) == digit for sign, digit in pairs))
    return tuple(dict.fromkeys(fits)) or _of_script(pairs)


_SCRIPTS = {
    "LAO": "lo", "THAI": "th", "KHMER": "km", "MYANMAR": "my", "ARABIC-INDIC": "ar",
    "EXTENDED ARABIC-INDIC": "fa", "DEVANAGARI": "hi", "BENGALI": "bn", "TIBETAN": "bo",
}  # fmt: skip


def _of_script(pairs: set[tuple[str, str]]) -> tuple[str, ...]:
    """The language that writes its own digits, where these are digits of one script."""
    if any(native(sign) != digit for sign, digit in pairs):
        return ()
    scripts = {unicodedata.name(sign).split(" DIGIT ")[0] for sign, _ in pairs}
    return tuple(_SCRIPTS[script] for script in scripts if script in _SCRIPTS) if len(scripts) == 1 else ()
