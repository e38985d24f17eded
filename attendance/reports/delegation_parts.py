"""The parts of a delegation's report that every language has: people, programme, attendance, follow-up."""

from datetime import date

from attendance.language.labels import LABELS
from attendance.language.marks import N_
from attendance.queries.delegation_facts import ContributionFacts
from attendance.queries.programme import SessionRow
from attendance.reports.document import Document, marked
from attendance.reports.document_table import DocColumn, Total
from attendance.reports.document_text import NOTE, Content, Piece
from attendance.reports.matrix_grid import CODES, Column
from attendance.reports.mission import Mission

_REACH = {"phone": N_("Phone"), "email": N_("E-mail")}
MATRIX_COLUMNS = 12
"""Event sessions beside each other on an upright page; more go into a further table."""


def facts_or_place(fact: str, hint: str) -> Content:
    """What is known, or a marked place that says what to write."""
    return fact or marked(hint)


def add_members(document: Document, told: Mission) -> None:
    """The people, head first."""
    request, texts = told.request, told.request.texts
    if not told.people:
        document.to_write(texts("Nobody is on the list of this delegation yet."))
        return
    layout = [
        DocColumn(texts("No."), 6, "center"),
        DocColumn(texts("Name"), 26, bold=True),
        DocColumn(texts("Sex"), 12, "center"),
        DocColumn(texts("Position, organization"), 34),
        DocColumn(texts("Capacity"), 22),
    ]
    rows: list[list[Content]] = [
        [
            str(number),
            told.named(person),
            request.word(person.sex),
            told.role(person),
            request.word(person.capacity),
        ]
        for number, person in enumerate(told.people, 1)
    ]
    document.table(layout, rows)


def add_participation(document: Document, told: Mission) -> None:
    """Present and expected by event session, with the total."""
    request, texts = told.request, told.request.texts
    held = [(place, column) for place, column in enumerate(told.shown) if column.held]
    if not held:
        document.paragraph(texts("No attendance was recorded."))
        return
    rows: list[list[Content] | Total] = []
    for place, column in held:
        codes = [line.codes[place] for line in told.lines]
        present, expected = (sum(code in wanted for code in codes) for wanted in (_CAME, _WANTED))
        rows.append([_named(told, column), str(present), str(expected), _share(told, present, expected)])
    total = _share(told, told.attended, told.expected)
    rows.append(Total([texts("Total"), str(told.attended), str(told.expected), total]))
    layout = [
        DocColumn(texts("Session"), 55),
        DocColumn(texts("Attended"), 15, "right"),
        DocColumn(texts("Expected"), 15, "right"),
        DocColumn(texts("Rate %"), 15, "right"),
    ]
    document.table(layout, rows)
    document.paragraph(texts("as of {moment}", moment=request.moment()), NOTE)


_CAME = frozenset("PLEO")
_WANTED = _CAME | frozenset("XA")


def _share(told: Mission, part: int, whole: int) -> str:
    return told.request.texts.percent(part / whole) if whole else ""


def _named(told: Mission, column: Column) -> str:
    row, texts = column.session, told.request.texts
    title = told.request.pick(row.title, row.title_official)
    return ", ".join(part for part in (texts.date_long(row.day), title) if part) or column.key


def add_purpose(document: Document, told: Mission) -> None:
    """What the event was for, as far as that is known."""
    event, texts = told.request.event, told.request.texts
    purpose = told.request.pick(event.purpose, event.purpose_official)
    hint = texts("What the event was for, and what the delegation wanted.")
    document.paragraph(facts_or_place(purpose, hint))


def add_proceedings(document: Document, told: Mission) -> None:
    """The items of the programme, then what the delegation put forward."""
    _add_items(document, told)
    if told.priorities:
        document.heading(told.request.texts("Priorities and plans put forward"), 2)
        _add_priorities(document, told)


def _add_items(document: Document, told: Mission) -> None:
    """Each item of the programme with what the delegation presented in it, and the place for the rest."""
    texts, pick = told.request.texts, told.request.pick
    items = told.items()
    for row in items:
        document.heading(f"{pick(row.title, row.title_official)}{_when(told, row)}", 2)
        for spoken in told.contributions:
            if spoken.event_session == row.id:
                _add_contribution(document, told, spoken)
        document.to_write(texts("What was said and decided."))
    placed = {row.id for row in items}
    for spoken in told.contributions:
        if spoken.event_session not in placed:
            _add_contribution(document, told, spoken)
    if not items:
        document.to_write(texts("What happened in each event session, and what this delegation said."))


def _add_contribution(document: Document, told: Mission, spoken: ContributionFacts) -> None:
    pick = told.request.pick
    who, title = told.speaker(spoken.delegate), pick(spoken.title, spoken.title_official)
    summary = pick(spoken.summary, spoken.summary_official)
    content: list[str | Piece] = [f"{who}: " if who else "", Piece(title, bold=True)]
    if summary:
        content.append(f"\n{summary}")
    document.item(content)


def _when(told: Mission, row: SessionRow) -> str:
    """ " · 29 May, 09:00–09:30"."""
    times = "–".join(time for time in (row.starts, row.ends) if time)
    told_at = ", ".join(part for part in (told.request.texts.day_month(row.day), times) if part)
    return f" · {told_at}" if told_at else ""


