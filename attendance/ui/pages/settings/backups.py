"""Backups: how old the newest is, a second place, what each holds, and the way back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from attendance import paths
from attendance.domain.errors import Refused
from attendance.domain.roles import Act
from attendance.store.backup import Description
from attendance.ui.desk import Desk
from attendance.ui.dialogs.file_choice import choose_file
from attendance.ui.dialogs.plain_table import PlainTable
from attendance.ui.dialogs.restore_dialog import RestoreDialog
from attendance.ui.error_bar import told
from attendance.ui.keeper import shortened
from attendance.ui.keeping import Shelved
from attendance.ui.pages.settings.backups_model import BackupsModel
from attendance.ui.pages.settings.parts import Section, moment
from attendance.ui.parts import button, icon_button, lay, retone
from attendance.ui.settings import LISTS_FOLDER, LISTS_LAST, LISTS_WANTED

WIDTHS = (132, 112, 64, 168)
ROWS = 3


class _Shelf(PlainTable):
    """Asks for a few rows only: else the section would scroll before the list does."""

    def sizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())


class BackupsSection(Section):
    """Where the file's copies are, and how one goes back to one of them."""

    key = "backups"

    def __init__(self, desk: Desk) -> None:
        texts, theme, self.keeper = desk.texts, desk.theme, desk.keeper
        super().__init__(desk, texts("Backups"))
        self._asked: Shelved | None = None
        self._checked_row: Shelved | None = None
        if self.keeper is None:
            self.add_row(texts("No backups are kept of this file."), "")
            self.column.addStretch(1)
            return
        self._state = self.add_row(
            "", "", button(theme, texts("Open folder"), "folder", pressed=self._open_folder)
        )
        self._second_place()
        if desk.fallback is not None:
            self._fallback()
        self._lists()
        self.model = BackupsModel(desk, self.keeper.known, self)
        self.table = _Shelf(self.model, theme.row, texts("Backups"))
        self.table.setMinimumHeight(ROWS * theme.row + 40)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, round(width * theme.text_size))
        self.table.activated.connect(self._restore_row)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.column.addSpacing(8)
        self.add(self.table, 1)
        self._build_buttons()
        self.keeper.kept.connect(self.shown_again)
        self._selected()

    def _second_place(self) -> None:
        theme, texts = self.desk.theme, self.desk.texts
        self._forget = icon_button(theme, texts("No second place"), "close", self._no_second)
        choose = button(theme, texts("Choose a folder…"), pressed=self._choose_second)
        choose.setAccessibleName(texts("Choose the second place"))
        self._second = self.add_row(texts("Second place"), "", self._forget, choose)

    def _fallback(self) -> None:
        theme, texts = self.desk.theme, self.desk.texts
        self.write_list = button(theme, texts("Write now"), pressed=self.desk.fallback.write)
        self.write_list.setAccessibleName(texts("Write the fallback list now"))
        self._list_row = self.add_row(texts("Fallback list"), "", self.write_list)
        self.desk.fallback.changed.connect(self._tell_list)

    @Slot()
    def _tell_list(self) -> None:
        kept = self.desk.fallback
        if kept is None:
            return
        self._list_row.say(kept.said(self.desk.texts), "amber" if kept.overdue else "")
        self.write_list.setEnabled(kept.place is not None)

    def _lists(self) -> None:
        theme, texts = self.desk.theme, self.desk.texts
        choose = button(theme, texts("Choose a folder…"), pressed=self._choose_lists)
        choose.setAccessibleName(texts("Choose the folder of the lists"))
        self.lists = QCheckBox()
        self.lists.setChecked(bool(self.desk.settings.get(LISTS_WANTED)))
        self.lists.checkStateChanged.connect(self._want_lists)
        self._lists_row = self.add_row(texts("Write the lists when closing"), "", choose, self.lists)

    def _build_buttons(self) -> None:
        theme, texts = self.desk.theme, self.desk.texts
        row = lay(QHBoxLayout(), margins=(0, 12, 0, 0), spacing=8)
        self.restore = button(theme, texts("Restore…"), "backup", pressed=self._restore)
        self.check = button(theme, texts("Check"), "tick", pressed=self._check)
        other = button(theme, texts("Restore another file…"), kind="link", pressed=self.choose_file)
        for part in (self.restore, self.check):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(other)
        holder = QWidget()
        holder.setLayout(row)
        self.add(holder)

    # -- what is shown ---------------------------------------------------------------------------------

    @Slot()
    def shown_again(self) -> None:
        if self.keeper is None:
            return
        self._tell_state()
        self.desk.work.heavy(
            self, "attendance.ui.keeping:shelf", self.keeper.path, self.keeper.folder, self.keeper.second,
            then=self._show_shelf,
        )  # fmt: skip

    def _tell_state(self) -> None:
        texts, keeper = self.desk.texts, self.keeper
        self._state.title.setText(keeper.told(texts) or texts("The first backup is on its way."))
        retone(self._state.title, "tone", "amber" if keeper.anxious else "")
        every = texts("Every quarter of an hour and when closing, in {folder}")
        problem = told(texts, keeper.problem) if keeper.problem else ""
        self._state.say(problem or every.format(folder=shortened(keeper.folder)), "amber" if problem else "")
        second = keeper.second
        none = texts("None yet. A stick or another disk survives this computer.")
        self._second.say(texts("Every backup goes to {folder} too.", folder=second) if second else none)
        self._forget.setVisible(second is not None)
        self._tell_lists()
        self._tell_list()

    def _tell_lists(self) -> None:
        texts, last = self.desk.texts, self.desk.settings.get(LISTS_LAST) or {}
        if self.lists.isChecked() and last.get("problem"):
            self._lists_row.say(last["problem"], "amber")
            return
        what = texts(
            "List of participants and attendance matrix as workbooks, in {folder}",
            folder=shortened(self._lists_folder()),
        )
        written = moment(texts, last.get("at")) if self.lists.isChecked() else ""
        ending = texts("Last written: {moment}.", moment=written) if written else ""
        self._lists_row.say(f"{what}. {ending}".strip())

    def _lists_folder(self) -> Path:
        return Path(self.desk.settings.get(LISTS_FOLDER) or paths.lists_folder())

    def _show_shelf(self, rows: Sequence[Shelved]) -> None:
        if rows != self.model.rows:
            self.model.show(rows)
            if rows:
                self.table.selectRow(0)
        self._selected()
        self._describe()

    def _describe(self) -> None:
        """One after the other, so that no other work waits for all of them."""
        if self._asked is not None:
            return
        self._asked = self.model.unknown()
        if self._asked is not None:
            self.desk.work.heavy(
                self, "attendance.store.backup:describe", self._asked.backup.path,
                then=self._described, failed=self._undescribed,
            )  # fmt: skip

    def _described(self, inside: Description | Refused) -> None:
        row, self._asked = self._asked, None
        self.model.learn(row, inside)
        self._describe()

    def _undescribed(self, error: Exception) -> None:
        damaged = error if isinstance(error, Refused) else Refused("backup_damaged", path="", reason="")
        self._described(damaged)

    @Slot()
    def _selected(self) -> None:
        for part in (self.restore, self.check):
            part.setEnabled(self._chosen() is not None)

    def _chosen(self) -> Shelved | None:
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    # -- what can be done ------------------------------------------------------------------------------

    @Slot()
    def back_up(self) -> None:
        """Now, and say so."""
        self.keeper.keep(self.desk.texts("Backing up"))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.keeper.folder)))

    @Slot()
    def _choose_second(self) -> None:
        title = self.desk.texts("Second place for backups")
        choose_file(self.desk, self.window(), title, "", self._second_chosen, folder=True)

    @Slot(str)
    def _second_chosen(self, folder: str) -> None:
        if Path(folder) == self.keeper.folder:
            same = self.desk.texts("Backups go there already. Choose a folder on another disk or stick.")
            self._second.say(same, "amber")
            return
        self.keeper.use_second(Path(folder), self.desk.texts("Backing up"))
        self._tell_state()

    @Slot()
    def _no_second(self) -> None:
        self.keeper.use_second(None)
        self._tell_state()

    @Slot(Qt.CheckState)
    def _want_lists(self, state: Qt.CheckState) -> None:
        self.desk.settings.put(LISTS_WANTED, state == Qt.CheckState.Checked)
        self._tell_lists()

    @Slot()
    def _choose_lists(self) -> None:
        title = self.desk.texts("Folder for the lists")
        choose_file(self.desk, self.window(), title, "", self._lists_chosen, folder=True)

    @Slot(str)
    def _lists_chosen(self, folder: str) -> None:
        self.desk.settings.put(LISTS_FOLDER, folder)
        self._tell_lists()

    @Slot()
    def _check(self) -> None:
        if (row := self._chosen()) is not None:
            self._checked_row = row
            self.check.setEnabled(False)
            self.desk.work.heavy(
                self, "attendance.ui.keeping:check_whole", row.backup.path,
                then=self._checked, failed=self._not_checked,
                title=self.desk.texts("Checking the backup"),
            )  # fmt: skip

    def _checked(self, inside: Description) -> None:
        self._selected()
        row = self._checked_row
        self.model.learn(row, inside)
        when = moment(self.desk.texts, row.backup.written)
        self.desk.say(self.desk.texts("The backup is whole: {moment}.", moment=when))

    def _not_checked(self, error: Exception) -> None:
        self._selected()
        if not (isinstance(error, Refused) and error.code == "stopped"):
            self.desk.work.failed.emit(error)

    @Slot(QModelIndex)
    def _restore_row(self, _index: QModelIndex) -> None:
        self._restore()

    @Slot()
    def _restore(self) -> None:
        if (row := self._chosen()) is not None:
            self._open(row.backup.path)

    @Slot()
    def choose_file(self) -> None:
        """Restore a backup from a stick, or of another file."""
        title, kind = self.desk.texts("Choose a backup"), self.desk.texts("Backups (*.db)")
        choose_file(self.desk, self.window(), title, kind, self._file_chosen)

    @Slot(str)
    def _file_chosen(self, path: str) -> None:
        self._open(Path(path))

    def _open(self, backup: Path) -> None:
        if self.desk.crew.may(Act.RUN):
            RestoreDialog(self.desk, backup, self.window()).open()
        else:
            self.desk.say(self.desk.crew.reason())
