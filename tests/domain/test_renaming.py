import pytest

from attendance.domain.renaming import renamed

NOW = {
    "courtesy": None,
    "salutation": "Ms.",
    "academic": None,
    "name": "Somphone Sample",
    "given": "Somphone",
    "family": "Sample",
    "family_first": False,
}


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        ("family", "Sampler", {"family": "Sampler", "name": "Somphone Sampler"}),
        ("family_first", True, {"family_first": True, "name": "Sample Somphone"}),
        ("given", None, {"given": None, "name": "Sample"}),
        ("name", "Somphet Sample", {"name": "Somphet Sample", "given": "Somphet"}),
        ("name", "Somphone New Name", {"name": "Somphone New Name", "family": "New Name"}),
        (
            "name",
            "KIM Heesun",
            {"name": "KIM Heesun", "given": "Heesun", "family": "KIM", "family_first": True},
        ),
        ("name", "Other Person", {"name": "Other Person", "given": None, "family": None}),
        ("name", "Dr. Somphone Sample", {"academic": "Dr."}),
        ("academic", "Dr.", {"academic": "Dr."}),
        ("name", None, {"name": None}),
    ],
)
def test_the_parts_of_a_name_stay_true_to_each_other(field, value, written):
    assert renamed(NOW, field, value) == written


def test_a_name_that_was_never_taken_apart_stays_as_typed():
    whole = {**NOW, "name": "Somphone of the sample", "given": None, "family": None}
    assert renamed(whole, "given", "Somphone") == {"given": "Somphone"}
    assert renamed({**whole, "given": "Somphone"}, "family", "Sample") == {"family": "Sample"}
    other = {**NOW, "name": "S. Sample"}
    assert renamed(other, "family", "Sampler") == {"family": "Sampler"}
