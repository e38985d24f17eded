"""The keeper of the backups: what it makes, what it says, and that it complains once."""

from pathlib import Path

import pytest

from attendance.domain.errors import Refused
from attendance.language import texts_for
from attendance.store.backup import back_up, list_backups, restore
from attendance.ui.keeper import Keeper, shortened
from attendance.ui.keeping import keep, look_through, shelf
from attendance.ui.settings import Settings
from tests.ui.conftest import live, wait_until

AT = 1_716_948_000_000


@pytest.fixture
def keeper(work, tmp_path):
    """A keeper over the seminar's file, and what reached the window as an error."""
    made = Keeper(work, work.database.path, tmp_path / "backups", Settings(None), work)
    made.errors = []
    work.failed.connect(made.errors.append)
    return made


def made(keeper, act):
    """Do something that backs up, and wait for the answer."""
    answers = []
    keeper.kept.connect(lambda: answers.append(True))
    act()
    wait_until(lambda: answers)


def test_a_backup_is_made_and_its_age_is_told(keeper):
    texts = texts_for("en")
    assert keeper.told(texts) == ""
    made(keeper, keeper.keep)
    assert len(list_backups(keeper.folder)) == 1
    assert keeper.told(texts) == "Backed up just now"
    keeper.at -= 60_000 * 20
    assert (keeper.told(texts), keeper.anxious) == ("Backed up 20 minutes ago", False)
    keeper.at -= 60_000 * 160
    assert (keeper.told(texts), keeper.anxious) == ("Backed up 3 hours ago", True)


def test_ctrl_s_says_that_everything_is_saved_and_where_the_backup_is(window):
    keeper, said = window.desk.keeper, []
    window.desk.said.connect(lambda words, _: said.append(words))
    window.tell_saved()
    assert said == ["Everything is saved as you type."]
    made(keeper, keeper.keep)
    window.tell_saved()
    assert said[-1].startswith("Everything is saved as you type. Last backup just now, in ")
    assert shortened(keeper.folder) in said[-1]


def test_a_second_place_gets_a_backup_at_once(keeper, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    made(keeper, lambda: keeper.use_second(stick))
    assert len(list_backups(stick)) == len(list_backups(keeper.folder)) == 1
    assert keeper.problem is None


def test_a_second_place_that_is_gone_is_told_once_and_the_first_still_gets_its_backup(keeper, tmp_path):
    made(keeper, lambda: keeper.use_second(tmp_path / "gone"))
    made(keeper, keeper.keep)
    live(50)
    assert len(list_backups(keeper.folder)) == 1
    assert [error.code for error in keeper.errors] == ["backup_place_missing"]
    assert keeper.anxious
    made(keeper, lambda: keeper.use_second(None))
    assert keeper.problem is None


def test_the_foot_of_the_window_marks_a_backup_somebody_should_look_after(window):
    keeper = window.desk.keeper
    made(keeper, keeper.keep)
    fact = window.foot._facts[-1]
    assert (fact.text(), fact.property("tone")) == ("Backed up just now", "")
    keeper.at -= 3_600_000 * 5
    keeper.kept.emit()
    assert (fact.text(), fact.property("tone")) == ("Backed up 5 hours ago", "amber")
    fact.click()
    assert window._shown() == "settings"
    assert window.pages["settings"].shown.key == "backups"


def test_the_shelf_holds_both_places_and_what_a_restore_set_aside(seminar, tmp_path):
    path, _ = seminar
    here, stick = tmp_path / "backups", tmp_path / "stick"
    stick.mkdir()
    keep(path, here, AT, stick)
    (here / "somebody else's.db").write_bytes(b"")
    back_up(path, tmp_path / "others", AT)
    restore(list_backups(here)[0].path, path, AT + 60_000)
    found = shelf(path, here, stick)
    assert [(one.here, one.second, one.before_restore) for one in found] == [
        (True, False, True),
        (True, True, False),
    ]


def test_a_missing_second_place_does_not_hide_that_the_first_failed(seminar, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(Refused):
        keep(seminar[0], blocked / "backups", AT, Path("nowhere"))


def test_looking_through_a_whole_file_finds_nothing(seminar):
    assert look_through(seminar[0]) == []
