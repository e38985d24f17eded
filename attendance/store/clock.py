"""The hybrid logical clock: 48 bits of milliseconds, 16 bits of counter, never running backwards."""


def after(last: int, at: int) -> int:
    """The next reading after ``last`` when the wall clock shows ``at`` (ms UTC)."""
    return max(at << 16, last + 1)
