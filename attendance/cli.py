"""The shell's commands: everything the window does, for scripts and for colleagues from IT."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from attendance import shell
from attendance.domain.badge_sheets import Preset
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Role
from attendance.language import LANGUAGES, texts_for
from attendance.language.sentences import sentence
from attendance.reports.offered import BUNDLES, REPORTS

OK, REFUSED, USAGE = 0, 1, 2
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the window.

    Returns:
        0 done, 1 refused (every verdict but IN and OUT too). argparse itself exits with 2 for wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]
    options = _parser().parse_args(arguments)
    texts = texts_for(options.say)
    try:
        if options.command is None:
            return _window(options)
        _check_readable(options)
        answer = shell.run(options, texts)
        _say(_json(answer.content) if options.json else "\n".join(answer.lines))
    except (Refused, KeyboardInterrupt) as error:
        refused = error if isinstance(error, Refused) else Refused("stopped")
        message = sentence(texts, refused)
        if options.json and refused.code != "answer_not_written":
            _say(_json({"error": {"code": refused.code, "message": message}}))
        else:
            print(message, file=sys.stderr)
        return REFUSED
    return REFUSED if answer.refused else OK


def _window(options: argparse.Namespace) -> int:
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _DISPLAYS)):
        raise Refused("no_display")
    from attendance import app  # Qt is loaded only when a window is wanted

    return app.main(options.db, options.practice)


def _check_readable(options: argparse.Namespace) -> None:
    """Refuse bytes that are no text in this system's encoding: no record or history could hold them."""
    for value in vars(options).values():
        text = str(value)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Refused("text_unreadable", text=text.encode(errors="replace").decode()) from error


def _say(text: str) -> None:
    """Print the answer; what was done stays done when nobody reads it to the end."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _close_output()
    except OSError as error:
        _close_output()
        raise Refused("answer_not_written", reason=error.strerror) from error


def _close_output() -> None:
    """Give what is still to be written to nobody, or Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, default=str)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="answer in JSON")
    parser = argparse.ArgumentParser(
        prog="attendance", description="Opens the window when no command is given."
    )
    parser.add_argument("--db", type=Path, default=None, help="the file (default: this person's own)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--say", choices=LANGUAGES, default="en", help="language of the answers")
    parser.add_argument("--operator", default=_user(), help="who acts, for the history")
    parser.add_argument("--practice", type=Path, metavar="FOLDER", help="the window over a folder it made")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_, description=help_, parents=[common])

    command("sample", "write the sample event")
    command("events", "list the events")
    for name, what in (
        ("sessions", "event sessions"),
        ("delegations", "delegations"),
        ("delegates", "delegates"),
    ):
        listed = command(name, f"list the {what} of an event")
        listed.add_argument("--event", type=UUID, required=True, metavar="ID")
    listed.add_argument(
        "--search", default="", metavar="TEXT", help="every word must begin a word of the person"
    )
    _file_commands(command)
    _desk_commands(command)
    _paper_commands(command)
    return parser


def _import_command(command: Any) -> None:
    bring = command("import", "import a list, attendance, or a programme")
    bring.add_argument("file", type=Path)
    bring.add_argument("--event", type=UUID, metavar="ID", help="the event of a list that names no meeting")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    bring.add_argument(
        "--kind", choices=["people", "attendance", "programme"], help="what is in it (default: as it looks)"
    )
    days = ["event", "own", "move"]
    bring.add_argument("--days", choices=days, help="of a programme on other days than the event's")
    bring.add_argument("--drop", action="store_true", help="take out what the programme no longer has")
    bring.add_argument("--make-sessions", action="store_true", help="for days of attendance without any")
    bring.add_argument("--add-to", metavar="CODE", help="the delegation unknown people of attendance go to")
    bring.add_argument("--same", action="store_true", help="who looks alike is the same person")
    bring.add_argument("--replace", action="store_true", help="what earlier files of attendance said")
    bring.add_argument(
        "--day-first", action=argparse.BooleanOptionalAction, help="03/04/2024 is the third of April"
    )
    bring.add_argument(
        "--buddhist", action=argparse.BooleanOptionalAction, help="years above 2400 are of the Buddhist era"
    )
    bring.add_argument(
        "--keep-identity-until", metavar="DATE", help="keep passports and birth dates up to this day"
    )
    bring.add_argument("--no-sex-from-titles", action="store_true", help="“Mr.” and “Ms.” leave the sex open")
    bring.add_argument("--refused", type=Path, metavar="PATH", help="save the refused rows as a workbook")


