"""What is printed on a sheet to sign, beside the people: its heads, its columns, its foot."""

from typing import NamedTuple

from attendance.reports.request import Request
from attendance.reports.sheet_plan import Plan, SheetPlan, Signer


class SheetColumn(NamedTuple):
    """One column: its head, its share of the width, and the field of ``Signer`` it shows ("" for a pen)."""

    title: str
    share: float
    field: str = ""
    centred: bool = False


def sheet_columns(request: Request, plan: Plan) -> list[SheetColumn]:
    """The columns for this reader; the last but one or two are for signatures."""
    texts = request.texts
    first, second = texts("Name (CAPITALS, as on certificate)"), texts("Name (other script)")
    made = [
        SheetColumn(texts("No."), 8, "number", centred=True),
        SheetColumn(first, 42, "name"),
        SheetColumn(second, 32, "other"),
        SheetColumn(texts("Sex"), 8, "sex", centred=True),
        SheetColumn(texts("Position"), 30, "position"),
        SheetColumn(texts("Organization"), 30, "organisation"),
        SheetColumn(texts("Country/Province"), 25, "country"),
    ]
    if request.shows("phone"):
        made.append(SheetColumn(texts("Phone"), 20, "phone"))
    if request.shows("email"):
        made.append(SheetColumn(texts("E-mail"), 24, "email"))
    heads = [texts("AM signature"), texts("PM signature")]
    if len(plan.sessions) == 1:
        session = plan.sessions[0]
        title = request.pick(session.title, session.title_official)
        heads = [texts("Signature: {session}", session=title)]
    made += [SheetColumn(head, 32) for head in heads]
    return [*made, SheetColumn(texts("Remarks"), 15)]


def shown(signer: Signer, column: SheetColumn) -> str:
    """What stands in a column of one line."""
    return str(getattr(signer, column.field)) if column.field else ""


def facts(request: Request, plan: Plan, sheet: SheetPlan | None) -> list[tuple[str, str]]:
    """Label and value of what the head says beside the title; ``sheet`` None where it is for all sheets."""
    texts, event = request.texts, request.event
    group = sheet.delegation if sheet is not None else None
    day = texts("Day {n} of {m}", n=plan.number, m=plan.of)
    return [
        (texts("Project no."), event.project_no or ""),
        (texts("Activity code"), event.activity_code or ""),
        (texts("Venue"), request.pick(event.place, event.place_official)),
        (texts("Date"), f"{texts.date_long(plan.day)} · {day}"),
        (texts("Delegation"), request.delegation_name(group) if group else texts("All delegations")),
    ]


def organisers(request: Request) -> tuple[str, str]:
    """Who holds the event and who supports it, for the two ends of the strip on top."""
    event = request.event
    return (
        request.pick(event.organisers, event.organisers_official),
        request.pick(event.supporters, event.supporters_official),
    )


def sheet_of(request: Request, sheet: SheetPlan) -> str:
    """ "Sheet 1 of 2"."""
    return request.texts("Sheet {n} of {m}", n=sheet.position, m=sheet.of)


def rules(request: Request) -> str:
    """What whoever signs should know."""
    texts = request.texts
    return " ".join(
        (
            texts("Sign only for yourself. Correct by one line through it and your initials."),
            texts("The organisers use these data for the records of this event only."),
        )
    )


def totals(request: Request, sheet: SheetPlan) -> str:
    """How many of the run are men and women on the list."""
    return request.texts("On the list: {men} M, {women} F", men=sheet.men, women=sheet.women)


def printed(request: Request) -> str:
    """When it was printed, so that a later sheet is told from an earlier."""
    texts = request.texts
    sample = f"{texts('Sample data')} · " if request.event.sample else ""
    return sample + texts("Printed {moment}", moment=texts.date_time(request.at, request.event.zone))
