"""Page breaks of printed forms."""

import openpyxl

from attendance.reports import look
from attendance.reports.paper import Page, foot_text
from attendance.reports.workbook import Book


def breaks(tmp_path, *, form: bool, kept: float) -> list[int]:
    """Where pages break in a form of 30 headings of 30 points, each with two rows of 40 below it."""
    with Book("List", "Seminar", language="en", at=0) as book:
        sheet = book.sheet("Form", [94.0], Page(form=form))
        shape = sheet.shape(look.TEXT)
        sheet.head(sheet.shape(look.HEAD), ["Head"])
        for number in range(30):
            sheet.keep(kept)
            sheet.add(shape, [f"Heading {number}"], 30)
            sheet.add(shape, ["first"], 40)
            sheet.add(shape, ["second"], 40)
        path = book.save(tmp_path / "a.xlsx")
    return [found.id for found in openpyxl.load_workbook(path).worksheets[0].row_breaks.brk]


def test_a_page_breaks_before_a_heading_that_would_stand_alone(tmp_path):
    found = breaks(tmp_path, form=True, kept=70)
    assert found
    assert all((row - 1) % 3 == 0 for row in found), "every break is before a heading, none between its rows"


def test_rows_that_need_no_company_break_where_the_paper_ends(tmp_path):
    assert breaks(tmp_path, form=True, kept=0) == []


def test_a_table_fitted_to_the_page_has_no_breaks_of_ours(tmp_path):
    assert breaks(tmp_path, form=False, kept=70) == []


def test_an_ampersand_in_a_page_foot_is_no_command():
    assert foot_text("A & B\nC") == "A && B C"
    assert len(foot_text("&" * 300)) <= 160
    assert foot_text("&" * 300).count("&") % 2 == 0
