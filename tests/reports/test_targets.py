"""Where a report is to go: full disks, folders that are gone, names no file can have; the rest of a set."""

import errno
import zipfile
from pathlib import Path

import pytest

from attendance.commands.delegations import add_delegations
from attendance.commands.events import new_event
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.language.sentences import sentence
from attendance.reports import saving
from attendance.reports.handing_over import NOTHING_TO_WRITE, hand_over
from attendance.reports.offered import BUNDLES, REPORTS
from attendance.reports.open_formats import write_open_formats
from attendance.reports.saving import free_name, troubles_told, windows_refuses, written_whole
from attendance.store.database import Database
from tests.reports.conftest import no_file_over
from tests.reports.seminar import AT, Seminar, build

pytestmark = pytest.mark.usefixtures("qt_application")

FORMS = [(name, form) for name, report in REPORTS.items() for form in report.writers]
NOWHERE = Path("/proc/nothing/here")
"""A folder nobody can make, as one on a stick that was pulled out."""


@pytest.fixture(scope="module")
def meeting(tmp_path_factory):
    made = build(tmp_path_factory.mktemp("meeting") / "seminar.db")
    yield made
    made.database.close()


def handed(meeting, parts, target, *, codes=None, zipped=False, tick=None):
    more = {"tick": tick} if tick else {}
    return hand_over(
        str(meeting.database.path), parts, meeting.event, codes, "en", Audience.INTERNAL, str(target),
        zipped, AT, **more,
    )  # fmt: skip


def set_of(name):
    return [(report, form, {}) for report, form in BUNDLES[name].parts]


# openpyxl, whose own files meanwhile do not fit either, leaves some open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_a_full_disk_is_told_and_leaves_what_was_there(meeting, tmp_path, name, form):
    target = tmp_path / f"report{form}"
    target.write_bytes(b"the one before")
    codes = ["KAZ"] if REPORTS[name].per_delegation else None
    with no_file_over(150), pytest.raises(Refused) as refused:
        handed(meeting, [(name, form, {})], target, codes=codes)
    assert refused.value.code in {"report_disk_full"} | NOTHING_TO_WRITE
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_bytes() == b"the one before"
    if refused.value.code == "report_disk_full" and name != "evidence-pack":  # its log is made elsewhere
        said = sentence(texts_for("en"), refused.value)
        assert str(tmp_path) in said
        assert target.name in said


def test_open_formats_tell_a_full_disk_too(meeting, tmp_path):
    with no_file_over(150), pytest.raises(Refused) as refused:
        write_open_formats(str(meeting.database.path), meeting.event, Audience.INTERNAL, str(tmp_path))
    assert refused.value.code == "report_disk_full"
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.skipif(not NOWHERE.parents[1].is_dir(), reason="no folder here in which none can be made")
@pytest.mark.parametrize("zipped", [False, True])
def test_a_folder_that_is_gone_is_told_as_such(meeting, zipped):
    with pytest.raises(Refused) as refused:
        handed(meeting, set_of("for-the-donor"), NOWHERE / "donor", zipped=zipped)
    assert refused.value.code == "report_folder_gone"


@pytest.mark.parametrize("name", ["n" * 300, "ກ" * 120])
def test_a_name_too_long_for_a_file_is_told_shortly(meeting, tmp_path, name):
    for target in (tmp_path / name, tmp_path / name / "in-it.docx"):
        with pytest.raises(Refused) as refused:
            handed(meeting, [("minutes", ".docx", {})], target)
        assert refused.value.code == "report_name_unusable"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["CON", "con.xlsx", "a/b.xlsx", "x:y.xlsx", "end.", "end ", "LPT1.pdf", "a?b"]
)
def test_names_windows_would_turn_into_something_else_are_known(name):
    assert windows_refuses(name)


@pytest.mark.parametrize("name", ["CONGO.xlsx", "list.xlsx", "ລາຍຊື່.pdf", "console", "a b (2).docx", ".part"])
def test_names_windows_takes_are_let_through(name):
    assert not windows_refuses(name)


def test_delegations_with_names_no_file_can_have_get_files_all_the_same(meeting, tmp_path):
    with meeting.database.write() as db:
        rows = [{"code": code, "name": code} for code in ("CON", "a/b", "x:y", "dot.")]
        add_delegations(db, Stamp("Noy", AT), meeting.event, rows)
    made = handed(meeting, [("minister-page", ".txt", {})], tmp_path)
    assert {"CON", "a-b", "x-y", "dot"} <= {name[len("minister-page-") : -len(".txt")] for name in made.names}
    assert all(not windows_refuses(name) for name in made.names)


