"""Write one styled sheet and print how many kilobytes that took at its peak over rest."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.memory import STATUS, memory
from tests.reports import writing


def main() -> None:
    path, people = Path(sys.argv[1]), int(sys.argv[2])
    writing.ours(path, writing.people(100))  # what is loaded only by those who write is part of rest
    rest = memory()
    writing.ours(path, writing.people(people))
    peak = STATUS.read_text().partition("VmHWM:")[2].split()[0] if STATUS.exists() else "0"
    print(max(0, int(peak) - rest))


if __name__ == "__main__":
    main()
