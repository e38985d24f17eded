"""Pip's settings of a person reach uv."""

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def indexes(monkeypatch):
    monkeypatch.syspath_prepend(PACKAGING)
    for name in (
        "UV_DEFAULT_INDEX",
        "UV_INDEX_URL",
        "UV_INDEX",
        "UV_FIND_LINKS",
        "SSL_CERT_FILE",
        "UV_NO_INDEX",
    ):
        monkeypatch.delenv(name, raising=False)
    import indexes

    return indexes


def pip_that_says(*lines: str) -> list[str]:
    """A program that answers `config list` the way pip does."""
    return [sys.executable, "-c", "import sys; print('\\n'.join(sys.argv[1:-2]))", *lines]


def test_an_index_of_pip_becomes_the_index_of_uv(indexes):
    found = indexes.for_uv(pip_that_says("global.index-url='https://packages.example.org/all'"))
    assert found["UV_DEFAULT_INDEX"] == "https://packages.example.org/all"
    assert indexes.replaces_default(found)


def test_without_settings_the_lock_decides(indexes, monkeypatch, tmp_path):
    monkeypatch.setenv("UV_CONFIG_FILE", str(tmp_path / "none.toml"))
    found = indexes.for_uv(pip_that_says())
    assert found == {"UV_SYSTEM_CERTS": "1"}
    assert not indexes.replaces_default(found)


def test_a_variable_wins_over_a_section_and_a_section_over_the_general_setting(indexes):
    pip = pip_that_says("global.timeout='1'", ":env:.timeout='3'", "install.timeout='2'")
    assert indexes.for_uv(pip)["UV_HTTP_TIMEOUT"] == "3"


def test_what_uv_was_told_itself_stays(indexes, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example.org/all")
    assert "UV_DEFAULT_INDEX" not in indexes.for_uv(
        pip_that_says("global.index-url='https://other.example.org'")
    )


def test_several_further_indexes_are_passed_on(indexes):
    pip = pip_that_says(r"global.extra-index-url='https://a.example.org\nhttps://b.example.org'")
    assert indexes.for_uv(pip)["UV_INDEX"] == "https://a.example.org https://b.example.org"


def test_a_folder_of_wheels_that_is_gone_is_left_out(indexes, tmp_path):
    found = indexes.for_uv(
        pip_that_says(f"global.find-links={str(tmp_path) + ' ' + str(tmp_path / 'gone')!r}")
    )
    assert found["UV_FIND_LINKS"] == str(tmp_path)


def test_a_certificate_told_to_pip_is_trusted_by_uv(indexes):
    assert indexes.for_uv(pip_that_says("global.cert='company.pem'"))["SSL_CERT_FILE"] == "company.pem"


def test_a_uv_settings_file_with_an_index_counts(indexes, monkeypatch, tmp_path):
    settings = tmp_path / "uv.toml"
    settings.write_text('[[index]]\nurl = "https://packages.example.org/all"\ndefault = true\n')
    monkeypatch.setenv("UV_CONFIG_FILE", str(settings))
    assert indexes.replaces_default({})
