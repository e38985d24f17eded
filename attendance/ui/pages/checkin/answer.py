"""What comes back from the file: the verdict with its sound and photo, and under it what can be done."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.domain.scan import ACCEPTED, Verdict, Word
from attendance.queries.person import Beside, companions_outside, photo_of
from attendance.queries.supervision import Supervision, supervision
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.pages.checkin.attempt import Attempt
from attendance.ui.pages.checkin.companions import CompanionsPanel
from attendance.ui.pages.checkin.counter import ASKS_AGAIN
from attendance.ui.pages.checkin.hand import TAKES_THE_KEYBOARD, Hand, panel_for
from attendance.ui.pages.checkin.panel import ConfirmPanel, Panel, RetryPanel, SparePanel
from attendance.ui.pages.checkin.said import CALM, Said, said_error, said_of
from attendance.ui.pages.checkin.unwritten import Unwritten
from attendance.ui.pages.checkin.verdict_area import VerdictArea
from attendance.ui.parts import lay
from attendance.ui.sounds import Sound, Sounds


class Answer(QWidget):
    """The verdict and the hand under it.

    Attributes:
        verdict: the area of the verdict; hand: what stands under it; unwritten: above, what still waits.
        supervision: who may allow what takes a supervisor.
        wanted: an ``Attempt`` a panel wants made.
        retry_wanted: what could not be written shall be tried again.
        search_wanted: somebody shall be looked for.
        left: the keyboard shall go back to the field.
    """

    wanted = Signal(object)
    retry_wanted = Signal()
    search_wanted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, sounds: Sounds) -> None:
        super().__init__()
        self._desk, self._sounds = desk, sounds
        self.supervision = Supervision()
        self._shown: tuple[Attempt, Verdict] | None = None
        texts = desk.texts
        waiting = Said("", "drop", texts("Ready"), texts("Scan a badge, or type a name and press Enter."))
        self.verdict = VerdictArea(desk.theme, waiting)
        self.unwritten = Unwritten(desk)
        self.unwritten.retry_wanted.connect(self.retry_wanted)
        self.hand = Hand()
        self.hand.left.connect(self.left)
        column = lay(QVBoxLayout(self), spacing=12)
        column.addWidget(self.unwritten)
        column.addWidget(self.verdict, 1)
        column.addWidget(self.hand)

    def refresh(self) -> None:
        """Read again who may allow what."""
        self._desk.work.read(self, supervision, then=self._supervised, only_newest=True)

    def _supervised(self, found: Supervision) -> None:
        self.supervision = found

    @Slot()
    def clear(self) -> None:
        """Nothing is shown; what could not be written still waits."""
        self._shown = None
        self.verdict.show_said(None)
        self.offer(None)

    def offer(self, panel: Panel | None, *, focus: bool = False) -> None:
        """Put a panel under the verdict."""
        if panel is not None:
            panel.wanted.connect(self.wanted)
        if isinstance(panel, RetryPanel):
            panel.retry_wanted.connect(self.retry_wanted)
        if isinstance(panel, ConfirmPanel):
            panel.dropped.connect(self.clear)
        if isinstance(panel, SparePanel):
            panel.search_wanted.connect(self.search_wanted)
        self.hand.offer(panel, focus=focus)

    def waits_for(self, code: str) -> Attempt | None:
        """The attempt with this code that waits for a key to be booked."""
        if self._shown is None or not isinstance(self.hand.panel, ConfirmPanel):
            return None
        attempt = self._shown[0]
        return attempt if attempt.what == code else None

    def spare(self) -> str | None:
        """The code of the spare badge that waits for the person it is tied to."""
        waits = isinstance(self.hand.panel, SparePanel) and self._shown is not None
        return self._shown[1].code if waits and self._shown else None

    def show_verdict(self, attempt: Attempt, verdict: Verdict) -> None:
        """Show it in place of everything before."""
        self._shown = (attempt, verdict)
        self.unwritten.refresh()
        said = said_of(self._desk, verdict)
        panel = panel_for(self._desk, attempt, verdict, self.supervision)
        self.offer(panel, focus=isinstance(panel, TAKES_THE_KEYBOARD))
        self.verdict.show_said(said)
        self._sounds.play(sound_of(verdict, said))
        if verdict.word is Word.IN and verdict.fact and verdict.holder and attempt.session:
            holder = verdict.holder.id
            then = partial(self._accompanied, attempt.session, verdict)
            self._desk.work.read(
                self, companions_outside, attempt.session, holder, then=then, only_newest=True
            )
        if verdict.holder is not None and said.tone != CALM:
            self._desk.work.read(self, photo_of, verdict.holder.id, then=self._photo, only_newest=True)

    def show_error(self, attempt: Attempt, error: Exception) -> None:
        """Nothing was written: the verdict before must not go on standing there in green."""
        panel = self.hand.panel
        if isinstance(error, Refused) and error.code in ASKS_AGAIN and panel is not None:
            panel.complain(told(self._desk.texts, error))
            self.refresh()
            return
        self._shown = None
        self.unwritten.hide()  # the panel below says it
        texts, sentence = self._desk.texts, told(self._desk.texts, error)
        why = texts("Each will be written as it was scanned.")
        waiting = len(self._desk.unwritten)
        self.offer(RetryPanel(self._desk, waiting, why) if waiting else None)
        self.verdict.show_said(said_error(self._desk, sentence))
        self._sounds.play(Sound.ERROR)

    def _accompanied(self, session: UUID, verdict: Verdict, people: list[Beside]) -> None:
        """Whoever comes along is offered, while nothing else has come since."""
        if people and self._shown is not None and self._shown[1] is verdict and self.hand.panel is None:
            self.offer(CompanionsPanel(self._desk, session, people))

    def _photo(self, answer: tuple[UUID, bytes | None]) -> None:
        delegate, content = answer
        holder = self._shown[1].holder if self._shown else None
        if content is not None and holder is not None and holder.id == delegate:
            self.verdict.show_photo(content)


def sound_of(verdict: Verdict, said: Said) -> Sound:
    """What is heard with a verdict; before a guest who reads a calm sentence nothing buzzes."""
    if verdict.word in ACCEPTED:
        flagged = verdict.fact is None or said.mark or said.note
        return Sound.ATTENTION if flagged else Sound.IN if verdict.word is Word.IN else Sound.OUT
    return Sound.ERROR if said.tone in ("red", "amber") else Sound.ATTENTION