def _add_priorities(document: Document, told: Mission) -> None:
    """What the delegation put forward, in its own order."""
    texts, pick = told.request.texts, told.request.pick
    layout = [
        DocColumn(texts("Priority area"), 25, bold=True),
        DocColumn(texts("Achievements so far"), 25),
        DocColumn(texts("Plan"), 25),
        DocColumn(texts("Support wanted"), 25),
    ]
    rows: list[list[Content]] = [
        [
            pick(row.area, row.area_official),
            pick(row.achievements, row.achievements_official),
            pick(row.plan, row.plan_official),
            pick(row.support_wanted, row.support_wanted_official),
        ]
        for row in told.priorities
    ]
    document.table(layout, rows)


def add_people_met(document: Document, told: Mission) -> None:
    """An empty table with marked places: nobody but the delegation knows."""
    texts = told.request.texts
    layout = [DocColumn(texts("Name"), 30), DocColumn(texts("Position, organization"), 35)]
    layout.append(DocColumn(texts("What was agreed"), 35))
    hints = texts("name"), texts("position and organization"), texts("what was agreed")
    document.table(layout, [[marked(hint) for hint in hints]])


def add_follow_ups(document: Document, told: Mission, *, state: bool = True) -> None:
    """Action, who is responsible, until when, and how it stands."""
    request, texts = told.request, told.request.texts
    layout = [
        DocColumn(texts("Action"), 46),
        DocColumn(texts("Responsible"), 24),
        DocColumn(texts("Deadline"), 15),
    ]
    if state:
        layout.append(DocColumn(texts("State"), 15))
    rows: list[list[Content]] = []
    for row in told.follow_ups:
        cells: list[Content] = [request.pick(row.action, row.action_official)]
        cells.append(row.responsible or marked(texts("who")))
        cells.append(_day(told, row.deadline) or marked(texts("until when")))
        rows.append([*cells, request.word(row.state)] if state else cells)
    if not rows:
        hints = texts("what is to be done"), texts("who"), texts("until when")
        rows.append([marked(hint) for hint in hints])
    document.table(layout, rows)


def _day(told: Mission, iso: str | None) -> str:
    day = told.request.day(iso)
    return day.strftime("%d/%m/%Y") if isinstance(day, date) else day or ""


def add_agenda(document: Document, told: Mission) -> None:
    """The programme as it is in the file; the half-days only where it holds nothing else."""
    texts, pick = told.request.texts, told.request.pick
    rows = [row for row in told.programme if row.kind != "half_day"] or told.programme
    if not rows:
        document.to_write(texts("The programme of the event."))
        return
    layout = [DocColumn(texts("Date"), 20), DocColumn(texts("Time"), 16), DocColumn(texts("Topic"), 64)]
    document.table(
        layout,
        [
            [
                texts.day_month(row.day),
                "–".join(time for time in (row.starts, row.ends) if time),
                pick(row.title, row.title_official),
            ]
            for row in rows
        ],
    )


def add_matrix(document: Document, told: Mission) -> None:
    """Everybody by event session, a dozen beside each other, and what the letters mean."""
    texts = told.request.texts
    if not told.shown or not told.lines:
        document.paragraph(texts("No attendance was recorded."))
        return
    for start in range(0, len(told.shown), MATRIX_COLUMNS):
        part = told.shown[start : start + MATRIX_COLUMNS]
        last = start + MATRIX_COLUMNS >= len(told.shown)
        layout = [DocColumn(texts("Name"), 30), *(DocColumn(column.key, 6, "center") for column in part)]
        ends = (texts("Attended"), texts("Expected")) if last else ()
        layout += [DocColumn(title, 12, "right") for title in ends]
        rows: list[list[Content]] = [
            [
                told.named(line.person),
                *line.codes[start : start + MATRIX_COLUMNS],
                *([str(line.attended), str(line.expected)] if last else []),
            ]
            for line in told.lines
        ]
        document.table(layout, rows)
    document.paragraph(" · ".join(f"{code} {texts(LABELS[code])}" for code in CODES), NOTE)


ANNEXES = (
    N_("Members of the delegation"),
    N_("Agenda"),
    N_("Attendance matrix"),
    N_("Photos"),
)


def add_annexes(document: Document, told: Mission) -> None:
    """Members with phone and e-mail, programme, matrix, and the place for photos, on pages of their own."""
    texts = told.request.texts
    document.title(texts("Annexes"), new_page=True)
    for number, (heading, add) in enumerate(zip(ANNEXES, _ADDED, strict=True), 1):
        document.heading(f"{number}. {texts(heading)}")
        add(document, told)


def _contacts(document: Document, told: Mission) -> None:
    """The people again with phone and e-mail, as far as the reader may have them."""
    request, texts = told.request, told.request.texts
    fields = [name for name in _REACH if request.shows(name)]
    layout = [DocColumn(texts("No."), 6, "center"), DocColumn(texts("Name"), 30, bold=True)]
    layout.append(DocColumn(texts("Position, organization"), 34))
    layout += [DocColumn(texts(_REACH[name]), 24) for name in fields]
    rows: list[list[Content]] = [
        [
            str(number),
            told.named(person),
            told.role(person),
            *("" if request.withholds(person) else getattr(person, name) or "" for name in fields),
        ]
        for number, person in enumerate(told.people, 1)
    ]
    document.table(layout, rows)


def add_photos(document: Document, told: Mission) -> None:
    document.to_write(told.request.texts("Photos of the event, each with what it shows."))


_ADDED = (_contacts, add_agenda, add_matrix, add_photos)
