"""Every verdict and every state of the check-in page, as the desk sees them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Direction, FieldKind, new_id
from attendance.domain.scan import ADMIT, Admit, Asked, FirstEntry, Holder, Reason, Verdict, Why, Word
from attendance.queries.supervision import Supervision
from attendance.ui import photos
from attendance.ui.main_window import MainWindow
from attendance.ui.pages.checkin.attempt import scanned
from attendance.ui.pages.checkin.said import DISCREET
from attendance.ui.staging import rest, wait_for

Scenes = Iterator[tuple[str, QWidget]]
CODE = "400638133393"


def door_scenes(window: MainWindow) -> Scenes:
    """The page waiting and searching, then every word, then what goes on around them."""
    window.show_page("checkin")
    page = window.pages["checkin"]
    page.verdict.show_said(None)
    rest(200)
    yield "checkin-ready", window
    page.field.setText("sam")
    rest(400)
    yield "checkin-search", window
    page.field.clear()
    page.turn(Direction.EXIT)
    out = _scan(window, "11")
    rest(250)
    yield "checkin-out", window
    page.turn(Direction.ENTRY)
    _scan(window, "11")
    rest(250)
    yield "checkin-in", window
    told: Verdict = _scan(window, "11")
    rest(250)
    yield "checkin-already-in", window
    assert out.holder is not None
    yield from _words(window, told, out.holder)
    yield from _around(window, told, out.holder)
    page.answer.clear()
    yield from _log(window)


def _scan(window: MainWindow, number: str) -> Verdict:
    """The verdict on a number, as it comes back from the file."""
    page, told = window.pages["checkin"], []
    page.verdict_shown.connect(told.append)
    page.scan(number)
    wait_for(lambda: bool(told))
    page.verdict_shown.disconnect(told.append)
    return told[0]


def _words(window: MainWindow, told: Verdict, holder: Holder) -> Scenes:
    """Every other verdict, over the person of the sample."""
    at = told.at
    title, head = "Regional workshop on open data", replace(holder, name="H.E. Mr. Given FAMILY")
    reasons: dict[Word, tuple[Reason | None, Holder | None]] = {
        Word.NOT_NOW: (Reason(Why.OPENS_AT, {"at": at + 3_600_000}), holder),
        Word.NOT_ADMITTED_HERE: (
            Reason(Why.CAPACITIES, {"capacities": [Capacity.HEAD, Capacity.DEPUTY, Capacity.SPEAKER]}),
            holder,
        ),
        Word.RULE: (Reason(Why.MINUTES_BETWEEN, {"minutes": 30, "at": at - 600_000}), holder),
        Word.NOT_CONFIRMED: (None, replace(holder, status="registered", status_at=at - 86_400_000)),
        Word.WITHDRAWN: (None, replace(holder, status="withdrawn", status_at=at - 86_400_000)),
        Word.BARRED: (None, replace(holder, status="barred", status_at=at - 86_400_000)),
        Word.REVOKED: (
            Reason(Why.NEW_HOLDER, {"name": head.name, "delegation": head.delegation_code}),
            head,
        ),
        Word.OTHER_EVENT: (Reason(Why.OTHER_EVENT, {"title": title, "title_official": None}), None),
        Word.OTHER_DAY: (Reason(Why.BADGE_DAYS, {"days": ["2024-05-30"]}), holder),
        Word.CONDITION: (Reason(Why.CREDENTIALS), holder),
        Word.UNKNOWN: (None, None),
    }
    for word, (reason, who) in reasons.items():
        admit = Admit.REASON if word is Word.CONDITION else ADMIT.get(word, Admit.NEVER)
        _show(window, Verdict(word, CODE, at, who, reason=reason, admit=admit))
        yield f"checkin-{word.lower().replace('_', '-')}", window
    _show(window, Verdict(Word.UNKNOWN, CODE, at, reason=Reason(Why.SPARE)))
    yield "checkin-spare", window
    candidates = (holder, replace(head, id=new_id(), seat="A4", short_number=4))
    _show(window, Verdict(Word.AMBIGUOUS, CODE, at, candidates=candidates))
    yield "checkin-ambiguous", window
    _show(window, Verdict(Word.QUESTION, CODE, at, holder, reason=Reason(Why.UNANSWERED), asked=_asked()))
    yield "checkin-question", window


def _asked() -> tuple[Asked, ...]:
    return (
        Asked(new_id(), "Arrival", "ວັນມາຮອດ", FieldKind.DATE, (), True),
        Asked(new_id(), "Meal", "ອາຫານ", FieldKind.CHOICE, ("With meat", "Without"), True),
        Asked(new_id(), "Hotel", "ໂຮງແຮມ", FieldKind.TEXT, (), False),
    )


def _around(window: MainWindow, told: Verdict, holder: Holder) -> Scenes:
    """Attention, a photo, a warning on green, a PIN, a key to be pressed, discreet mode, a full disk."""
    page, desk, at = window.pages["checkin"], window.desk, told.at
    note = "Sits beside the chair. The ambassador meets her at the door."
    flagged = replace(holder, attention=True, note=note, seat="A4")
    welcome = Verdict(Word.IN, CODE, at, flagged, fact=new_id(), action=new_id())
    _show(window, welcome)
    page.verdict.show_photo(_portrait())
    yield "checkin-attention", window
    double = Reason(Why.DOUBLE_SCAN, {"seconds": 4})
    _show(window, Verdict(Word.IN, CODE, at, holder, fact=new_id(), action=new_id(), note=double))
    yield "checkin-double", window
    _show(window, Verdict(Word.IN, CODE, at, holder))
    yield "checkin-confirm", window
    page.answer.supervision = Supervision(("Ms. Noy SAMPLE",), frozenset({"Ms. Noy SAMPLE"}))
    gone = replace(holder, status="withdrawn", status_at=at - 86_400_000)
    refused = Verdict(Word.WITHDRAWN, CODE, at, gone, admit=Admit.SUPERVISOR)
    _show(window, refused)
    yield "checkin-pin", window
    page.answer.supervision = Supervision()
    first = FirstEntry(at - 3_600_000, "Desk 2", "Ms. Noy SAMPLE")
    again = Reason(Why.SINGLE_ENTRY)
    _show(window, Verdict(Word.ALREADY_IN, CODE, at, holder, first, reason=again, admit=Admit.REASON))
    page.answer.hand.panel.go.click()
    rest(120)
    yield "checkin-no-reason", window
    desk.settings.put(DISCREET, True)
    _show(window, refused)
    yield "checkin-discreet", window
    desk.settings.put(DISCREET, False)
    desk.unwritten.append(_attempt(window))
    page.answer.show_error(desk.unwritten[0], Refused("disk_full", path="/media/stick/attendance.db"))
    rest(120)
    yield "checkin-error", window
    desk.unwritten.clear()


def _log(window: MainWindow) -> Scenes:
    """The whole log, narrowed, empty, and the question why something is taken back."""
    page = window.pages["checkin"]
    page.show_log()
    wait_for(lambda: bool(page.log.model.lines))
    rest(120)
    yield "checkin-log", window
    page.log.narrow(verdict=Word.ALREADY_IN.value)
    wait_for(lambda: len({line.word for line in page.log.model.lines}) == 1)
    page._ask_why("Ms. Aigerim SAMPLE")
    rest(120)
    yield "checkin-log-undo", window
    page.log.hand.offer(None)
    page.log.narrow(text="nobody at all")
    wait_for(lambda: not page.log.model.lines)
    rest(120)
    yield "checkin-log-empty", window
    page.log.narrow(text="", verdict=None)
    page.show_desk()


def _show(window: MainWindow, verdict: Verdict) -> None:
    page: Any = window.pages["checkin"]
    page.answer.show_verdict(_attempt(window), verdict)
    rest(120)


def _attempt(window: MainWindow) -> Any:
    session = window.desk.session
    return scanned(CODE, session.id if session else None, Direction.ENTRY)


def _portrait() -> bytes:
    """A head and shoulders in plain colours."""
    image = QImage(240, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#D9E3EA"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#7C8FA1"))
    painter.setBrush(QColor("#7C8FA1"))
    painter.drawEllipse(70, 50, 100, 120)
    painter.drawRoundedRect(30, 190, 180, 180, 70, 70)
    painter.end()
    return photos.from_image(image)
