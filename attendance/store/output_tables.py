"""The tables of what leaves the program: prints, sheets to sign, letterheads, issued lists, certificates."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, Text

from attendance.store.columns import both, journalled, local_number, own_id, ref, required, text_columns

letterhead = journalled(
    "letterhead",
    local_number(),
    own_id(),
    # Whose paper it is, what stands above it, the lines of the state, and the head and foot of every page.
    required("name"),
    Column("name_official", Text),
    *both("parent", "motto", "header", "footer"),
    # Where letters are dated, the number they begin with, who signs, and who gets a copy (one a line).
    *both("city", "number", "signer_title", "signer", "copies"),
    Column("position", Integer),
)

logo = journalled(
    "logo",
    local_number(),
    own_id(),
    ref("letterhead", "letterhead"),
    ref("attachment", "attachment"),
    required("position", Integer),
)

list_issue = journalled(
    "list_issue",
    local_number(),
    own_id(),
    ref("event", "event"),
    # A ``kinds.ListState``; Rev. 1, 2 … where it is revised.
    required("state"),
    required("number", Integer),
    required("at", BigInteger),
    required("operator"),
    # What was printed of each person, JSON by the delegate's id: the next issue is compared with it.
    required("content"),
)

certificate = journalled(
    "certificate",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegate", "delegate"),
    # Its running number; NULL until one is issued.
    Column("number", Text),
    # Whether somebody decided otherwise than the rule, who, and why; NULL leaves it to the rule.
    Column("granted", Boolean),
    *text_columns("decided_by", "reason"),
    # ISO dates.
    *text_columns("issued_on", "received_on"),
)

export = journalled(
    "export",
    local_number(),
    own_id(),
    ref("event", "event", required=False),
    required("report"),
    *text_columns("language", "audience"),
    # The codes of the delegations asked for, one a line; NULL is all.
    Column("delegations", Text),
    required("at", BigInteger),
    required("desk"),
    required("operator"),
    # The names of the files and their SHA-256, one a line, in the same order.
    required("files"),
    required("sha256"),
)

printing = journalled(
    "printing",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegate", "delegate", required=False),
    # "badge", the code that was on it, and the words: ``queries.badges.FACE`` as it was; NULL on a spare one.
    required("what"),
    Column("code", Text),
    Column("face", Text),
    required("at", BigInteger),
    required("desk"),
    required("operator"),
    # What went wrong; NULL where the sheet came out.
    Column("problem", Text),
)

sheet = journalled(
    "sheet",
    local_number(),
    own_id(),
    ref("event", "event"),
    ref("delegation", "delegation", required=False),
    required("day"),
    required("position", Integer),
    # The ids of the delegates on it, one a line, in the order they stand there.
    required("people"),
    required("printed_at", BigInteger),
    Column("returned_at", BigInteger),
    Column("typed_at", BigInteger),
    ref("attachment", "attachment", required=False),
)

sheet_mark = journalled(
    "sheet_mark",
    local_number(),
    own_id(),
    ref("sheet", "sheet"),
    ref("delegate", "delegate"),
    ref("event_session", "event_session"),
    # A ``kinds.Mark``; NULL once it was cleared. Minutes of a late one or of one who left early.
    Column("mark", Text),
    Column("minutes", Integer),
    Column("reason", Text),
    required("at", BigInteger),
    # The attendance facts this mark wrote, one id a line: none where the desk had seen the person.
    Column("facts", Text),
)