def _file_commands(command: Any) -> None:
    _import_command(command)
    report = command("report", "write a report")
    report.add_argument("name", help=", ".join((*REPORTS, *BUNDLES)))
    report.add_argument("--event", type=UUID, required=True, metavar="ID")
    report.add_argument("--delegation", metavar="CODE", help="only this delegation")
    report.add_argument("--language", choices=LANGUAGES, default="en")
    report.add_argument("--audience", choices=[a.value for a in Audience], default=Audience.PUBLIC.value)
    report.add_argument("--form", metavar="FORM", help="xlsx, docx, pdf … (default: what the name ends with)")
    report.add_argument(
        "--choose", action="append", default=[], metavar="KEY=VALUE", help="an answer of the report's own"
    )
    report.add_argument("-o", "--output", type=Path, required=True, metavar="PATH")
    paragraph = command("minutes", "print the attendance of an event session for its minutes")
    paragraph.add_argument("--event-session", type=UUID, required=True, metavar="ID")
    paragraph.add_argument("--language", choices=LANGUAGES, default="en")
    badges = command("badges", "write badges as a PDF")
    badges.add_argument("--event", type=UUID, required=True, metavar="ID")
    badges.add_argument("--delegation", metavar="CODE", help="only this delegation")
    badges.add_argument("--not-printed", action="store_true", help="only those not printed, or out of date")
    badges.add_argument("--size", choices=[p.value for p in Preset], default=Preset.A7.value)
    badges.add_argument("--one-per-page", action="store_true", help="pages of the badge's own size")
    badges.add_argument("--both-sides", action="store_true", help="every sheet is followed by its back")
    badges.add_argument("--spares", action="store_true", help="the spare badges instead of people's")
    badges.add_argument("--printed", action="store_true", help="note them in the print log as printed")
    badges.add_argument("--language", choices=LANGUAGES, default="en")
    badges.add_argument("-o", "--output", type=Path, required=True, metavar="PATH")
    certificates = command("certificates", "tell who gets a certificate, and give numbers")
    certificates.add_argument("--event", type=UUID, required=True, metavar="ID")
    certificates.add_argument(
        "--issue", metavar="DATE", help="give those who have none a number, of this day"
    )
    certificates.add_argument("--language", choices=LANGUAGES, default="en")
    export = command("export", "write every list of an event (default: of all) as CSV and JSON")
    export.add_argument("--event", type=UUID, metavar="ID")
    export.add_argument("--audience", choices=[a.value for a in Audience], default=Audience.PUBLIC.value)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    backup = command("backup", "write a verified copy of the file")
    backup.add_argument("folder", type=Path, nargs="?", default=None)
    backup.add_argument("--second", type=Path, metavar="FOLDER", help="a second place, such as a stick")
    restore = command("restore", "replace the file by a backup, after copying what is there")
    restore.add_argument("backup", type=Path)
    restore.add_argument("--dry-run", action="store_true", help="only show what the backup holds")
    command("verify", "check the file, its history and everything computed from it")


def _paper_commands(command: Any) -> None:
    listed = command("sheets", "list the sheets to sign that were printed")
    listed.add_argument("--differ", action="store_true", help="about whom paper and desk say two things")
    printed = command("print-sheets", "write the sheets to sign of a day and remember them")
    printed.add_argument("--day", required=True, metavar="DATE", help="ISO date")
    printed.add_argument("--delegation", action="append", metavar="CODE", help="only this one; repeatable")
    printed.add_argument("--together", action="store_true", help="one run over all delegations")
    printed.add_argument("--audience", choices=[a.value for a in Audience], default=Audience.DONOR.value)
    printed.add_argument("-o", "--output", type=Path, required=True, metavar="PATH", help=".pdf or .xlsx")
    fallback = command("fallback", "write the list to go on with if the computer fails")
    fallback.add_argument("folder", type=Path, metavar="FOLDER")
    for one in (listed, printed, fallback):
        one.add_argument("--event", type=UUID, required=True, metavar="ID")
    for one in (printed, fallback):
        one.add_argument("--language", choices=LANGUAGES, default="en")


def _desk_commands(command: Any) -> None:
    scan = command("check-in", "check a delegate in by badge code or short number")
    scan.add_argument("code")
    scan.add_argument("--event-session", type=UUID, required=True, metavar="ID")
    scan.add_argument("--exit", action="store_true", help="record an exit")
    close = command("close", "whoever is still inside an event session counts as gone")
    close.add_argument("--event-session", type=UUID, required=True, metavar="ID")
    close.add_argument("--at", metavar="HH:MM", help="local time (default: the closing time of its rules)")
    close.add_argument("--day", metavar="DATE", help="ISO date of that time (default: its own day)")
    reset = command("reset", "take back everything recorded at an event session, after a backup")
    reset.add_argument("--event-session", type=UUID, required=True, metavar="ID")
    reset.add_argument("--reason", required=True, metavar="TEXT")
    reset.add_argument("--folder", type=Path, metavar="FOLDER", help="where the backup goes")
    purge = command("purge-identity", "take passport numbers and birth dates of an event away, for good")
    purge.add_argument("--event", type=UUID, required=True, metavar="ID")
    undo = command("undo", "undo an action (default: this desk's last)")
    undo.add_argument("action", type=UUID, nargs="?", default=None)
    undo.add_argument("--reason", required=True, metavar="TEXT")
    command("redo", "take this desk's last undo back")
    roles = [role.value for role in Role]
    command("operators", "list who works at this desk")
    added = command("add-operator", "add somebody who works at this desk")
    added.add_argument("name")
    added.add_argument("--role", choices=roles, default=Role.DESK.value)
    changed = command("change-operator", "rename somebody, give another role, put out of or into service")
    changed.add_argument("name")
    changed.add_argument("--rename", metavar="NAME")
    changed.add_argument("--role", choices=roles)
    changed.add_argument("--in-service", action=argparse.BooleanOptionalAction, default=None)
    pin = command(
        "pin", "set somebody's PIN; it is read from standard input, so that no list of programs has it"
    )
    pin.add_argument("name")
    pin.add_argument("--remove", action="store_true", help="take the PIN away")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such account, as in a container
        return "shell"


if __name__ == "__main__":
    sys.exit(main())
