"""What the window opens over its pages: dialogs, the command palette, the shortcuts; loaded when used."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QDialog

from attendance.language.sentences import sentence
from attendance.ui.places import title_of
from attendance.ui.settings import BADGE_AT_ENTRY as AUTOMATIC
from attendance.ui.window_actions import page_actions, window_actions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from attendance.domain.errors import Refused
    from attendance.ui.badge_choice import Whose
    from attendance.ui.dialogs.import_dialog import ImportDialog
    from attendance.ui.dialogs.taking_dialog import TakingDialog
    from attendance.ui.main_window import MainWindow
    from attendance.ui.printing import Printing


class Openings(QObject):
    """Opens them over the window, each at most where it makes sense."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._printing: Printing | None = None
        window.desk.badges_wanted.connect(self.print_badges)
        window.desk.certificates_wanted.connect(self.certificates)
        window.desk.editing_wanted.connect(self.export_for_editing)

    @Slot()
    def new_event(self) -> None:
        """Ask for a new event."""
        from attendance.ui.dialogs.new_event_dialog import NewEventDialog

        dialog = NewEventDialog(self._desk, self._window)
        dialog.created.connect(self._window.open_event)
        self._open(dialog)

    @Slot()
    @Slot(object)
    def import_list(self, files: Path | Sequence[Path] = ()) -> None:
        """Ask for a list, or take the files that are given, and bring them in one after another."""
        self._open(self._importing((files,) if isinstance(files, Path) else files))

    @Slot()
    def paste_list(self) -> None:
        """Bring in the list that was copied elsewhere."""
        dialog = self._importing(())
        self._open(dialog)
        dialog.lists.paste()

    def _importing(self, files: "Sequence[Path]", *, sure: bool = False) -> "ImportDialog":
        from attendance.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(self._desk, self._event(), files, self._window, sure=sure)
        dialog.opened.connect(self._show_people)
        dialog.lists.other.connect(self._import_other)
        return dialog

    @Slot(object, str)
    def _import_other(self, file: Path, kind: str) -> None:
        """What was brought as a list of people is something else by its looks."""
        (self.import_programme if kind == "programme" else self.import_attendance)(file)

    @Slot(object)
    def _import_people(self, file: Path) -> None:
        """It is a list of people after all."""
        self._open(self._importing((file,), sure=True))

    @Slot()
    @Slot(object)
    def import_programme(self, file: Path | None = None) -> None:
        """Ask for a programme and bring it into the open event."""
        from attendance.ui.dialogs.programme_dialog import ProgrammeDialog

        self._take(ProgrammeDialog, file, "programme")

    @Slot()
    @Slot(object)
    def import_attendance(self, file: Path | None = None) -> None:
        """Ask for a list of attendance and bring it into the open event."""
        from attendance.ui.dialogs.attendance_dialog import AttendanceDialog

        self._take(AttendanceDialog, file, "overview")

    def _take(self, kind: "type[TakingDialog]", file: Path | None, page: str) -> None:
        event = self._event()
        if event is None:
            self._desk.say(self._desk.texts("Open an event first."))
            return
        dialog: TakingDialog = kind(self._desk, event, file, self._window)
        dialog.opened.connect(partial(self._show, page))
        dialog.people.connect(self._import_people)
        self._open(dialog)

    def _show(self, page: str, _event: UUID) -> None:
        self._window.show_page(page)

    @Slot(object)
    def _show_people(self, event: UUID) -> None:
        self._desk.open_event(event)
        self._window.show_page("delegates")

    @Slot()
    @Slot(str)
    def write_report(self, name: str = "") -> None:
        """Show the reports; ``name`` is the one to begin with."""
        if self._event() is None:
            self._desk.say(self._desk.texts("Open an event first."))
            return
        self._desk.go("reports", name or None)

    @Slot(str, object)
    def print_pages(self, printer: str, pages: "Sequence[QImage]") -> None:
        """Print pages that are pictures, and say how it went."""
        from attendance.reports.pages.pdf import A4
        from attendance.ui.pages.reports.sending import Images, Named
        from attendance.ui.printing import Paper

        self.printing.send(Named(self.printing.named, printer), Paper(A4), Images(pages), self._tell_printed)

    def _tell_printed(self, problem: "Refused | None") -> None:
        texts = self._desk.texts
        self._desk.say(sentence(texts, problem) if problem else texts("The report is printed."))

    @Slot()
    def export_for_editing(self) -> None:
        """Everybody as a workbook that comes back."""
        self.write_report("people-for-editing")

    @Slot()
    def print_sheets(self) -> None:
        """Ask which sheets to sign are wanted, and write them."""
        from attendance.ui.dialogs.print_sheets_dialog import PrintSheetsDialog

        event = self._event()
        if event is None:
            self._desk.say(self._desk.texts("Open an event first."))
            return
        self._open(PrintSheetsDialog(self._desk, event, self._window))

    @property
    def printing(self) -> "Printing":
        """What prints, made when it is first used."""
        if self._printing is None:
            from attendance.ui.printing import Printing

            self._printing = Printing(self._desk, self)
            self._window.closed.connect(self._printing.close)
        return self._printing

    @Slot(object)
    def print_badges(self, whose: "Whose") -> None:
        """Ask how large and on what, show how they will look, and print badges."""
        from attendance.ui.dialogs.badges_dialog import BadgesDialog

        event = self._event()
        if event is None:
            self._desk.say(self._desk.texts("Open an event first."))
            return
        self._open(BadgesDialog(self._desk, event, self.printing, whose, self._window))

    @Slot()
    def certificates(self) -> None:
        """Who gets a certificate by the event's rule, and the certificates themselves."""
        from attendance.ui.dialogs.certificates_dialog import CertificatesDialog

        event = self._event()
        if event is None:
            self._desk.say(self._desk.texts("Open an event first."))
            return
        self._open(CertificatesDialog(self._desk, event, self.printing, self._window))

    @Slot(object)
    def badge_at_entry(self, verdict: object) -> None:
        """Print the badge of a first entry where this computer is to do that."""
        if self._desk.settings.get(AUTOMATIC):
            self.printing.came(verdict)

    def show_palette(self) -> None:
        """Ask for any action, page, person, delegation or event."""
        from attendance.ui.command_palette import CommandPalette

        window = self._window
        if any(palette.isVisible() for palette in window.findChildren(CommandPalette)):
            return
        may = self._desk.crew.may
        here = [one for one in window.page.actions() if may(one.act)]
        rest = [one for one in window_actions(window)[1:] if may(one.act)]  # the first is this one
        palette = CommandPalette(self._desk, here, page_actions(window), rest, window.centralWidget())
        palette.event_wanted.connect(window.open_event)
        palette.person_wanted.connect(window.open_person)
        palette.open()

    @Slot()
    def sign_in(self) -> None:
        """Ask who works here; where nobody is set up, the settings have the one name."""
        desk = self._desk
        if not desk.crew.working:
            desk.go("settings", "people")
            return
        from attendance.ui.sign_in import SignIn

        foot = self._window.foot.operator
        made = SignIn(desk, desk.crew.working, desk.texts("Who works here?"), self._window)
        made.signed.connect(self._signed)
        made.open_at(foot if foot.isVisible() else self._window.centralWidget())

    @Slot(str)
    def _signed(self, name: str) -> None:
        self._desk.say(self._desk.texts("From now on changes are signed {name}.", name=name))

    def show_shortcuts(self) -> None:
        """Every shortcut, to be read."""
        from attendance.ui.dialogs.shortcuts_dialog import ShortcutsDialog

        window = self._window
        title = title_of(self._desk.texts, window.page.key)
        everywhere = [*page_actions(window), *window_actions(window)]
        self._open(ShortcutsDialog(self._desk, title, window.page.actions(), everywhere, window))

    def _event(self) -> UUID | None:
        return self._desk.event.id if self._desk.event else None

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
