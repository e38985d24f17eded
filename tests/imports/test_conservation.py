"""Whatever a table holds, every row becomes exactly one thing, and a second import changes nothing."""

import csv
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.domain.kinds import Stamp
from attendance.imports import importing, preview
from attendance.imports.options import Options
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.verify import verify

from .test_importing import outcome

HEAD = ["Meeting", "Delegation", "Title", "Name", "Position", "Organisation", "Email", "Sex", "Passport"]
FEW = {
    "Meeting": ["INC 1", "INC 2", "ກອງປະຊຸມ"],
    "Delegation": ["Norway", "Norvège", "Laos", "ລາວ", "World Bank", "World  Bank", "", "NA"],
    "Title": ["", "Mr", "Ms", "Dr", "H.E. Mr.", "ທ່ານ", "?"],
    "Name": ["Anna Berg", "BERG Anna", "anna berg", "Bo Ek", "ບຸນມີ ສີສຸກ", "", "Total", "42", "NA"],
    "Position": ["", "Director", "director", "Head of Delegation", "NA"],
    "Organisation": ["", "Ministry", "Agency", "=1+1"],
    "Email": ["", "a@b.no"],
    "Sex": ["", "f", "m", "?"],
    "Passport": ["", "", "P1", "P2"],
}
ANYTHING = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=6)
ROW = st.tuples(*(st.sampled_from(FEW[key]) | ANYTHING for key in HEAD))


class Here:
    """Runs the worker's functions in this process."""

    def run(self, function, *args, tick=None):
        return getattr(preview, function.partition(":")[2])(*args)

    def stream(self, function, *args, tick=None):
        return getattr(preview, function.partition(":")[2])(*args)


@settings(max_examples=25)
@given(st.lists(ROW, min_size=1, max_size=14))
def test_every_row_of_any_table_becomes_exactly_one_thing(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([HEAD, *rows])
        database = Database.open(Path(folder) / "x.attendance")
        mapping = dict(enumerate(("event", "delegation", "honorific", "name", "position", "organisation")))
        mapping |= {6: "email", 7: "sex", 8: "passport_no"}
        options = Options(event_title="Seminar", keep_identity=True, identity_until="2030-01-01")

        def plan():
            return importing.prepare(Here(), database, path, mapping=mapping, heading_row=1, options=options)

        try:
            first = plan()
            outcome(first)
            importing.apply(Here(), database, Stamp("Noy", 1), first)
            numbers = Counter(verdict.row for verdict in first.verdicts)
            assert set(numbers.values()) == {1} or not numbers
            second = plan()
            assert outcome(second)[0] == outcome(second)[1] == 0
            assert second.unchanged == first.added["delegates"]
            assert sum(second.added.values()) == 0
            assert verify(database) == []
            with database.read() as db:
                pairs = Counter(
                    db.execute(t.delegate.select().with_only_columns(t.delegate.c.event, t.delegate.c.person))
                )
            assert set(pairs.values()) <= {1}
        finally:
            database.close()
