"""The report pack: the same sheets each time, XML as spreadsheet programs insist on it, progress and stop."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from attendance.commands.by_hand import excuse
from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import change_delegates
from attendance.commands.delegations import change_delegation
from attendance.commands.programme import add_session
from attendance.commands.sample import create_sample
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, SessionKind, Source, Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.reports.catalogue import write_report
from attendance.reports.report_pack import SHEETS
from attendance.store.database import Database
from tests.reports.seminar import AT

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
IN_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection"),
    *("autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions"),
    *("pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "drawing", "legacyDrawing"),
)
"""The order of a worksheet's parts in ECMA-376; Excel repairs what stands otherwise."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    database = Database.open(tmp_path_factory.mktemp("sample") / "sample.db", desk_name="Desk 1")
    with database.write() as db:
        event = create_sample(db, Stamp("Noy", AT))
    yield database, event
    database.close()


def pack(sample, target: Path, language="en", audience=Audience.INTERNAL, name="report-pack", **more) -> Path:
    database, event = sample
    with database.read() as db:
        (path,) = write_report(
            db, name, event_id=event, texts=texts_for(language), audience=audience, target=target, at=AT,
            desk="Desk 1", **more,
        )  # fmt: skip
    return path


def sheet(path: Path, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_are_the_same_each_time_and_as_spreadsheet_programs_want_them(sample, tmp_path, language):
    path, texts = pack(sample, tmp_path / "pack.xlsx", language), texts_for(language)
    with zipfile.ZipFile(path) as package:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        names = [one.get("name") for one in book.iter(f"{MAIN}sheet")]
        assert names == [texts(title)[:31] for title, _ in SHEETS] + [texts("Read me")]
        assert len({name.casefold() for name in names}) == len(names)
        assert not [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)]
        styles = ElementTree.fromstring(package.read("xl/styles.xml"))
        known = len(styles.find(f"{MAIN}cellXfs"))
        for number in range(1, len(names) + 1):
            _check(ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml")), known)
        charts = [one for one in package.namelist() if "/charts/chart" in one]
        assert len(charts) == 5
        for chart in charts:
            ElementTree.fromstring(package.read(chart))


def _check(part: ElementTree.Element, styles: int) -> None:
    places = [IN_ORDER.index(child.tag.removeprefix(MAIN)) for child in part]
    assert places == sorted(places)
    assert len(set(places)) == len(places) - max(0, places.count(IN_ORDER.index("conditionalFormatting")) - 1)
    rows = [int(row.get("r")) for row in part.iter(f"{MAIN}row")]
    assert rows == [*range(1, len(rows) + 1)]
    for row in part.iter(f"{MAIN}row"):
        columns = [_column(cell.get("r")) for cell in row]
        assert columns == sorted(set(columns))
        assert all(int(cell.get("s", 0)) < styles for cell in row)
        assert 0 < float(row.get("ht")) <= 409


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def test_progress_only_grows_and_a_stop_leaves_nothing(sample, tmp_path):
    told: list[tuple[int, int]] = []
    pack(sample, tmp_path / "whole.xlsx", tick=lambda done, total, _: told.append((done, total)))
    assert len(told) > 10
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(0 <= done <= total for done, total in told)
    for at in (0, len(told) // 2, len(told) - 1):
        calls = iter(range(len(told)))

        def stop(*_: object, calls=calls, at=at) -> None:
            if next(calls) >= at:
                raise Refused("stopped")

        with pytest.raises(Refused, match="stopped"):
            pack(sample, tmp_path / "stopped.xlsx", tick=stop)
    assert [file.name for file in tmp_path.iterdir()] == ["whole.xlsx"]


def test_the_same_data_make_the_same_cells(sample, tmp_path):
    paths = [pack(sample, tmp_path / f"{number}.xlsx") for number in (1, 2)]
    parts = [{name: zipfile.ZipFile(path).read(name) for name in _parts(path)} for path in paths]
    assert parts[0] == parts[1]


def _parts(path: Path) -> list[str]:
    return [name for name in zipfile.ZipFile(path).namelist() if name.startswith("xl/worksheets/sheet")]


@pytest.fixture
def forum(meeting):
    """One came on a morning and to the dinner, one is excused, one never came."""
    dinner = meeting.do(
        add_session, meeting.event, title="Dinner", day="2024-05-29", starts="19:00", ends="21:00",
        kind=SessionKind.DINNER, takes_attendance=True,
    )  # fmt: skip
    people = meeting.delegates
    for session in (meeting.sessions[0].id, dinner.id):
        meeting.do(check_in_delegate, session, people["Somphone Sample"], source=Source.LIST)
    meeting.do(excuse, meeting.sessions[0].id, [people["Khamla Sample"]], "illness", None)
    meeting.do(change_delegates, [people["Aigerim Sample"]], {"phone": "+7 700 000 0001"})
    focal = {"focal_point": "Dana Focal", "focal_phone": "+7 700 000 0002"}
    meeting.do(change_delegation, meeting.delegations["KAZ"], focal)
    return (meeting.database, meeting.event)


def test_who_never_came_stands_with_whom_to_ask_as_the_reader_may_know(forum, tmp_path):
    for audience, phones in ((Audience.INTERNAL, True), (Audience.DONOR, False)):
        path = pack(forum, tmp_path / f"{audience}.xlsx", audience=audience, name="no-shows")
        rows = sheet(path, "No-shows")
        assert "2 of 3 expected people have not come." in {row[0] for row in rows}
        found = {row[3]: row for row in rows if isinstance(row[0], float)}
        assert list(found) == ["Aigerim Sample", "Khamla Sample"]
        assert "Dana Focal" in found["Aigerim Sample"]
        said = {"+7 700 000 0001", "+7 700 000 0002"}
        assert said & {*found["Aigerim Sample"]} == (said if phones else set())
        heads = next(row for row in rows if "Name" in row)
        assert [row[heads.index("of whom excused")] for row in found.values()] == [0, 1]


def test_a_dinner_is_no_half_day_and_no_amount_stands_anywhere(forum, tmp_path):
    path = pack(forum, tmp_path / "days.xlsx", name="participation-days")
    rows = sheet(path, "Participation days")
    assert [row[3:] for row in rows if isinstance(row[0], float)] == [["Somphone Sample", "", 0.5, 0, 0.5]]
    assert [row[5:] for row in rows if row[2] == "In all"] == [[0.5, 0, 0.5]]
