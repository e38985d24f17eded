"""Lists pasted, several at once, of one delegation, of a layout known before: through the import dialog."""

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from attendance.imports.fields import IGNORE
from attendance.store import tables as t
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.dialogs.import_done import TABLE
from tests.ui.conftest import wait_until
from tests.ui.test_import_dialog import ask, count, opened, press, until

HTML = (
    "<html><body><table><tr><td colspan=3>Participants of Kazakhstan</td></tr>"
    "<tr><td>No.</td><td>Name</td><td>Country</td></tr>"
    "<tr><td>1</td><td>Aliya<br>Sample</td><td>Kazakhstan</td></tr></table></body></html>"
)


def copy(html="", text=""):
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def names(window):
    return ask(
        window,
        lambda db: [name for (name,) in db.execute(t.delegate.select().with_only_columns(t.delegate.c.name))],
    )


def dialog_of(window) -> ImportDialog:
    wait_until(lambda: window.findChild(ImportDialog) is not None)
    return window.findChild(ImportDialog)


def test_what_was_copied_elsewhere_is_pasted_by_keyboard_alone(window):
    name = "Aliya Sample"
    copy(HTML, "1\tAliya")
    window.openings.paste_list()
    dialog = dialog_of(window)
    until(dialog, dialog.columns)
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.rows)
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.outcome)
    assert name in names(window)
    dialog.close()


def test_the_page_of_files_pastes_by_key_and_says_when_nothing_is_copied(window):
    copy(text="   ")
    window.import_list()
    dialog = dialog_of(window)
    QTest.keyClick(dialog.drop.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: dialog._errors.isVisible())
    assert "Copy the table first" in dialog._errors.accessibleName()
    copy(HTML)
    dialog.drop.paste.click()
    until(dialog, dialog.columns)
    assert not dialog._errors.isVisible()
    dialog.close()


def listed(folder: Path, name: str, rows) -> Path:
    path = folder / name
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    return path


def test_several_files_come_one_after_another_and_one_that_cannot_be_read_holds_up_none(window, tmp_path):
    one = listed(tmp_path, "one.csv", [("Name", "Country"), ("Farida Sample", "Kazakhstan")])
    broken = tmp_path / "two.pdf"
    broken.write_bytes(b"%PDF-1.7 ...")
    three = listed(tmp_path, "three.csv", [("Name", "Country"), ("Gulnara Sample", "Kazakhstan")])
    window.import_list((one, broken, three))
    dialog = dialog_of(window)
    until(dialog, dialog.columns)
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    assert dialog.primary.text() == "Next: two.pdf"
    dialog.primary.click()
    until(dialog, dialog.drop)
    assert "copy the table" in dialog._errors.accessibleName()
    assert dialog.primary.text() == "Next: three.csv"
    press(dialog, Qt.Key.Key_Return)
    until(dialog, dialog.columns)
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    assert dialog.primary.text() == "Open the event"
    assert {"Farida Sample", "Gulnara Sample"} <= set(names(window))
    dialog.close()


def test_a_whole_file_is_one_delegation_and_is_kept_with_it(window, tmp_path):
    path = listed(tmp_path, "letter.csv", [("Name", "Position"), ("Hana Sample", "Director")])
    dialog = opened(window, path)
    box = dialog.columns.options_pane.delegation
    assert box.isVisible()
    wait_until(lambda: box.count() > 0)
    box.setEditText("Office of Samples")
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)

    def kept(db):
        g, f = t.delegation.c, t.delegation_file.c
        return db.execute(
            t.delegation.select()
            .with_only_columns(g.name, f.name)
            .join(t.delegation_file, f.delegation == g.id)
        ).all()

    assert ("Office of Samples", "letter.csv") in [tuple(row) for row in ask(window, kept)]
    dialog.close()


