import pytest

from attendance.domain.likeness import ENOUGH, Described, Reason, alike
from attendance.domain.sound_keys import sound_key


def described(name, person="a", **more):
    return Described(person=person, name=name, **more)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (described("Somphone Sample"), described("SAMPLE Somphone", "b"), Reason.SAME_NAME),
        (described("Souphanouvong Sample"), described("Souphanuvong Sample", "b"), Reason.SIMILAR_NAME),
        (described("Thavisack Manodham"), described("ທະວີສັກ ມະໂນທັມ", "b"), Reason.SIMILAR_SOUND),
        (described("Тависак Манодам"), described("Thavisack Manodham", "b"), Reason.SIMILAR_SOUND),
        (
            described("A. Sample", email="a@x.la"),
            described("Anna Sample", "b", email="A@x.la"),
            Reason.SAME_CONTACT,
        ),
        (described("Anna"), described("Bounmy"), Reason.SAME_PERSON),
        (
            described("S. One", official="ສົມພອນ ຕົວຢ່າງ"),
            described("T. Two", "b", official="ສົມພອນ  ຕົວຢ່າງ"),
            Reason.SAME_OFFICIAL,
        ),
    ],
)
def test_two_who_look_alike_are_told_with_the_reason(one, other, reason):
    found = alike(one, other)
    assert reason in found.reasons
    assert found.score >= ENOUGH


def test_different_people_do_not_look_alike():
    assert alike(described("Aigerim Sample"), described("Bakyt Sample", "b")).score < ENOUGH
    assert alike(described("Aung Sample"), described("Hùng Sample", "b")).score < ENOUGH
    born = [described("Anna Sample", born="1980-01-01"), described("Anna Sample", "b", born="1981-01-01")]
    assert alike(*born).score == 0
    sexes = [described("Annabel Lee", sex="f"), described("Annabel Leey", "b", sex="m")]
    assert alike(*sexes).score < alike(*(described(p.name, p.person) for p in sexes)).score


def test_a_name_sounds_alike_in_three_scripts():
    assert sound_key("Thavisack Manodham") == sound_key("ທະວີສັກ ມະໂນທັມ") == sound_key("Манодам Тависак")
