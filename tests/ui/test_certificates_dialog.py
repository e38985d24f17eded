"""Certificates in the window: the rule is changed and read back, people are decided, pages come out."""

import re

import pytest
from PySide6.QtWidgets import QFileDialog

from attendance.domain.certificates import Unit
from attendance.queries.certificates import certificate_rule, issued
from attendance.ui.dialogs.certificates_dialog import CertificatesDialog
from attendance.ui.dialogs.certificates_model import GRANTED
from tests.acceptance.test_badges import ask
from tests.ui.conftest import wait_until
from tests.ui.printers import Paper


@pytest.fixture
def dialog(window):
    window.openings.certificates()
    made = window.findChild(CertificatesDialog)
    wait_until(lambda: made.model.rowCount() > 0)
    yield made
    made.close()


def decide(dialog, rows, reason="chaired"):
    dialog.table.clearSelection()
    for row in rows:
        dialog._choose_again({dialog.model.line(row).person.id for row in rows})
    dialog.grant.click()
    dialog.asking.ask.fields["reason"].setText(reason)
    dialog.asking.ask.give()


def decided(window):
    return ask(window, issued, window.desk.event.id)


def test_the_rule_is_changed_in_place_and_its_sentence_says_so(window, dialog):
    before = dialog.form.told.text()
    assert "80 %" in before
    dialog.form.form.part("threshold").setText("50")
    dialog.form.form.part("threshold").finished.emit()
    wait_until(lambda: "50 %" in dialog.form.told.text())
    first = next(iter(dialog.form.mandatory.values()))
    first.click()
    wait_until(lambda: first.text() in dialog.form.told.text())
    rule = ask(window, certificate_rule, window.desk.event.id)
    assert (rule.threshold, len(rule.mandatory), rule.unit) == (50, 1, Unit.SESSIONS)


def test_a_share_nobody_can_reach_is_refused_at_its_field(window, dialog):
    dialog.form.form.part("threshold").setText("120")
    dialog.form.form.part("threshold").finished.emit()
    wait_until(lambda: "120" in dialog.form.form.problem("threshold"))
    assert ask(window, certificate_rule, window.desk.event.id).threshold == 80


def test_without_a_reason_nobody_is_granted_one(window, dialog):
    decide(dialog, [0], reason="")
    wait_until(lambda: not dialog.asking.ask._problem.isHidden())
    assert decided(window) == {}
    dialog.asking.ask.close()


def test_granted_numbered_handed_over(window, dialog):
    decide(dialog, [0, 2])
    wait_until(lambda: len(decided(window)) == 2)
    dialog.table.clearSelection()
    wait_until(lambda: dialog.issue.isEnabled())
    dialog.which.chosen.emit(GRANTED)
    assert all(dialog.model.line(row).granted for row in range(dialog.model.rowCount()))
    dialog.issue.click()
    wait_until(lambda: all(row.number for row in decided(window).values()))
    wait_until(lambda: not dialog.issue.isEnabled())
    dialog.table.selectRow(0)
    dialog.received.click()
    wait_until(lambda: sum(bool(row.received_on) for row in decided(window).values()) == 1)


def test_the_pages_are_looked_at_printed_and_saved(window, dialog, tmp_path):
    paper = Paper(tmp_path)
    decide(dialog, [0, 2])
    wait_until(lambda: dialog.primary.isEnabled() and len(dialog._standing.found.granted) >= 2)
    dialog.table.clearSelection()
    count = len(dialog._standing.found.granted)
    dialog.primary.click()
    wait_until(lambda: dialog.preview.is_drawn())
    dialog.send(lambda: paper.named("Office"))
    wait_until(lambda: paper.files and paper.files[0].exists() and paper.files[0].stat().st_size > 5_000)
    dialog.primary.click()
    chooser = dialog.findChild(QFileDialog)
    target = tmp_path / "certificates.pdf"
    chooser.fileSelected.emit(str(target))
    chooser.close()
    wait_until(lambda: dialog.page is dialog._done)
    assert len(re.findall(rb"/Type /Page\b", target.read_bytes())) == count


def test_the_tab_key_goes_through_the_rule_from_the_top_to_the_bottom(dialog):
    form = dialog.form
    wait_until(lambda: form.mandatory)
    stops = [form.form.part("prefix"), *form.mandatory.values(), *form.exempt.values()]
    met, part = [stops[0]], stops[0]
    while len(met) < len(stops):
        part = part.nextInFocusChain()
        if part in stops:
            met.append(part)
    assert met == stops
