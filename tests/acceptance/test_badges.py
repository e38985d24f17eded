"""The acceptance case about badges, in a real window: printed at the first entry, counted if it came out."""

from sqlalchemy import func, select

from attendance.queries.badges import badges, print_log
from attendance.store import tables as t
from attendance.ui.settings import BADGE_AT_ENTRY, BADGE_PRINTER
from attendance.ui.toast import Toast
from tests.ui.conftest import (  # noqa: F401  the window and its guards
    _nobody_asks_the_file_on_the_windows_thread,
    _written_once,
    wait_until,
    window,
)
from tests.ui.printers import Paper

NAME = "Badge printer"


def ask(window, question, *args):  # noqa: F811
    """The answer of a question, waited for."""
    found = []
    window.desk.work.read(window, question, *args, then=found.append)
    wait_until(lambda: found)
    return found[0]


def toasts(window):  # noqa: F811
    """What the window says at its foot."""
    return [one.accessibleName() for one in window.findChildren(Toast)]


def badge(window, name):  # noqa: F811
    return next(row for row in ask(window, badges, window.desk.event.id) if row.name == name)


def came(window, row, session=0):  # noqa: F811
    """A badge is scanned; the verdict."""
    window.desk.choose_session(window.desk.sessions[session].id)
    window.show_page("checkin")
    told = []
    window.pages["checkin"].verdict_shown.connect(told.append)
    window.scanner.scanned.emit(row.code)
    wait_until(lambda: told)
    window.pages["checkin"].verdict_shown.disconnect(told.append)
    return told[0]


def not_here(window):  # noqa: F811
    """Two people of the sample event who came to nothing yet."""
    return [row for row in ask(window, badges, window.desk.event.id) if not ask(window, entries, row.id)][:2]


def entries(db, who):
    f = t.attendance_fact.c
    return db.scalar(select(func.count()).where(f.delegate == who))


def test_case_68_print_on_first_in_only_and_a_failed_print_does_not_count_as_printed(window, tmp_path):  # noqa: F811
    settings, printing = window.desk.settings, window.openings.printing
    settings.put(BADGE_AT_ENTRY, True)
    settings.put(BADGE_PRINTER, NAME)
    paper = Paper(tmp_path)
    printing.named = paper.named
    first, second = not_here(window)

    paper.broken = True
    assert came(window, first).word == "IN"
    wait_until(lambda: ask(window, print_log, first.id))
    (line,) = ask(window, print_log, first.id)
    assert line.problem == "not_printed"
    assert badge(window, first.name).printed == 0
    wait_until(lambda: any("not printed" in said for said in toasts(window)))

    paper.broken = False
    assert came(window, second).word == "IN"
    wait_until(lambda: badge(window, second.name).printed == 1)
    assert [line.problem for line in ask(window, print_log, second.id)] == [None]
    assert len(paper.files) == 1

    # Not at a second entry, be it after a failure, and not when the badge has come out.
    assert came(window, first, session=1).word == "IN"
    assert came(window, second, session=1).word == "IN"
    assert came(window, second, session=1).word == "ALREADY_IN"
    assert len(ask(window, print_log, first.id)) == 1
    assert len(ask(window, print_log, second.id)) == 1
    assert len(paper.files) == 1
