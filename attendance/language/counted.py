"""The sentence every report is asked for: how many came, how many of them women, from how many countries."""

from attendance.language.texts import Texts

COUNTER_WORDS = ("ທ່ານ", "ສະຫາຍ", "ຄົນ")
"""With which Lao counts people: politely (the usual one), among comrades, plainly."""


def counted_sentence(
    texts: Texts, people: int, women: int, countries: int, counter_word: str | None = None
) -> str:
    """ "52 participants (18 women) from 14 countries", "ລວມທັງໝົດ 52 ທ່ານ, ຍິງ 18 ທ່ານ, ຈາກ 14 ປະເທດ".

    Args:
        countries: left out where it is 0.
        counter_word: of ``COUNTER_WORDS``, as the event has it; other languages need none.
    """
    if texts.language == "lo":
        word = counter_word or COUNTER_WORDS[0]
        counted, of_them = (f"{texts.number(n)} {word}" for n in (people, women))
    else:
        counted = texts.plural("{n} participant", "{n} participants", people)
        of_them = texts.plural("{n} woman", "{n} women", women)
    if not countries:
        return texts("{people} ({women})", people=counted, women=of_them)
    where = texts.plural("from {n} country", "from {n} countries", countries)
    return texts("{people} ({women}) {countries}", people=counted, women=of_them, countries=where)
