"""Writes the lists of the open event as workbooks when the program is closed."""

from pathlib import Path
from uuid import UUID

from attendance.domain.kinds import Audience
from attendance.reports.catalogue import plain_name, write_report_file

LISTS = ("list-of-participants", "attendance-matrix")
LONGEST_NAME = 60
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*\n\r\t', " "))


def write_lists(path: Path, event: UUID, title: str, folder: Path, language: str, at: int) -> list[str]:
    """The lists of one event as workbooks in a folder of its own, over those written before.

    A workbook that is open elsewhere stays, and the new one gets the next free name.

    Raises:
        Refused: what ``write_report`` raises.
    """
    place = folder / (_folder_name(title) or plain_name(str(event)))
    written: list[str] = []
    for name in LISTS:
        target = str(place / f"{name}.xlsx")
        written += write_report_file(
            str(path), name, event, None, language, Audience.INTERNAL, target, at, beside=True
        )
    return written


def _folder_name(title: str) -> str:
    return " ".join(title.translate(_NOT_IN_NAMES).split())[:LONGEST_NAME].strip(" .")
