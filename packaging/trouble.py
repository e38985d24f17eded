"""The one error of the set-up: a sentence for the person who typed the command."""


class SetupError(Exception):
    """Something is missing or failed; the message says what it is and what to do about it."""