def test_choices_are_offered_again_for_the_next_list_with_these_headings(window, tmp_path):
    head = ("Name", "Country", "Remarks")
    dialog = opened(window, listed(tmp_path, "a.csv", [head, ("Indira Sample", "Kazakhstan", "Director")]))
    remarks = dialog.columns._boxes[2]
    remarks.mean("position")
    remarks.activated.emit(0)
    dialog.primary.click()
    until(dialog, dialog.rows)
    dialog.primary.click()
    until(dialog, dialog.outcome)
    dialog.close()
    wait_until(lambda: window.findChild(ImportDialog) is None)
    dialog = opened(window, listed(tmp_path, "b.csv", [head, ("Jamila Sample", "Kazakhstan", "Officer")]))
    assert dialog.columns.mapping == {0: "name", 1: "country", 2: "position"}
    assert "chosen on" in dialog.columns.notes.accessibleName()
    dialog.columns.notes.anew.click()
    assert dialog.columns.mapping[2] == "remarks"
    assert not dialog.columns.notes.isVisible()
    dialog.close()


def book(folder: Path, sheets) -> Path:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made["Archive"].sheet_state = "hidden"
    path = folder / "tables.xlsx"
    made.save(path)
    return path


def test_every_table_of_a_file_can_be_chosen_and_the_next_is_offered(window, tmp_path):
    head = ["Name", "Country"]
    people = [head, ["Kamila Sample", "Kazakhstan"], ["Laura Sample", "Kazakhstan"]]
    more = [["Interpreters"], ["Given name", "Family name", "Country"], ["Madina", "Sample", "Laos"]]
    path = book(tmp_path, {"People": [*people, [], *more], "Archive": [head, ["Nobody Sample", "Laos"]]})
    dialog = opened(window, path)
    box = dialog.columns.options_pane.sheet
    said = [box.itemText(n) for n in range(box.count())]
    assert said == ["People · rows 1–3 · 2 rows", "People · rows 6–7 · 1 row", "Archive · 1 row · hidden"]
    for left in (True, False):
        dialog.primary.click()
        until(dialog, dialog.rows)
        dialog.primary.click()
        until(dialog, dialog.outcome)
        assert dialog.outcome.buttons[TABLE].isVisible() is left
        if left:
            dialog.outcome.buttons[TABLE].click()
            until(dialog, dialog.columns)
    assert {"Kamila Sample", "Laura Sample", "Madina Sample"} <= set(names(window))
    assert "Nobody Sample" not in names(window)
    dialog.close()


def test_the_headings_may_be_put_into_another_row(window, tmp_path):
    rows = [("Name", "Country"), ("Colour", "Place"), ("Nadia Sample", "Kazakhstan")]
    dialog = opened(window, listed(tmp_path, "a.csv", rows))
    pane = dialog.columns.options_pane
    assert pane.headings.currentText() == "Row 1: Name · Country"
    pane.headings.setCurrentIndex(1)
    pane.headings.activated.emit(1)
    wait_until(lambda: dialog.columns._model.guesses[0].heading == "Colour")
    until(dialog, dialog.columns)
    assert dialog.columns.heading_row == 2
    dialog.columns._boxes[0].mean("name")
    dialog.columns._boxes[0].activated.emit(0)
    dialog.primary.click()
    until(dialog, dialog.rows)
    assert count(dialog, "all") == "1"
    dialog.close()


def test_old_lao_is_named_with_its_column_and_cannot_be_mapped(window, tmp_path):
    rows = [("Name", "ຊື່"), *((f"Olga Sample {n}", "¦¾ê¾ì½­½ìñ©") for n in "abc")]
    dialog = opened(window, listed(tmp_path, "a.csv", rows))
    assert (
        "“ຊື່”" in dialog.columns.notes.accessibleName()
        or "ຊື່ looks like Lao" in dialog.columns.notes.accessibleName()
    )
    box = dialog.columns._boxes[1]
    assert (box.isEnabled(), box.meaning) == (False, IGNORE)
    dialog.close()


def test_a_form_of_ours_comes_back_without_any_mapping(window, tmp_path):
    rows = [
        ("att:given", "att:family", "att:country"),
        ("Prénom", "Nom", "Pays"),
        ("Perizat", "Sample", "KAZ"),
    ]
    window.import_list(listed(tmp_path, "form.csv", rows))
    dialog = dialog_of(window)
    until(dialog, dialog.rows)
    assert count(dialog, "added") == "1"
    dialog.close()
