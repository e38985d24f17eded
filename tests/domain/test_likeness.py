import csv
from itertools import combinations
from pathlib import Path

import pytest

from attendance.domain.likeness import ENOUGH, Described, Reason, alike, candidates
from attendance.domain.sound_keys import sound_key

LAO_ASSEMBLY = Path(__file__).resolve().parents[3] / "shared" / "data" / "laos_national_assembly"


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
        (described("Bounyong Sampel"), described("บุญยง ซำเปล", "b"), Reason.SIMILAR_SOUND),
        (described("Lasamone Amarathiza"), described("Latsamone Ummarathiza", "b"), Reason.SIMILAR_SOUND),
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


def test_short_names_that_only_sound_alike_are_left_in_peace():
    for one, other in (("Dan Xu", "Tian Xu"), ("Xiang Gao", "Zhian Cao"), ("Zhiyao LU", "Xiao Liu")):
        assert alike(described(one), described(other, "b")).score < ENOUGH


@pytest.mark.skipif(not LAO_ASSEMBLY.is_dir(), reason="the collection of real lists is not here")
def test_every_known_pair_of_lao_spellings_is_offered_and_nobody_else_of_the_assembly():
    with (LAO_ASSEMBLY / "same_person_spellings.tsv").open(encoding="utf-8") as file:
        pairs = [(row["spelling_a"], row["spelling_b"]) for row in csv.DictReader(file, delimiter="\t")]
    assert len(pairs) == 18
    for one, other in pairs:
        both = [described(one), described(other, "b")]
        assert list(candidates(both)) == [(0, 1)]
        assert alike(*both).score >= ENOUGH, (one, other)
    with (LAO_ASSEMBLY / "laos_na_2016.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    people = [described(name, str(n)) for n, name in enumerate(names)]
    assert len(people) == 149
    assert [pair for pair in combinations(people, 2) if alike(*pair).score >= ENOUGH] == []
