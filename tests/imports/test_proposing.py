"""Lines somebody pastes become delegations: countries by any name, organisations by theirs, nobody twice."""

from attendance.imports.proposing import propose


def test_a_country_is_known_in_any_language_and_gets_its_code_and_lao_name():
    (found,) = propose(["Казахстан"], [])
    assert (found.code, found.name, found.country, found.taken) == ("KAZ", "Kazakhstan", "KZ", "")
    assert found.name_official


def test_whoever_takes_part_already_is_told_under_the_code_it_has():
    (found,) = propose(["Viet Nam"], [("VNM-1", "VN")])
    assert (found.code, found.taken) == ("VNM-1", "VNM-1")


def test_an_organisation_called_by_the_code_of_one_that_is_there_is_that_one():
    (found,) = propose(["adb"], [("ADB", None)])
    assert (found.code, found.taken) == ("ADB", "ADB")


def test_a_country_written_twice_comes_once():
    first, second = propose(["Laos", "Lao PDR"], [])
    assert (first.taken, second.taken) == ("", "LAO")
    assert len(propose(["Laos", "Laos", "  ", ""], [])) == 1


def test_an_organisation_keeps_its_name_and_gets_a_code_nobody_has():
    codes = [each.code for each in propose(["Asian Development Bank (ADB)", "Aid Bureau D"], [("ABD", None)])]
    assert codes[0] == "ADB"
    assert len(set(codes) | {"ABD"}) == 3


def test_an_organisation_of_the_united_nations_goes_to_their_section():
    names = ["UNDP", "United Nations Children's Fund", "Union of Banks"]
    assert [each.section for each in propose(names, [])] == ["un", "un", "igo"]


def test_rows_of_a_spreadsheet_may_bring_a_code_of_their_own():
    country, organisation = propose(["1\tMongolia\t4 people", "WB\tWorld Bank Group"], [])
    assert (country.code, country.country) == ("MNG", "MN")
    assert (organisation.code, organisation.name) == ("WB", "World Bank Group")
