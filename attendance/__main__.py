"""``python -m attendance`` is the same as ``attendance``."""

import sys

from attendance.cli import main

if __name__ == "__main__":
    sys.exit(main())
