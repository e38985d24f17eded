"""Draws every page and dialog of the sample event into out/pictures, for whoever reviews the look."""

import sys
from pathlib import Path

from attendance.app import open_window
from attendance.ui.pictures import draw_pictures

FOLDER = Path(__file__).resolve().parent.parent / "out" / "pictures"


def main(arguments: list[str]) -> int:
    """Draw all pictures, or those whose name has the first argument in it."""
    drawn = draw_pictures(FOLDER, open_window, *arguments[:1])
    print(f"{len(drawn)} pictures in {FOLDER}")
    return 0 if drawn else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
