"""What an issued list of participants said of each person, kept as text and read again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.list_issue import NEXT, Edition, next_edition
from attendance.queries.list_issues import content_of, issues
from attendance.queries.participants import DelegationFacts, Participant
from attendance.reports.people import Group, groups, is_media, listed
from attendance.reports.request import Request

REGISTERED, PRESENT = "registered", "present"
"""Of the choice ``people``: everybody who is expected, or those of them who came."""

_OF_A_PERSON = (
    *("capacity", "courtesy", "salutation", "academic", "name", "given", "family", "family_first"),
    # The sex decides between ທ່ານ and ທ່ານ ນາງ.
    *("name_official", "sex", "position", "position_official", "unit", "unit_official"),
    *("organisation", "organisation_official", "publish"),
)
_OF_A_DELEGATION = ("code", "name", "name_official", "country", "section")

_NOBODY = UUID(int=0)
_PERSON = Participant(
    id=_NOBODY, delegation=_NOBODY, person=_NOBODY, capacity="", status="", courtesy=None, salutation=None,
    academic=None, name="", given=None, family=None, family_first=False, name_official=None, sex=None,
    position=None, position_official=None, unit=None, unit_official=None, organisation=None,
    organisation_official=None, country=None, email=None, phone=None, short_number=None, remarks=None,
    publish=True, participation=None, list_position=None, certificate_name=None, replaces=None, n=0,
    sector=None, age_group=None, disability=None, sort=None, half_days=0, came=False,
)  # fmt: skip
_DELEGATION = DelegationFacts(
    id=_NOBODY, code="", name=None, name_official=None, country=None, section="", position=None, quota=None,
    state="", focal_point=None, focal_phone=None, focal_email=None, credentials_on=None, note=None,
)  # fmt: skip


class Snapshot(NamedTuple):
    """A list as it was written, for ``commands.list_issues.issue_list``.

    Attributes:
        edition: what stands on its paper.
        at: time of its data, ms UTC.
        content: JSON of what is printed of each person, in both scripts: the language of a list is chosen
            anew each time.
    """

    edition: Edition
    at: int
    content: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A snapshot read again; people and delegations hold only what is printed of them."""

    edition: Edition
    people: dict[UUID, Participant]
    delegations: dict[UUID, DelegationFacts]
    with_media: bool


def edition_of(request: Request) -> Edition:
    """The edition this list would be: a draft of it, until it is issued."""
    issued = issues(request.db, request.event.id)
    return next_edition(request.choices.get("state", NEXT), (one.edition for one in issued))


def listed_groups(request: Request) -> tuple[list[Group], int]:
    """The delegations and people of the list as it was chosen, and how many of the media it leaves out."""
    only_present = request.choices.get("people") == PRESENT
    everybody = groups(request, lambda _, person: listed(person) and (person.came or not only_present))
    if request.choices.get("media") == "yes":
        return everybody, 0
    kept = [_without_media(group) for group in everybody]
    left_out = sum(len(group.people) for group in everybody) - sum(len(group.people) for group in kept)
    return [group for group in kept if group.people], left_out


def _without_media(group: Group) -> Group:
    kept = (person for person in group.people if not is_media(group.delegation, person))
    return Group(group.delegation, tuple(kept))


def snapshot(request: Request) -> Snapshot:
    """What ``request`` prints, to be kept when it is issued; asked for in the read that wrote the file.

    Raises:
        Refused: list_issue_partial, when only some delegations are asked for.
    """
    if request.codes is not None:
        raise Refused("list_issue_partial")
    found, _ = listed_groups(request)
    content = {
        "people": request.choices.get("people", REGISTERED),
        "media": request.choices.get("media") == "yes",
        "delegation_fields": _OF_A_DELEGATION,
        "delegations": {
            str(group.delegation.id): _kept(group.delegation, _OF_A_DELEGATION) for group in found
        },
        "delegate_fields": ("delegation", *_OF_A_PERSON),
        "delegates": {
            str(person.id): [str(person.delegation), *_kept(person, _OF_A_PERSON)]
            for group in found
            for person in group.people
        },
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Snapshot(edition_of(request), request.at, text)


def _kept(row: Any, fields: Iterable[str]) -> list[Any]:
    return [getattr(row, field) for field in fields]


def last_printed(request: Request) -> Printed | None:
    """The issue this list is compared with; None before the first.

    A list of everybody is not compared with a list of those who came, which says nothing about the others.
    """
    for issue in reversed(issues(request.db, request.event.id)):
        told = json.loads(content_of(request.db, issue.id))
        if told["people"] in (REGISTERED, request.choices.get("people", REGISTERED)):
            return _read(issue.edition, told)
    return None


def _read(edition: Edition, told: dict[str, Any]) -> Printed:
    delegations = {
        UUID(key): _DELEGATION._replace(
            id=UUID(key), **_named(told["delegation_fields"], values, _DELEGATION)
        )
        for key, values in told["delegations"].items()
    }
    people: dict[UUID, Participant] = {}
    for key, values in told["delegates"].items():
        fields = _named(told["delegate_fields"], values, _PERSON)
        fields |= {"id": UUID(key), "delegation": UUID(fields["delegation"])}
        people[UUID(key)] = _PERSON._replace(**fields)
    return Printed(edition, people, delegations, bool(told["media"]))


def _named(fields: Sequence[str], values: Sequence[Any], known: Any) -> dict[str, Any]:
    """Only the fields this version knows: a later one may have kept more."""
    return {field: value for field, value in zip(fields, values, strict=True) if field in known._fields}
