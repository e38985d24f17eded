"""Every state of the dialog of certificates, one after the other, each settled."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from attendance.commands.certificates import decide_certificates, issue_certificates
from attendance.ui.dialogs.certificates_dialog import CertificatesDialog
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for


def certificate_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The rule and the people, some of them decided, the pages, saved."""
    window.openings.certificates()
    dialog = next(iter(window.findChildren(CertificatesDialog)))
    wait_for(lambda: dialog.model.rowCount() > 0)
    _grant_some(window, dialog)
    wait_for(lambda: dialog.primary.isEnabled())
    dialog.table.selectRow(2)
    settle(window)
    yield "dialog-certificates", dialog
    dialog.grant.click()
    settle(window)
    assert dialog.asking.ask is not None
    yield "dialog-certificates-grant", dialog.asking.ask
    dialog.asking.ask.close()
    dialog.table.clearSelection()
    settle(window)
    dialog.primary.click()
    wait_for(lambda: dialog.preview.is_drawn())
    settle(window)
    yield "dialog-certificates-pages", dialog
    dialog.show_saved("certificates.pdf")
    settle(window)
    yield "dialog-certificates-saved", dialog
    dialog.close()
    rest(50)


def _grant_some(window: MainWindow, dialog: CertificatesDialog) -> None:
    """Certificates for the first few: nobody of the sample has come so far."""
    desk, event = window.desk, window.desk.event
    assert event is not None
    lines = [dialog.model.line(row) for row in range(6)]
    people = [line.person.id for line in lines if line is not None]
    for verb, args in (
        (decide_certificates, (people, True, "Took part online")),
        (issue_certificates, (people[:3], "2024-05-30")),
    ):
        desk.work.write(dialog, verb, desk.stamp(), event.id, *args)
    settle(window)
