"""Ids made from the ids they join: the same on every desk, and a row that comes back keeps its history."""

from uuid import UUID, uuid5

_KIN = UUID("5f0b6c1e-6c0d-5e0c-9a53-3f0c0d5b7a11")


def tagging_id(delegate: UUID, tag: UUID) -> UUID:
    """The id of the row that puts this tag on this delegate."""
    return uuid5(_KIN, f"tag {delegate} {tag}")


def custom_value_id(delegate: UUID, custom_field: UUID) -> UUID:
    """The id of the row that holds a delegate's value of a custom field."""
    return uuid5(_KIN, f"value {delegate} {custom_field}")


def photo_id(person: UUID) -> UUID:
    """The id of the row that holds a person's photo."""
    return uuid5(_KIN, f"photo {person}")


def sheet_mark_id(sheet: UUID, delegate: UUID, event_session: UUID) -> UUID:
    """The id of the row that says how somebody stands on a sheet for one event session."""
    return uuid5(_KIN, f"mark {sheet} {delegate} {event_session}")


def certificate_id(delegate: UUID) -> UUID:
    """The id of the row that holds what was decided about a delegate's certificate."""
    return uuid5(_KIN, f"certificate {delegate}")