def test_what_does_not_fit_keeps_nothing_else_of_a_set_from_being_written(meeting, tmp_path):
    parts = [("report-pack", ".xlsx", {}), ("minister-page", ".txt", {}), ("signed-sheets", ".zip", {})]
    with no_file_over(4000):
        made = handed(meeting, parts, tmp_path / "set", codes=["KAZ", "LAO"])
    assert [(one.report, one.why.code) for one in made.missing] == [
        ("report-pack", "report_disk_full"),
        ("signed-sheets", "no_scans"),
    ]
    assert made.names == ["minister-page-KAZ.txt", "minister-page-LAO.txt"]
    assert sorted(path.name for path in (tmp_path / "set").iterdir()) == made.names
    for texts in map(texts_for, LANGUAGES):
        for one in made.missing:
            said = one.told(texts)
            assert texts(REPORTS[one.report].title) in said
            assert sentence(texts, one.why) in said


def test_a_set_of_which_nothing_is_there_leaves_no_folder_and_no_zip(meeting, tmp_path):
    parts = [("signed-sheets", ".zip", {}), ("signed-sheets", ".zip", {})]
    for zipped in (False, True):
        made = handed(meeting, parts, tmp_path / "set", zipped=zipped)
        assert (made.files, made.names) == ([], [])
        assert [(one.report, one.files) for one in made.missing] == [("signed-sheets", 2)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bundle", BUNDLES)
def test_an_event_without_anything_says_of_every_report_why_it_is_not_there(tmp_path, bundle):
    database = Database.open(tmp_path / "a.db", desk_name="Desk 1")
    with database.write() as db:
        event = new_event(db, Stamp("Noy", AT), title="Nothing yet", zone="Asia/Almaty")
        empty = Seminar(database, event, [], {})
    made = handed(empty, set_of(bundle), tmp_path / "set")
    database.close()
    written = {part for part, _, _ in set_of(bundle) if any(name.startswith(part) for name in made.names)}
    assert written | {one.report for one in made.missing} == {part for part, _, _ in set_of(bundle)}
    for one in made.missing:
        assert one.why.code in NOTHING_TO_WRITE
        assert sentence(texts_for("ru"), one.why) in one.told(texts_for("ru"))


def test_a_set_that_is_stopped_leaves_nothing_new(meeting, tmp_path):
    def stopping(done, total, label):
        if done == 3:
            raise Refused("stopped")

    kept = tmp_path / "set" / "minister-page-EMP.docx"
    kept.parent.mkdir()
    kept.write_bytes(b"the one before")
    with pytest.raises(Refused, match="stopped"):
        handed(meeting, set_of("for-the-minister"), kept.parent, tick=stopping)
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    assert zipfile.is_zipfile(kept)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "report_disk_full"),
        (errno.EIO, "report_folder_gone"),
        (errno.EROFS, "report_folder_closed"),
        (errno.ENAMETOOLONG, "report_name_unusable"),
        (errno.EMFILE, "report_not_written"),
    ],
)
def test_every_trouble_of_a_disk_has_its_sentence(tmp_path, number, code):
    def half() -> None:
        with written_whole(tmp_path / "a.xlsx") as file:
            file.write(b"half")
            raise OSError(number, "as the system says it")

    with pytest.raises(Refused) as refused:
        half()
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []
    for language in LANGUAGES:
        said = sentence(texts_for(language), refused.value)
        assert str(tmp_path) in said
        assert "{" not in said


def test_the_disk_on_which_parts_are_kept_meanwhile_is_named_where_it_is_the_full_one(tmp_path, monkeypatch):
    meanwhile = tmp_path / "meanwhile"
    usage = {str(tmp_path): 1 << 30, str(meanwhile): 0}
    monkeypatch.setattr(saving.tempfile, "gettempdir", lambda: str(meanwhile))
    monkeypatch.setattr(
        saving.shutil, "disk_usage", lambda path: type("Usage", (), {"free": usage[str(path)]})
    )
    with pytest.raises(Refused) as refused, troubles_told(tmp_path / "a.xlsx"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert refused.value.details["path"] == str(meanwhile)


def test_free_names_are_found_even_where_the_name_is_too_long(tmp_path):
    assert free_name(tmp_path / f"{'n' * 300}.xlsx").name.endswith(" (2).xlsx")
