"""The main job without a window: a list in, people checked in, reports out, every page drawn."""

import json
import shutil
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from attendance.app import open_window
from attendance.cli import main as shell
from attendance.language import LANGUAGES
from attendance.paths import resources
from attendance.reports.handing_over import NOTHING_TO_WRITE
from attendance.reports.offered import REPORTS, Report
from attendance.ui.pictures import draw_pictures

OUT = Path(__file__).resolve().parent.parent / "out"
SMALL_SCREEN = "1366x768"


def run(*arguments: Any) -> tuple[int, dict[str, Any]]:
    """One command of the shell on the tour's own file: its exit code and its JSON."""
    said = StringIO()
    with redirect_stdout(said):
        code = shell(["--db", str(OUT / "tour.db"), "--json", *map(str, arguments)])
    return code, json.loads(said.getvalue())


def done(*arguments: Any) -> dict[str, Any]:
    """The answer of a command that must not be refused."""
    code, answer = run(*arguments)
    if code:
        sys.exit(f"{' '.join(map(str, arguments))}: {answer}")
    return answer


def main() -> int:
    """Do the main job in out/ and say where everything is."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    sample = done("sample")["id"]
    brought = done("import", resources() / "sample" / "sample_list.csv", "--event", sample)
    counts = ", ".join(f"{n} {what}" for what, n in brought["added"].items() if n)
    print(
        f"The sample list: {brought['rows']} rows; {counts} added, {brought['updated']} updated, "
        f"{brought['unchanged']} unchanged, {len(brought['refused'])} refused."
    )
    for refused in brought["refused"]:
        print(f"  row {refused['row']}: {refused['message']}")
    check_some_in(sample)
    for language in LANGUAGES:
        for report in REPORTS.values():
            for form in report.writers:
                write(sample, language, report, form)
    done("verify")
    pictures = draw_pictures(OUT / "pictures", open_window, SMALL_SCREEN)
    print(f"Reports: {OUT / 'reports'}\nPictures of every page ({len(pictures)}): {OUT / 'pictures'}")
    print(f"The file itself: {OUT / 'tour.db'}")
    return 0


def check_some_in(event: str) -> None:
    """Every third person of the second morning, one of them twice, and a badge nobody has."""
    sessions = done("sessions", "--event", event)["rows"]
    here = [row["id"] for row in sessions if row["takes_attendance"]][2]
    badges = [row["badge"] for row in done("delegates", "--event", event)["rows"]][::3]
    words = [run("check-in", badge, "--event-session", here)[1]["verdict"] for badge in badges]
    words += [run("check-in", code, "--event-session", here)[1]["verdict"] for code in (badges[0], "12")]
    done("undo", "--reason", "the tour shows how")
    print(
        f"Check-in: {', '.join(f'{words.count(word)} {word}' for word in dict.fromkeys(words))}; one undone."
    )


def write(event: str, language: str, report: Report, form: str) -> None:
    """One report in one form: a file, or a folder where each delegation has its own."""
    place = OUT / "reports" / language
    place = place / report.name if report.per_delegation else place
    place.mkdir(parents=True, exist_ok=True)
    about = ("--event", event, "--language", language, "--audience", report.audience)
    code, answer = run("report", report.name, *about, "--form", form[1:], "-o", place)
    if code and answer["error"]["code"] not in NOTHING_TO_WRITE:
        sys.exit(f"{report.name}{form}: {answer}")


if __name__ == "__main__":
    sys.exit(main())
