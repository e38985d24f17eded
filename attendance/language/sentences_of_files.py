"""What is wrong with a programme or a list of attendance somebody sent, and what to do."""

from attendance.language.marks import N_

FILES: dict[str, str] = {
    # a programme somebody sent
    "import_needs_event": N_("Say with --event which event this file belongs to."),
    "programme_too_large": N_(
        "{name} is too large for a programme (30 MB or 20,000 entries at most). Split it into parts."
    ),
    "calendar_empty": N_("{name} is no calendar: it holds no VCALENDAR. Export it as iCalendar again."),
    "schedule_damaged": N_(
        "{name} is damaged at line {line}: the XML ends or breaks there. Ask for the file again."
    ),
    "schedule_other": N_(
        "{name} is XML, but no schedule: it begins with <{root}> instead of <schedule>. Export the schedule"
        " in the format “frab” or “pentabarf”."
    ),
    "schedule_hostile": N_(
        "{name} defines entities of its own, as harmful files do, and was not read. Ask for another export."
    ),
    "programme_no_headings": N_(
        "No programme was found in {name}: no row has a heading for the time and one for the title. Name the"
        " columns “Date”, “Start”, “End”, “Title”, “Room”, “Speaker”."
    ),
    "programme_other_days": N_(
        "Everything in {name} is on other days ({first} to {last}) than the event. Choose whether to keep"
        " those days or to move all of it to the event's days."
    ),
    # attendance somebody sent
    "attendance_only_counts": N_(
        "{name} holds only counts (how many were present and absent), no persons. Attendance is kept by"
        " person: ask for the list with names."
    ),
    "attendance_ahead": N_(
        "By the clock of this computer some of this attendance is still to come; nothing was written."
        " Set the clock right, or import the list again when it is over."
    ),
    "attendance_no_rows": N_("{name} has headings, but no row below them. Ask for the filled list."),
    "attendance_no_marks": N_(
        "{name} names people, but holds no mark and no time of arrival. Ask for the filled list, or import it"
        " as a list of people."
    ),
    "attendance_not_found": N_(
        "No attendance was found in {name}: no row has a heading for the names (“Name”, “Full name”, …)."
    ),
}
