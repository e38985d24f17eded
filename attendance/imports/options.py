"""What the person decided about an import."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Options:
    """The answers to what a list cannot say itself.

    Attributes:
        event: existing event the people are added to where the list names no meeting.
        delegation: name of the delegation of everybody, where no column and no heading says it.
        event_title: title of the new event when there is neither; by default the file's name.
        zone: IANA zone of new events.
        sex_from_titles: whether "Mr." and "ທ່ານ ນາງ" fill an empty sex.
        keep_identity: whether birth dates and passport numbers are kept, not only compared.
        identity_until: ISO date by which they are purged, for events that have none set.
        buddhist: whether years above 2400 are Buddhist; None leaves them out until somebody says so.
        day_first: the order in text dates like 3/4/1970; None leaves such dates out.
    """

    event: UUID | None = None
    delegation: str | None = None
    event_title: str | None = None
    zone: str = "Asia/Vientiane"
    sex_from_titles: bool = True
    keep_identity: bool = False
    identity_until: str | None = None
    buddhist: bool | None = None
    day_first: bool | None = None
