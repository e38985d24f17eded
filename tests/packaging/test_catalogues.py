"""The check of the catalogues sees what is missing, left over, untranslated or has lost a placeholder."""

import importlib
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
HEAD = r"""msgid ""
msgstr ""
"Language: lo\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""


@pytest.fixture
def catalogues(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(PACKAGING)
    module = importlib.import_module("catalogues")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "I18N", tmp_path / "resources" / "i18n")
    (tmp_path / "attendance").mkdir()
    (tmp_path / "attendance" / "page.py").write_text(
        'texts("Good morning, {name}")\nTITLE = N_("Delegation")\n'
    )
    (tmp_path / "resources" / "i18n").mkdir(parents=True)
    return module


def write(module, *pairs: tuple[str, str]) -> None:
    body = "\n".join(f'msgid "{text}"\nmsgstr "{translated}"\n' for text, translated in pairs)
    (module.I18N / "lo.po").write_text(HEAD + body, encoding="utf-8")


GOOD = (("Good morning, {name}", "ສະບາຍດີ {name}"), ("Delegation", "ຄະນະຜູ້ແທນ"))


def test_a_complete_catalogue_passes(catalogues):
    write(catalogues, *GOOD)
    assert catalogues.check() == 0


def test_a_text_the_catalogue_lacks_is_told(catalogues, capsys):
    write(catalogues, GOOD[0])
    assert catalogues.check() == 1
    assert "not in the catalogue: 'Delegation'" in capsys.readouterr().out


def test_a_text_no_longer_used_is_told(catalogues, capsys):
    write(catalogues, *GOOD, ("Gone", "ໄປ"))
    assert catalogues.check() == 1
    assert "no longer in the sources: 'Gone'" in capsys.readouterr().out


def test_a_text_without_a_translation_is_told(catalogues, capsys):
    write(catalogues, GOOD[0], ("Delegation", ""))
    assert catalogues.check() == 1
    assert "not translated: 'Delegation'" in capsys.readouterr().out


def test_a_lost_placeholder_is_told(catalogues, capsys):
    write(catalogues, ("Good morning, {name}", "ສະບາຍດີ"), GOOD[1])
    assert catalogues.check() == 1
    assert "placeholders differ" in capsys.readouterr().out


def test_an_update_adds_what_is_new_and_keeps_what_is_translated(catalogues):
    write(catalogues, GOOD[1])
    assert catalogues.update() == 0
    held = {
        message.id: message.string for message in catalogues.read(catalogues.I18N / "lo.po") if message.id
    }
    assert held == {"Good morning, {name}": "", "Delegation": "ຄະນະຜູ້ແທນ"}
    assert (catalogues.I18N / "lo.mo").exists()
