"""The shell: its JSON contract, its exit codes, and the main job done without a window."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook

from attendance.cli import main

LIST = """Delegation,Title,Name,Position,E-mail
Kazakhstan,Ms.,Aigerim SAMPLE,Director,a@example.org
Kazakhstan,Mr.,Daniyar SAMPLE,Adviser,
Lao PDR,Ms.,Somphone SAMPLE,Head of delegation,
Lao PDR,Mr.,,Adviser,
"""


class Shell:
    """Runs commands on one file and keeps the last exit code."""

    def __init__(self, path, capsys):
        self.path, self.capsys, self.code = path, capsys, None

    def __call__(self, *arguments):
        self.code = main(["--db", str(self.path), "--json", *map(str, arguments)])
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def shell(tmp_path, capsys):
    return Shell(tmp_path / "shell.db", capsys)


@pytest.fixture
def sample(shell):
    event = shell("sample")["id"]
    sessions = [row for row in shell("sessions", "--event", event)["rows"] if row["takes_attendance"]]
    return shell, event, sessions


def test_lists_have_a_total_and_rows_with_ids(sample):
    shell, event, sessions = sample
    assert len(sessions) == 4
    for command in (["events"], ["sessions", "--event", event], ["delegations", "--event", event]):
        answer = shell(*command)
        assert shell.code == 0
        assert answer["total"] == len(answer["rows"]) > 0
        assert all(row["id"] for row in answer["rows"])
    found = shell("delegates", "--event", event, "--search", "thavisack")
    assert (found["total"], found["rows"][0]["delegation"]) == (1, "LAO")


def test_a_check_in_answers_with_its_verdict_and_exits_1_for_every_no(sample):
    shell, event, sessions = sample
    here = sessions[-1]["id"]
    badge = shell("delegates", "--event", event)["rows"][0]["badge"]
    first = shell("check-in", badge, "--event-session", here)
    assert (shell.code, first["verdict"]) == (0, "IN")
    again = shell("check-in", badge, "--event-session", here)
    assert (shell.code, again["verdict"], again["first"]["at"]) == (1, "ALREADY_IN", first["at"])
    assert again["delegate"]["badge_code"] == badge
    assert shell("check-in", badge, "--event-session", here, "--exit")["verdict"] == "OUT"
    assert shell.code == 0
    assert shell("check-in", "000000000000", "--event-session", here)["verdict"] == "UNKNOWN"
    assert shell.code == 1


def test_a_session_is_closed_once_and_reset_after_a_backup(sample, tmp_path):
    shell, _, sessions = sample
    here = sessions[0]["id"]
    assert shell("close", "--event-session", here)["error"]["code"] == "no_closing_time"
    closed = shell("close", "--event-session", here, "--at", "23:00")
    assert (shell.code, closed["closed"]) == (0, sessions[0]["inside"])
    assert shell("close", "--event-session", here, "--at", "23:00")["closed"] == 0
    assert shell("close", "--event-session", here, "--at", "late")["error"]["code"] == "bad_time"
    reset = shell("reset", "--event-session", here, "--reason", "rehearsal", "--folder", tmp_path / "copies")
    assert reset["taken_back"] == sessions[0]["came"] + closed["closed"]
    assert Path(reset["backup"]).is_file()
    shell("undo", reset["action"], "--reason", "it was no rehearsal")
    assert shell("reset", "--event-session", here, "--reason", " ")["error"]["code"] == "reason_missing"


def test_undo_takes_the_last_action_back_and_redo_brings_it_again(sample):
    shell, _, sessions = sample
    here = sessions[-1]["id"]
    done = shell("check-in", "7", "--event-session", here)
    assert shell("undo", "--reason", "wrong person")["undone"]["action"] == done["action"]
    assert shell("check-in", "7", "--event-session", here)["verdict"] == "IN"
    shell("undo", "--reason", "again")
    assert shell("redo")["redone"]
    assert shell("check-in", "7", "--event-session", here)["verdict"] == "ALREADY_IN"


def test_an_import_counts_every_row_once(shell, tmp_path):
    source = tmp_path / "Seminar list.csv"
    source.write_text(LIST, encoding="utf-8")
    dry = shell("import", source, "--dry-run")
    answer = shell("import", source)
    assert shell.code == 0
    assert dry["added"] == answer["added"] == {"events": 1, "delegations": 2, "persons": 3, "delegates": 3}
    assert answer["rows"] == 4 == 3 + answer["updated"] + answer["unchanged"] + answer["merged"] + 1
    (refused,) = answer["refused"]
    assert (refused["row"], refused["code"]) == (5, "row_without_name")
    event = shell("events")["rows"][0]["id"]
    people = shell("delegates", "--event", event)["rows"]
    assert {row["status"] for row in people} == {"registered"}
    (session,) = shell("sessions", "--event", event)["rows"]
    assert shell("check-in", people[0]["badge"], "--event-session", session["id"])["verdict"] == "IN"
    shell("undo", "--reason", "only a try")
    again = shell("import", source, "--event", event)
    assert (again["unchanged"], again["added"]["delegates"]) == (3, 0)
    shell("undo", "--reason", "try")
    assert shell("verify")["ok"]


def test_a_list_that_is_in_is_no_refusal_though_its_refused_rows_found_no_place(shell, tmp_path):
    source = tmp_path / "Seminar list.csv"
    source.write_text(LIST, encoding="utf-8")
    answer = shell("import", source, "--refused", tmp_path / "no folder" / "refused.xlsx")
    assert (shell.code, answer["added"]["delegates"]) == (0, 3)
    assert answer["problem"]["code"] == "report_folder_closed"
    assert shell("import", source, "--refused", tmp_path / "refused.xlsx")["problem"] is None
    assert (tmp_path / "refused.xlsx").exists()


def test_reports_are_written_in_both_languages(sample, tmp_path):
    shell, event, _ = sample
    for name in ("list-of-participants", "attendance-matrix"):
        for language in ("en", "lo"):
            target = tmp_path / f"{name}-{language}"
            answer = shell("report", name, "--event", event, "--language", language, "-o", target)
            assert answer == {"files": [f"{target}.xlsx"], "missing": [], "issued": None}
            assert load_workbook(f"{target}.xlsx").sheetnames
    folder = tmp_path / "all"
    folder.mkdir()
    assert len(shell("report", "delegation-report", "--event", event, "-o", folder)["files"]) == 16
    one = shell(
        "report", "delegation-report", "--event", event, "--delegation", "LAO", "-o", tmp_path / "lao"
    )
    assert one["files"] == [str(tmp_path / "lao.xlsx")]


def test_badges_are_written_and_noted_only_when_that_is_said(sample, tmp_path):
    shell, event, _ = sample
    base = ("badges", "--event", event, "--delegation", "lao", "-o", tmp_path / "badges")
    answer = shell(*base, "--both-sides", "--language", "lo")
    assert answer == {"file": str(tmp_path / "badges.pdf"), "badges": 4, "printed": False}
    assert (tmp_path / "badges.pdf").read_bytes().startswith(b"%PDF")
    assert shell(*base, "--not-printed", "--printed")["badges"] == 4
    assert shell(*base, "--not-printed")["error"]["code"] == "nothing_to_print"
    assert shell(*base, "--spares")["error"]["code"] == "nothing_to_print"


def test_backup_verify_restore(sample, tmp_path):
    shell, _, sessions = sample
    made = shell("backup", tmp_path / "backups")["file"]
    shell("check-in", "7", "--event-session", sessions[-1]["id"])
    looked = shell("restore", made, "--dry-run")
    assert (len(looked["inside"]["events"]), looked["restored"]) == (1, False)
    assert shell("restore", made)["restored"]
    assert shell("check-in", "7", "--event-session", sessions[-1]["id"])["verdict"] == "IN"
    assert shell("verify") == {"ok": True, "findings": []}


def test_export_writes_every_list(sample, tmp_path):
    shell, event, _ = sample
    files = shell("export", "--event", event, "-o", tmp_path / "out")["files"]
    assert {f.rsplit("/", 1)[-1].rsplit("\\", 1)[-1] for f in files} >= {"delegates.csv", "attendance.json"}


def test_sheets_are_printed_and_listed_and_the_list_to_go_on_with_is_written(sample, tmp_path):
    shell, event, sessions = sample
    target, day = tmp_path / "sheets.pdf", sessions[0]["day"]
    asked = ["--event", event, "--day", day, "--delegation", "LAO", "--delegation", "KAZ", "-o", target]
    answer = shell("print-sheets", *asked)
    assert shell.code == 0
    assert Path(answer["file"]).read_bytes().startswith(b"%PDF-")
    rows = shell("sheets", "--event", event)["rows"]
    assert sorted((row["code"], row["people"], row["state"]) for row in rows) == [
        ("KAZ", 6, "printed"), ("LAO", 4, "printed"),
    ]  # fmt: skip
    assert {row["id"] for row in rows} == set(answer["sheets"])
    assert shell("sheets", "--differ", "--event", event)["total"] == 0
    assert Path(shell("fallback", tmp_path, "--event", event)["file"]).parent == tmp_path
    assert shell("fallback", tmp_path / "gone", "--event", event)["error"]["code"] == "fallback_place_missing"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["events"], "file_missing"),
        (["sessions", "--event", "018f0000-0000-7000-8000-000000000000"], "file_missing"),
        (["import", "no such file.xlsx"], "list_not_found"),
    ],
)
def test_a_refusal_has_a_code_and_a_sentence(shell, arguments, code):
    answer = shell(*arguments)
    assert shell.code == 1
    assert answer["error"]["code"] == code
    assert " " in answer["error"]["message"]
    assert code not in answer["error"]["message"]


def test_what_is_not_there_is_refused(sample, tmp_path):
    shell, event, _ = sample
    nowhere = "018f0000-0000-7000-8000-000000000000"
    for command, code in (
        (["delegates", "--event", nowhere], "no_such_event"),
        (["check-in", "7", "--event-session", nowhere], "no_such_session"),
        (["undo", nowhere, "--reason", "x"], "no_such_action"),
        (["report", "poem", "--event", event, "-o", tmp_path / "x"], "no_such_report"),
        (["report", "delegation-report", "--event", event, "--delegation", "XXX", "-o", tmp_path / "x"],
         "no_such_delegation"),
        (["restore", tmp_path / "none.db"], "file_missing"),
    ):  # fmt: skip
        assert (shell(*command)["error"]["code"], shell.code) == (code, 1)


def test_wrong_usage_exits_with_2(tmp_path):
    for arguments in (["check-in", "7"], ["sessions", "--event", "not an id"], ["dance"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_a_person_reads_sentences_in_their_language(shell, capsys):
    event = shell("sample")["id"]
    main(["--db", str(shell.path), "--say", "lo", "sessions", "--event", event])
    head, first, *_ = capsys.readouterr().out.splitlines()
    assert "ວັນທີ" in head
    assert "ພາກເຊົ້າ" in first


def test_the_shell_runs_as_a_program_of_its_own(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "attendance.cli", "--db", tmp_path / "x.db", "--json", "sample"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"]


def run(path, *arguments, **more):
    command = [sys.executable, "-m", "attendance.cli", "--db", path, *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **more)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--operator", "\udcff", "sample"], "text_unreadable"),
        (["import", "list\udcff.csv"], "text_unreadable"),
        (["--db", "x" * 300 + ".db", "sample"], "file_name_unusable"),
    ],
)
def test_an_argument_nobody_could_keep_is_refused(tmp_path, monkeypatch, capsys, arguments, code):
    monkeypatch.chdir(tmp_path)
    assert main(["--json", "--db", "shell.db", *arguments]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_ctrl_c_is_a_stop_with_a_sentence_and_nothing_written(shell, tmp_path):
    source = tmp_path / "Seminar list.csv"
    people = (f"Kazakhstan,Ms.,Guest{n} SAMPLE{n},Director,\n" for n in range(20_000))
    source.write_text(LIST.splitlines(keepends=True)[0] + "".join(people), encoding="utf-8")
    shell("sample")
    ctrl_c = threading.Timer(0.5, signal.raise_signal, [signal.SIGINT])
    ctrl_c.start()
    answer = shell("import", source)
    assert (shell.code, answer["error"]["code"]) == (1, "stopped")
    assert shell("events")["total"] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is not here")
def test_an_answer_that_cannot_be_written_is_said(shell):
    shell("sample")
    with Path("/dev/full").open("w") as full:
        done = run(shell.path, "events", stdout=full)
    assert (done.returncode, done.stderr.decode().startswith("It is done, but")) == (1, True)


def test_nobody_reading_the_answer_is_no_fault(shell):
    shell("sample")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(shell.path, "--json", "events", stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names these folders itself")
def test_an_account_without_a_home_is_told_so(tmp_path, monkeypatch, capsys):
    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    assert main(["--json", "events"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "report_folder_closed"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another system always has a screen")
def test_without_a_screen_the_window_is_refused_with_a_sentence(tmp_path):
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "attendance.cli", "--db", tmp_path / "x.db"],
        capture_output=True, text=True, check=False, env=bare,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "no screen" in done.stderr


def test_people_of_the_desk_are_set_up_from_the_shell(sample, monkeypatch):
    shell, _, _ = sample
    made = shell("add-operator", "Noy", "--role", "coordinator")
    monkeypatch.setattr(sys, "stdin", io.StringIO("4711\n"))
    assert shell("pin", "Noy")["id"] == made["id"]
    shell("change-operator", "Noy", "--rename", "Noy Sample", "--no-in-service")
    row = shell("operators")["rows"][0]
    assert (row["name"], row["role"], row["has_pin"], row["active"]) == (
        "Noy Sample",
        "coordinator",
        True,
        False,
    )
    assert shell("pin", "Noy Sample", "--remove")["action"] is not None
    assert shell("operators")["rows"][0]["has_pin"] is False


def test_a_pin_that_is_none_and_a_name_nobody_has_are_refused(sample, monkeypatch):
    shell, _, _ = sample
    shell("add-operator", "Noy")
    monkeypatch.setattr(sys, "stdin", io.StringIO("12\n"))
    assert shell("pin", "Noy")["error"]["code"] == "bad_pin"
    assert shell("pin", "Nobody", "--remove")["error"]["code"] == "no_such_operator"
    assert shell.code == 1


def test_an_import_takes_its_answers_as_options(shell, tmp_path):
    path = tmp_path / "people.csv"
    rows = (
        "Delegation,Name,Date of birth",
        "Laos,Souphanouvong Example,3/4/2513",
        "Laos,Souphanuvong Example,",
        "Laos,Keo Vong,3/4/1971",
    )
    path.write_text("\n".join(rows), "utf-8")
    answer = shell("import", path)
    assert (shell.code, answer["added"]["delegates"], len(answer["offered"])) == (0, 3, 1)
    assert answer["notes"] == {"dates_ambiguous": 2}
    shell("undo", "--reason", "again")
    options = ("--day-first", "--buddhist", "--same", "--keep-identity-until", "2030-01-01")
    answer = shell("import", path, *options)
    assert (shell.code, answer["added"]["delegates"], answer["merged"], answer["notes"]) == (0, 2, 1, {})
