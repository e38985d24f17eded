"""What the proofs share with the tests of the store."""

from tests.store.conftest import seminar

__all__ = ["seminar"]
