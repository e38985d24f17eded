"""What is wrong with a workbook for editing that came back, and with keeping passports of a list."""

from attendance.language.marks import N_

OF_EDITING: dict[str, str] = {
    "identity_needs_date": N_(
        "Passport numbers and birth dates of “{title}” are kept only up to a date. Say by which day they are"
        " to be taken away, or leave them out."
    ),
    "editing_internal_only": N_(
        "A workbook for editing holds everything and is for the coordinators alone. Choose “Internal” as"
        " reader."
    ),
    "editing_not_recognised": N_(
        "{name} was a workbook for editing, but its hidden sheet was changed. Export it again and repeat the"
        " changes there, or import it as an ordinary list."
    ),
    "editing_other_event": N_(
        "{name} was exported from an event that is not in this file. Open the file it comes from."
    ),
    "editing_columns_moved": N_(
        "The first row of {name} is not as it was exported: columns were moved, renamed or taken out. Put it"
        " back as it was, or export again."
    ),
    "editing_id_changed": N_(
        "The hidden id of this row was changed, so nobody can tell who it is. The row was left out: make its"
        " change in the program, or in a fresh export."
    ),
    "editing_id_twice": N_(
        "Two rows carry the id of one person, as after copying a row. Both were left out: add a new person in"
        " an empty row below the last one."
    ),
    "editing_number_changed": N_(
        "The number of this row was {was} and is {new}: numbers and ids belong together, so the row was left"
        " out. Put the number back."
    ),
    "editing_person_gone": N_(
        "This person was replaced or taken out of the event since the workbook was exported; the row was left"
        " out."
    ),
    "editing_cell_needed": N_("{column} cannot be empty; the old value stays."),
    "editing_cell_unknown": N_(
        "“{value}” is nothing {column} can hold; the old value stays. Choose one of the list."
    ),
}
