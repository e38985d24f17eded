"""What is said about a scanner that is being tried out, in plain words."""

from collections.abc import Mapping
from typing import cast

from attendance.domain.badge_code import LENGTH
from attendance.domain.burst import GRAVE, HELD, Advice, Ending, Finding
from attendance.language.marks import N_
from attendance.language.texts import Texts

_ADVICE = {
    Advice.NO_DIGITS: N_(
        "No digits came. Scan a badge, or set the scanner to send the code as it is, without letters."
    ),
    Advice.TYPED: N_("The keys came {n} ms apart, as fingers type. Scan a badge instead."),
    Advice.TOO_SLOW: N_(
        "The scanner is too slow: up to {slowest} ms between two keys, where {limit} are allowed. Set its"
        " pause between characters (inter-character delay) to none, or bring it nearer to its receiver."
    ),
    Advice.BROKEN: N_(
        "Other characters stand among the digits. Switch off whatever the scanner adds to the code or"
        " converts in it."
    ),
    Advice.WRONG_CHECK: N_(
        "Twelve digits came, but their check digit is wrong: scan again; if it stays so, this is no badge of"
        " this program."
    ),
    Advice.OTHER_CODE: N_(
        "{count} digits came, and a badge has {length}. The scanner works; such a code is called unknown."
    ),
    Advice.SEVERAL: N_("The letters can stand for {codes} codes; the one that is on a badge counts."),
    Advice.PREFIX: N_(
        "The scanner puts “{prefix}” before the code. That is known from now on and stays out of every field."
    ),
    Advice.NO_SUFFIX: N_(
        "Your scanner sends no Enter: each scan counts after a short pause. Quicker is Enter after the code"
        " (suffix CR in its settings)."
    ),
    Advice.NO_POSITION: N_(
        "The computer tells the letters only, not which keys were pressed, as over a remote desktop. They"
        " are read back through the keyboard language."
    ),
    Advice.LAYOUT: N_("The keyboard language does not matter; leave it as it is."),
    Advice.SHIFTED: N_("Caps Lock or Shift is on. It does not matter here; other programs would get signs."),
}
_ENDINGS = {Ending.ENTER: N_("Enter"), Ending.TAB: N_("Tab"), Ending.NONE: N_("nothing")}
NO_SIGN = "␣"


def headline(texts: Texts, finding: Finding) -> tuple[str, str]:
    """The one sentence that matters, and its tone: green, amber or red."""
    if finding.heard:
        return texts("Your scanner works."), "green"
    if Advice.TYPED in finding.advice:
        return texts("That was typed by hand."), "amber"
    if GRAVE & set(finding.advice):
        return texts("The window would not hear this as a scan."), "red"
    return texts("Your scanner works, but this is no badge."), "amber"


def advice_said(texts: Texts, finding: Finding) -> list[str]:
    """What to change, or that nothing needs to be, one sentence each."""
    values = {
        "n": texts.number(finding.pace),
        "slowest": texts.number(finding.slowest),
        "limit": texts.number(HELD),
        "count": texts.number(len(finding.digits)),
        "length": texts.number(LENGTH),
        "codes": texts.number(len(finding.codes)),
        "prefix": finding.prefix or NO_SIGN,
    }
    said = [texts(_ADVICE[advice], **values) for advice in finding.advice]
    return said or [texts("Nothing needs to be changed.")]


def keyboard_said(texts: Texts, finding: Finding) -> str:
    """ "Lao"; "digits" under a layout that has them on their keys; "not known"."""
    if finding.languages == ("",):
        return texts("digits, as in English")
    names = [_language(texts, code) for code in finding.languages[:2]]
    return " / ".join(dict.fromkeys(filter(None, names))) or texts("not known")


def ending_said(texts: Texts, finding: Finding) -> str:
    """ "Enter", "Tab" or "nothing"."""
    return texts(_ENDINGS[finding.ending])


def check_said(texts: Texts, finding: Finding) -> tuple[str, str]:
    """Whether the check digit is right, and the tone; two empty strings where there is none."""
    if finding.codes:
        return texts("right"), "green"
    return (texts("wrong"), "red") if len(finding.digits) == LENGTH else ("", "")


def _language(texts: Texts, code: str) -> str:
    from babel import Locale  # a tenth of a second nobody waits for at the start

    short = code.split("_")[0]
    return cast(Mapping[str, str], Locale.parse(texts.language).languages).get(short, short)
