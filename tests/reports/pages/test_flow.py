"""Rows over pages: headings stay with what they head, and what is needed again stands on top."""

from attendance.reports.pages.flow import Row, paginated

HEAD = Row((), above=10)


def of(height, **more):
    return Row((), above=height, **more)


def test_a_heading_goes_to_the_page_of_its_first_entry():
    heading, entry = of(10, keep=True), of(20)
    pages = paginated([of(75), heading, entry], 100)
    assert [[row.height for _, row in page] for page in pages] == [[75], [10, 20]]


def test_a_page_that_goes_on_begins_with_what_is_seen_again():
    rows = [of(40, again=(HEAD,)) for _ in range(4)]
    pages = paginated(rows, 100)
    assert [[(y, row.height) for y, row in page] for page in pages] == [
        [(0, 40), (40, 40)],
        [(0, 10), (10, 40), (50, 40)],
    ]


def test_a_row_higher_than_a_page_stands_alone_and_nothing_is_lost():
    rows = [of(10), of(300), of(10)]
    assert [len(page) for page in paginated(rows, 100)] == [1, 1, 1]
