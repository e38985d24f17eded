"""Order of sections, delegations and people."""

from attendance.domain.kinds import Capacity, Section
from attendance.domain.list_order import (
    ListedDelegation,
    delegate_key,
    name_sort_key,
    order_delegations,
    section_rank,
)

LAOS = ListedDelegation(
    "countries", "Lao People's Democratic Republic", "République démocratique populaire lao", "ລາວ", 3, "LA"
)
GERMANY = ListedDelegation("countries", "Germany", "Allemagne", "ເຢຍລະມັນ", 1, "DE")
KAZAKHSTAN = ListedDelegation("countries", "Kazakhstan", "Kazakhstan", "ກາຊັກສະຖານ", 2, "KZ")
TURKIYE = ListedDelegation("countries", "Türkiye", "Türkiye", "ຕຸລະກີ", None, "TR")
UNDP = ListedDelegation("un", "United Nations Development Programme")
MINISTRY = ListedDelegation("host", "Ministry")
ALL = [UNDP, TURKIYE, LAOS, MINISTRY, KAZAKHSTAN, GERMANY]


def names(order: str) -> list[str]:
    return [
        listed.country or listed.english for listed in order_delegations(ALL, lambda listed: listed, order)
    ]


def test_sections_follow_the_printed_list() -> None:
    assert sorted(["media", "un", "host", "countries", "chair", "ngo"], key=section_rank) == [
        "chair",
        "countries",
        "un",
        "ngo",
        "host",
        "media",
    ]
    assert section_rank("something else") > section_rank(Section.MEDIA)


def test_delegations_follow_the_chosen_alphabet_inside_their_section() -> None:
    others = ["United Nations Development Programme", "Ministry"]
    assert names("english") == ["DE", "KZ", "LA", "TR", *others]
    assert names("french") == ["DE", "KZ", "LA", "TR", *others]
    assert names("lao") == ["KZ", "TR", "DE", "LA", *others]
    assert names("custom") == ["DE", "KZ", "LA", "TR", *others]


def test_the_french_order_differs_where_the_names_do() -> None:
    spain = ListedDelegation("countries", "Spain", "Espagne")
    france = ListedDelegation("countries", "France", "France")
    assert order_delegations([spain, france], lambda listed: listed, "english") == [france, spain]
    assert order_delegations([spain, france], lambda listed: listed, "french") == [spain, france]


def test_countries_may_begin_with_one_of_them() -> None:
    assert names("english:LA")[:4] == ["LA", "TR", "DE", "KZ"]
    assert names("english:FR")[:4] == ["DE", "KZ", "LA", "TR"]


def test_an_unknown_order_is_the_english_one() -> None:
    assert names("") == names("klingon") == names("english")


def test_the_head_comes_first_then_the_alphabet() -> None:
    people = [
        ("Zeta", Capacity.HEAD),
        ("Beta", Capacity.ADVISER),
        ("Alpha", Capacity.SUPPORT),
        ("Gamma", Capacity.DEPUTY),
    ]

    def ordered(**options: bool) -> list[str]:
        return [
            name
            for name, capacity in sorted(
                people, key=lambda p: delegate_key(p[1], name_sort_key("", "", p[0]), **options)
            )
        ]

    assert ordered() == ["Zeta", "Alpha", "Beta", "Gamma"]
    assert ordered(by_capacity=True) == ["Zeta", "Gamma", "Beta", "Alpha"]


def test_a_place_set_by_hand_goes_before_all_else() -> None:
    first = delegate_key("support", b"z", position=1)
    assert first < delegate_key("head", b"a", position=2) < delegate_key("head", b"a")


def test_latin_lists_go_by_family_name_and_lao_lists_by_given_name() -> None:
    assert name_sort_key("Adams", "Zoe", "Zoe Adams") < name_sort_key("Brown", "Ann", "Ann Brown")
    assert name_sort_key("Adams", "Zoe", "Zoe Adams", order="given") > name_sort_key(
        "Brown", "Ann", "Ann Brown", order="given"
    )
    lao = [("ທ່ານ ຂັນທອງ ກາລະວົງ"), ("ນາງ ກາລະເກດ ສີສະຫວາດ"), ("ປອ. ຄຳ ກອງ")]
    assert sorted(lao, key=lambda name: name_sort_key("", "", "", name, order="official")) == [
        lao[1],
        lao[0],
        lao[2],
    ]


def test_titles_never_count() -> None:
    assert name_sort_key("", "", "Dr. Anna Bell") == name_sort_key("", "", "Anna Bell")


def test_all_of_a_family_stands_before_a_longer_name() -> None:
    assert name_sort_key("Smith", "Zoe", "") < name_sort_key("Smith Jones", "Ann", "")
    assert name_sort_key("SMITH", "Ann", "") < name_sort_key("Smith", "Bob", "")


def test_without_an_official_name_the_latin_one_sorts() -> None:
    assert name_sort_key("Bell", "Anna", "Anna Bell", "", order="official") == name_sort_key(
        "Bell", "Anna", "", order="given"
    )


def test_russian_names_order_the_delegations_where_they_are_known() -> None:
    georgia = ListedDelegation("countries", "Georgia", russian="Грузия", country="GE")
    hungary = ListedDelegation("countries", "Hungary", russian="Венгрия", country="HU")
    found = order_delegations([georgia, hungary], lambda listed: listed, "russian")
    assert found == [hungary, georgia]
    assert order_delegations([hungary, georgia], lambda listed: listed, "english") == [georgia, hungary]


def test_a_cyrillic_name_goes_by_its_family_name_where_capitals_show_it() -> None:
    names = ["Борис ЯКОВЛЕВ", "г-жа Жанна АБАЕВА", "ЁЛКИН Пётр Ильич", "Егоров Иван"]
    keys = {name: name_sort_key("", "", "x", name, order="official") for name in names}
    assert sorted(names, key=keys.__getitem__) == [
        "г-жа Жанна АБАЕВА", "Егоров Иван", "ЁЛКИН Пётр Ильич", "Борис ЯКОВЛЕВ",
    ]  # fmt: skip
