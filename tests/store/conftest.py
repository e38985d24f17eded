"""What the tests of the store share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store import seminar as made


@pytest.fixture
def seminar(tmp_path: Path):
    """Five delegates of two delegations at one event, in a real file."""
    seminar = made.make(tmp_path / "seminar.db")
    yield seminar
    seminar.database.close()
