"""The list on the stick: written by itself after a change, whole or not at all, and missed when gone."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from attendance.commands.checkin import check_in_delegate
from attendance.domain.errors import Refused
from attendance.queries.delegates import delegates
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.reports.pages.fallback import file_name, write_fallback
from attendance.ui import fallback as own
from attendance.ui.pages.overview import words
from attendance.ui.work import PRESENCE
from tests.store.disks import fill, small_disk
from tests.ui.conftest import wait_until

AT = 1_716_948_000_000


def in_the_room(db, session, stamp, listing):
    ((_, who),) = page(db, listing, ids(db, listing, EVERYTHING)[:1], ("id",))
    return check_in_delegate(db, stamp, session, who)


def somebody_comes(window):
    desk, answers = window.desk, []
    desk.work.write(
        window, in_the_room, desk.sessions[-1].id, desk.stamp(), delegates(desk.event.id),
        then=answers.append, touches=frozenset({PRESENCE}),
    )  # fmt: skip
    wait_until(lambda: answers)


@pytest.fixture
def stick(window, tmp_path, monkeypatch):
    """A second place for the window's backups, whose list is written at once after a change."""
    monkeypatch.setattr(own, "SOON", 1)
    place = tmp_path / "stick"
    place.mkdir()
    window.desk.settings.put("second_backup_place", str(place))
    window.list = window.desk.fallback
    return place


def test_a_change_brings_the_list_up_to_date_by_itself(window, stick):
    window.desk.settings.put(own.EVERY_SETTING, 0)
    answers = []
    window.list.changed.connect(lambda: answers.append(window.list.at))
    somebody_comes(window)
    wait_until(lambda: window.list.at is not None, 20)
    first = window.list.at
    assert [one.name for one in stick.iterdir()] == [file_name(window.desk.event.starts)]
    assert window.list.file.read_bytes().startswith(b"%PDF-")
    window.desk.work.changed.emit(frozenset({PRESENCE}))
    wait_until(lambda: window.list.at > first, 20)
    assert "written just now" in window.list.said(window.desk.texts)


def test_a_stick_pulled_out_is_said_in_red_and_comes_back_by_itself(window, stick):
    shutil.rmtree(stick)
    somebody_comes(window)
    wait_until(lambda: window.list.problem is not None, 20)
    assert window.list.problem.code == "fallback_place_missing"
    today = date(2026, 1, 1)
    (line,) = words.fallback(window.desk.texts, window.list, "2024-05-29", "2024-05-30", today)
    assert (line.tone, line.page) == ("red", "settings")
    assert str(stick) in line.detail
    assert not stick.exists(), "a missing stick must not become a folder of this computer"
    stick.mkdir()
    window.list._look()
    wait_until(lambda: window.list.problem is None, 20)
    assert list(stick.iterdir())
    assert words.fallback(window.desk.texts, window.list, "2024-05-29", "2024-05-30", today) == []


def test_the_overview_shows_it(window, stick):
    shutil.rmtree(stick)
    window.show_page("overview")
    board = window.pages["overview"].board
    somebody_comes(window)
    wait_until(
        lambda: any(line.tone == "red" and "fallback" in line.words for line in board.warnings.lines()), 20
    )


def test_without_a_second_place_nothing_is_written_and_only_the_days_of_the_event_say_so(window):
    list_, texts = window.desk.fallback, window.desk.texts
    assert list_.place is None
    list_.write()
    assert not list_._busy
    said = lambda day: words.fallback(texts, list_, "2024-05-29", "2024-05-30", date(2024, 5, day))  # noqa: E731
    assert [bool(said(day)) for day in (28, 29, 30, 31)] == [False, True, True, False]


def test_a_full_disk_leaves_the_list_before_as_it_was(seminar, tmp_path):
    path, event = seminar
    with small_disk(tmp_path / "disk", "1m") as disk:
        file = disk / file_name("2024-05-29")
        file.write_bytes(b"the list before")
        fill(disk)
        with pytest.raises(Refused, match="disk_full"):
            write_fallback(str(path), event, str(disk), "en", AT)
        assert file.read_bytes() == b"the list before"
        assert [one.name for one in disk.iterdir() if one.suffix == ".part"] == []


def test_a_list_that_another_program_holds_is_told_with_what_to_do(seminar, tmp_path, monkeypatch):
    path, event = seminar

    def held(self, target):
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refused, match="report_file_in_use"):
        write_fallback(str(path), event, str(tmp_path), "en", AT)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


@pytest.mark.skipif(os.name == "nt", reason="folders are not closed by their mode on Windows")
def test_a_folder_that_is_a_file_is_missing(seminar, tmp_path):
    path, event = seminar
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="fallback_place_missing"):
        write_fallback(str(path), event, str(tmp_path / "file"), "en", AT)
