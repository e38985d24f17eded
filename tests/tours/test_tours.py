"""The founding seminar is prepared from nothing on a real display, by keyboard and by mouse."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.verify import verify
from tests.tours import founding

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.needs("Xvfb", "openbox")


@pytest.fixture(scope="module")
def desktop(display):
    """The display with a window manager on it: a person's windows come to the front when they open."""
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1)
    yield display
    manager.terminate()
    manager.wait(timeout=10)


@pytest.mark.parametrize("hand", ["keyboard", "mouse"])
def test_a_meeting_is_prepared_from_nothing(desktop, tmp_path, hand):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    environment |= {"DISPLAY": desktop, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    walked = subprocess.run(
        [sys.executable, "-m", f"tests.tours.{hand}", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    database = Database.open(tmp_path / "tour.db", create=False)
    with database.read() as db:
        event = db.execute(select(t.event)).one()
        codes = set(db.scalars(select(t.delegation.c.code)))
        people = list(db.execute(select(t.delegate.c.academic, t.delegate.c.family, t.delegate.c.name)))
        items = db.execute(select(t.event_session.c.title, t.event_session.c.starts, t.event_session.c.ends))
        programme = list(items)
        priority = db.execute(select(t.priority.c.area, t.priority.c.achievements)).one()
        actions = list(db.scalars(select(t.follow_up.c.action)))
        halves = db.scalar(
            select(func.count()).select_from(t.event_session).where(t.event_session.c.takes_attendance)
        )
    assert verify(database) == []
    database.close()
    assert (event.title, event.title_official) == (founding.TITLE, founding.TITLE_LAO)
    assert (event.starts, event.ends, event.zone) == ("2024-05-29", "2024-05-30", founding.ZONE)
    assert len(codes) == 14
    assert {"LAO", "KAZ", "UZB", "VNM"} <= codes
    assert len(people) == len(founding.PEOPLE)
    assert ("Dr.", "MANODHAM") in {(academic, family) for academic, family, _ in people}
    assert ("Opening plenary", "09:00", "09:30") in programme
    assert halves == 4
    assert tuple(priority) == founding.PRIORITY
    assert actions == [founding.FOLLOW_UP]
