"""The end of an event session in the window: it closes by itself, and is reset after a backup."""

import pytest
from sqlalchemy import func, select

from attendance.commands.session_rules import set_rules
from attendance.domain.kinds import PresenceState
from attendance.domain.rules import Rules
from attendance.store import tables as t
from attendance.ui.dialogs.reset_dialog import ResetDialog
from attendance.ui.toast import Toast
from attendance.ui.work import PROGRAMME
from tests.ui.conftest import wait_until
from tests.ui.test_rules_pane import Asker


def inside(db, session):
    p = t.presence.c
    return db.scalar(select(func.count()).where(p.event_session == session, p.state == PresenceState.INSIDE))


def told(window):
    return [toast.accessibleName() for toast in window.findChildren(Toast) if toast.isVisible()]


@pytest.fixture
def morning(window):
    """The sample's first half-day, where people are inside."""
    window.show_page("programme")
    page = window.pages["programme"]
    wait_until(lambda: page.board.rows.items)
    item = next(item for item in page.board.rows.items if item.came)
    page.board.choose(item.id)
    wait_until(lambda: page.board.current() == item.id)
    return item


def close_at_noon(window, item):
    window.desk.work.write(
        window, set_rules, window.desk.stamp(), [item.id], Rules(closes_at="12:30"),
        touches=frozenset({PROGRAMME}),
    )  # fmt: skip


def test_a_session_whose_time_has_passed_closes_by_itself_and_undo_holds(window, morning):
    ask = Asker(window)
    before = ask(inside, morning.id)
    assert before > 0
    close_at_noon(window, morning)
    wait_until(lambda: any("closed at 12:30" in said for said in told(window)))
    assert ask(inside, morning.id) == 0
    window.undo()
    wait_until(lambda: ask(inside, morning.id) == before)
    window._closer.look()
    assert ask(inside, morning.id) == before
    assert ask(inside, morning.id) == before  # the answer to the look was in before this one


def test_everybody_has_left_is_one_action_of_the_programme(window, morning):
    ask = Asker(window)
    page = window.pages["programme"]
    next(action for action in page.actions() if action.words == "Everybody has left").do()
    wait_until(lambda: ask(inside, morning.id) == 0)
    page.close_room()
    wait_until(lambda: "Nobody is inside." in told(window))


def reset(window):
    window.pages["programme"].reset()
    return next(one for one in window.findChildren(ResetDialog) if one.isVisible())


def test_a_reset_asks_why_makes_a_backup_and_can_be_undone(window, morning, tmp_path):
    ask = Asker(window)
    before = ask(inside, morning.id)
    dialog = reset(window)
    dialog.ask()
    assert "Reason" in dialog.form.problem("reason")
    dialog.form.part("reason").setText("rehearsal")
    dialog.ask()
    wait_until(lambda: any("taken back" in said for said in told(window)))
    assert ask(inside, morning.id) == 0
    assert list((tmp_path / "backups").glob("*.db"))
    wait_until(lambda: not window.findChildren(ResetDialog))
    window.undo()
    wait_until(lambda: ask(inside, morning.id) == before)


def test_without_a_backup_nothing_is_reset(window, morning, tmp_path):
    ask = Asker(window)
    before = ask(inside, morning.id)
    (tmp_path / "backups").write_text("no folder can be made here")
    dialog = reset(window)
    dialog.form.part("reason").setText("rehearsal")
    dialog.ask()
    wait_until(lambda: dialog._problem.text())
    assert ask(inside, morning.id) == before
    dialog.close()
