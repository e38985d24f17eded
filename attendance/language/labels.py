"""The names of every value a field may hold, as English texts to be translated."""

from attendance.language.marks import N_
from attendance.language.texts import Texts

LABELS: dict[str, str] = {
    # capacity
    "head": N_("Head of delegation"),
    "deputy": N_("Deputy head of delegation"),
    "alternate": N_("Alternate"),
    "delegate": N_("Delegate"),
    "adviser": N_("Adviser"),
    "observer": N_("Observer"),
    "speaker": N_("Speaker"),
    "organiser": N_("Organiser"),
    "interpreter": N_("Interpreter"),
    "support": N_("Support staff"),
    "media": N_("Media"),
    "guest": N_("Guest"),
    # status of a delegate, state of a delegation
    "invited": N_("Invited"),
    "nominated": N_("Nominated"),
    "registered": N_("Registered"),
    "confirmed": N_("Confirmed"),
    "declined": N_("Declined"),
    "withdrawn": N_("Withdrawn"),
    "replaced": N_("Replaced"),
    "barred": N_("Barred"),
    "awaited": N_("List awaited"),
    "received": N_("List received"),
    # section of the list of participants
    "chair": N_("Chair and guests of honour"),
    "countries": N_("Countries"),
    "observer_states": N_("Observer states"),
    "un": N_("United Nations system"),
    "igo": N_("Other intergovernmental organizations"),
    "ngo": N_("Non-governmental organizations, academia and private sector"),
    "speakers": N_("Speakers"),
    "host": N_("Host"),
    "secretariat": N_("Secretariat"),
    # sex
    "f": N_("Woman"),
    "m": N_("Man"),
    "x": N_("Other"),
    # kind of event session
    "half_day": N_("Half-day"),
    "plenary": N_("Plenary"),
    "session": N_("Session"),
    "dinner": N_("Dinner"),
    "bus": N_("Bus"),
    "other": N_("Other"),
    "once": N_("Once"),
    "many": N_("Many times"),
    "single": N_("Once, not again"),
    # attendance: what was recorded, how, and where it leaves the person
    "in": N_("Entry"),
    "out": N_("Exit"),
    "void": N_("Voided"),
    "excused": N_("Excused"),
    "entry": N_("Entry"),
    "exit": N_("Exit"),
    "scan": N_("Scan"),
    "search": N_("Search"),
    "list": N_("List"),
    "paper": N_("Paper"),
    "import": N_("Import"),
    "closing": N_("Closing"),
    "inside": N_("In the room"),
    "left": N_("Left"),
    "none": N_("Not here yet"),
    # codes of the attendance matrix
    "P": N_("Present"),
    "L": N_("Late"),
    "E": N_("Left early"),
    "O": N_("Online"),
    "X": N_("Excused"),
    "A": N_("Absent"),
    "–": N_("Not expected"),
    # follow-ups
    "open": N_("To do"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
    # kind of letter
    "invitation": N_("Invitation"),
    "nomination": N_("Nomination"),
    "credentials": N_("Credentials"),
    "approval": N_("Approval"),
    "note_verbale": N_("Note verbale"),
    # colour of a tag
    "accent": N_("Teal"),
    "green": N_("Green"),
    "amber": N_("Amber"),
    "red": N_("Red"),
    "blue": N_("Blue"),
    "muted": N_("Grey"),
    # what a field of an event's own holds
    "text": N_("Text"),
    "number": N_("A number"),
    "date": N_("Date"),
    "choice": N_("One of a list"),
    "flag": N_("Yes or no"),
    # a code that is on no delegate's own badge; what becomes of a double scan
    "spare": N_("Spare"),
    "tied": N_("Tied to a person"),
    "revoked": N_("Taken back"),
    "warn": N_("Admit and say so"),
    "block": N_("Refuse"),
    "silent": N_("Admit and say nothing"),
    # what a quorum counts, and how many it takes
    "delegations": N_("Delegations"),
    "persons": N_("Persons"),
    "more_than_half": N_("More than half"),
    "two_thirds": N_("Two thirds"),
    # what somebody at a desk may do
    "coordinator": N_("Coordinator"),
    "desk": N_("Desk"),
    "usher": N_("Usher"),
    "reader": N_("Reader"),
    # how far a signed sheet is on its way back
    "printed": N_("Printed"),
    "returned": N_("Returned"),
    "typed": N_("Typed in"),
    # whom somebody works for, as donors count it; age groups; disability
    "national": N_("National government"),
    "subnational": N_("Provinces and districts"),
    "un_system": N_("United Nations system"),
    "igo_donor": N_("Intergovernmental organizations and donors"),
    "civil_society": N_("Civil society"),
    "private": N_("Private sector"),
    "academia": N_("Academia"),
    "press": N_("Media"),
    "other_sector": N_("Other"),
    "under_18": N_("Under 18"),
    "18_29": N_("18 to 29"),
    "30_44": N_("30 to 44"),
    "45_59": N_("45 to 59"),
    "60_plus": N_("60 and over"),
    "with_disability": N_("With a disability"),
    "without_disability": N_("Without a disability"),
    # state of a list of participants that was given out
    "provisional": N_("Provisional"),
    "revised": N_("Revised"),
    "final": N_("Final"),
    # what became of a person since the last list
    "added": N_("Added"),
    "corrected": N_("Corrected"),
    # for whom a report is
    "public": N_("Public"),
    "donor": N_("Donor"),
    "internal": N_("Internal"),
}


def label(texts: Texts, value: str | None) -> str:
    """Return the name of a value in the reader's language; "Not stated" for none, itself when unknown."""
    if not value:
        return texts("Not stated")
    return texts(LABELS.get(value, value))
