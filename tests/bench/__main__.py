"""``python -m tests.bench``: prints the table of works, ratios, goals and growth."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from attendance.store.places import linux_mounts
from tests.bench import busy, file_work, list_work, window_work
from tests.bench.measure import Measured
from tests.bench.world import World, build, opened

HERE = Path(__file__).resolve().parent.parent.parent


def on_memory(folder: Path) -> bool:
    """Whether a folder lies in memory, where syncing costs nothing and the scan's floor would lie."""
    table = Path("/proc/mounts")
    mounts = linux_mounts(table.read_text(errors="replace")) if table.exists() else []
    above = [(len(where), kind) for where, kind in mounts if folder.is_relative_to(where)]
    return max(above, default=(0, ""))[1] == "tmpfs"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--quick", action="store_true", help="a tenth of the data")
    parser.add_argument("--only", default="", metavar="TEXT", help="only works whose name holds this")
    parser.add_argument("--folder", type=Path, default=HERE / "out", help="on a real disk")
    parser.add_argument("--keep", action="store_true", help="keep the data in the folder for the next run")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    if on_memory(options.folder.resolve()):
        print("This folder is in memory; choose one on a real disk with --folder.", file=sys.stderr)
        return 1
    people = 10_000 if options.quick else 100_000
    with ExitStack() as stack:
        kept = options.folder / f"bench {people}"
        kept.mkdir(exist_ok=True)
        if not options.keep:
            stack.callback(shutil.rmtree, kept)
        rows = measure_all(kept, people, options.only)
    if options.json:
        print(json.dumps({"rows": [told(row) for row in rows]}))
    else:
        print(table(rows))
    return 0


def measure_all(folder: Path, people: int, only: str) -> list[Measured]:
    started = time.monotonic()
    small, world = made(folder / "small.db", people // 10), made(folder / "large.db", people)
    say(f"{world.people:,} delegates and {world.facts:,} facts in {time.monotonic() - started:.0f} s")
    rows: list[Measured] = []
    for name, work in WORKS.items():
        if only in name:
            found = work(world, small)
            for row in found if isinstance(found, list) else [found]:
                rows.append(row)
                say(line(row))
    world.database.close()
    small.database.close()
    return rows


def made(path: Path, people: int) -> World:
    if path.exists():
        return opened(path)
    part = path.with_suffix(".part")
    build(part, people).database.close()
    part.rename(path)
    return opened(path)


WORKS = {
    work.__name__: work
    for work in (
        file_work.scan_durable,
        file_work.scan_without_sync,
        busy.scan_while_busy,
        file_work.search,
        list_work.reading,
        list_work.whole_import,
        list_work.writing,
        file_work.whole_matrix,
        file_work.totals,
        file_work.first_paint,
        window_work.longest_block,
        window_work.opening_pages,
        window_work.start_and_memory,
    )
}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def told(row: Measured) -> dict[str, object]:
    return row._asdict()


def line(row: Measured) -> str:
    goal = "–" if row.goal is None else f"≤ {row.goal:g}"
    grown = "–" if row.growth is None else f"{row.growth:.2f}"
    met = "" if row.goal is None else "met" if row.ratio <= row.goal else "MISSED"
    return f"{row.work:<44} {row.ratio:>8.3f} {goal:>8} {met:<7} {grown:>7}  {row.note}"


def table(rows: list[Measured]) -> str:
    head = f"{'work':<44} {'ratio':>8} {'goal':>8} {'':<7} {'growth':>7}"
    return "\n".join([head, "-" * len(head), *map(line, rows)])


if __name__ == "__main__":
    raise SystemExit(main())
