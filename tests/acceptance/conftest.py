"""The window's fixtures, for the cases that are about the window."""

from tests.ui.conftest import (  # noqa: F401 - fixtures
    _nobody_asks_the_file_on_the_windows_thread,
    _written_once,
    owner,
    window,
)
