"""What was wanted of a report or a set and is not there, and why."""

from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.language import Texts
from attendance.language.sentences import sentence
from attendance.reports.offered import REPORTS


class Missing(NamedTuple):
    """One report, or some of its files.

    Attributes:
        report: its name.
        why: there was nothing to write, or the first of its files could not be written.
        files: how many are not there.
    """

    report: str
    why: Refused
    files: int = 1

    def told(self, texts: Texts) -> str:
        """It in words: which report, why, and what to do."""
        said = texts(
            "Not there: {report}. {reason}",
            report=texts(REPORTS[self.report].title),
            reason=sentence(texts, self.why),
        )
        more = self.files - 1
        if more:
            said += " " + texts.plural("The same with {n} more file.", "The same with {n} more files.", more)
        return said
