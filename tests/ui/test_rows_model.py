"""The list model: right to Qt's own tester, right under sorting and scrolling, small in memory."""

from array import array

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from attendance.queries.delegates import NOT_HERE_YET, delegates
from attendance.queries.listing import Question
from attendance.ui.rows_model import KEPT, PAGE, RowsModel
from tests.ui.conftest import live, wait_until

SHOWN = ("name", "delegation", "capacity", "status", "short_number")


@pytest.fixture
def model(work, seminar):
    made = RowsModel(work, delegates(seminar[1]), SHOWN, ("id", "name_official"), natural="name")
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def asked(model, question=None):
    counts = []
    model.found.connect(counts.append)
    model.ask(question or Question())
    wait_until(lambda: counts)
    model.found.disconnect(counts.append)
    return counts[0]


def names(model, places):
    return [model.data(model.index(place, 0)) for place in places]


def test_the_first_page_comes_with_the_count(model):
    assert asked(model) == 300 == model.rowCount()
    assert names(model, (0, PAGE - 1)) == ["Khamphone of the sample", "Person 127"]


def test_a_row_that_is_not_there_yet_comes_by_itself(model):
    asked(model)
    assert model.data(model.index(299, 0)) is None
    wait_until(lambda: model.data(model.index(299, 0)) == "Person 299")


def test_sorting_happens_in_the_file(model):
    asked(model)
    counts = []
    model.found.connect(counts.append)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    wait_until(lambda: counts)
    assert names(model, (0, 1)) == ["Person 299", "Person 298"]
    model.sort(4, Qt.SortOrder.AscendingOrder)
    wait_until(lambda: len(counts) == 2)
    assert [model.data(model.index(place, 4)) for place in (0, 1)] == [1, 2]


def test_filters_and_conditions_narrow_the_list(model):
    assert asked(model, Question(filters=(("delegation", ("LAO",)),))) == 100
    assert asked(model, Question(search="sam kham")) == 1
    assert 0 < asked(model, Question(conditions=(NOT_HERE_YET,))) < 300


def test_only_the_last_question_is_answered(model):
    counts = []
    model.found.connect(counts.append)
    for text in ("k", "kh", "kha", "khamphone"):
        model.ask(Question(search=text))
    wait_until(lambda: model.rowCount() == 1)
    live(100)
    assert counts[-1] == model.rowCount() == 1


def test_old_values_stay_until_the_new_ones_are_in(model):
    asked(model)
    model.reread()
    assert names(model, (0,)) == ["Khamphone of the sample"]
    wait_until(lambda: not model._stale)
    assert names(model, (0,)) == ["Khamphone of the sample"]


def test_the_same_answer_again_keeps_the_rows_where_they_are(model):
    asked(model)
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    asked(model)
    assert resets == []


def test_a_row_that_went_leaves_an_empty_line_and_not_somebody_elses_name(model):
    asked(model)
    model._ids = array("q", [model._ids[0], 999_999, *model._ids[1:-1]])
    model._turn_pages(forget=True)
    names(model, (0,))
    wait_until(lambda: names(model, (0,)) == ["Khamphone of the sample"])
    assert names(model, (1, 2)) == [None, "Person 000"]


def test_memory_holds_pages_not_the_list(model):
    asked(model)
    for number in range(KEPT * 3):
        model._turned((model._serial, number, []))
    assert len(model._pages) == KEPT


def test_a_table_has_no_children(model):
    asked(model)
    inner = model.index(0, 0)
    assert (model.rowCount(inner), model.columnCount(inner)) == (0, 0)
    assert model.columnCount(QModelIndex()) == len(SHOWN)


def test_a_search_shows_count_and_first_page_before_all_numbers_are_there(model):
    assert asked(model, Question(search="person")) == 299
    assert model.data(model.index(0, 0)) == "Person 000"
    wait_until(lambda: model.number_at(298) is not None)
    wait_until(lambda: model.data(model.index(298, 0)) == "Person 299")
