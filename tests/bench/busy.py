"""What the door feels while a list is imported and a report is written."""

from __future__ import annotations

import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Stamp
from attendance.imports.importing import import_file
from attendance.store.database import Database
from attendance.worker import Worker
from tests.bench import measure
from tests.bench.file_work import doors_in_turn, our_door, raw_door
from tests.bench.list_work import workbook
from tests.bench.measure import Measured
from tests.bench.world import START, World

LIST = 2_000
"""People of the list that comes in while the door is open; longer ones ask first."""


def scan_while_busy(world: World, small: World) -> Measured:
    """The floor is the idle one."""
    with tempfile.TemporaryDirectory(dir=world.database.path.parent) as name:
        folder = Path(name)
        stop = threading.Event()
        people = workbook(folder / "list.xlsx", LIST)
        floor = raw_door(folder, world.people, "FULL")
        floors = [measure.seconds(floor) for _ in range(200)]
        office = threading.Thread(target=work_on, args=(small.database, small.event, people, folder, stop))
        office.start()
        try:
            # The same file as the office's: it has the writer's turn whenever it applies a list.
            _, mine = doors_in_turn(lambda: None, our_door(small, small.database), 400)
        finally:
            stop.set()
            office.join()
    least = measure.median(floors)
    note = f"p99 {measure.percentile(mine, 0.99) / least:.1f}"
    return Measured("scan, import and report running", measure.median(mine) / least, 4, None, note)


def work_on(database: Database, event: UUID, people: Path, folder: Path, stop: threading.Event) -> None:
    """An office that imports one list and then writes reports, until told to stop."""
    worker = Worker()

    def tick(done: int, total: int, label: str) -> None:
        if stop.is_set():
            raise Refused("stopped")

    with suppress(Refused):
        import_file(database, worker, Stamp("office", START), people, event=event, tick=tick)
        while True:
            worker.run(
                "attendance.reports.catalogue:write_report_file",
                *(str(database.path), "attendance-matrix", event, None, "en"),
                *(Audience.INTERNAL, str(folder / "matrix.xlsx"), START),
                tick=tick,
            )
    worker.close()
