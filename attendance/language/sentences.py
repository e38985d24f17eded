"""What is wrong, where, and what to do: the sentence of every refusal."""

from attendance.domain.errors import Refused
from attendance.language.marks import N_
from attendance.language.sentences_of_editing import OF_EDITING
from attendance.language.sentences_of_files import FILES
from attendance.language.texts import Texts

SENTENCES: dict[str, str] = {
    **OF_EDITING,
    # the file
    "file_missing": N_("There is no file at {path}. Check the folder, or create a new file there."),
    "file_newer": N_(
        "{path} was written by a newer version of this program. Install the newer version to open it;"
        " nothing was changed."
    ),
    "file_foreign": N_("{path} is not a file of this program. Choose another file."),
    "file_damaged": N_("{path} is damaged and was not opened. Restore the last good backup."),
    "file_read_only": N_(
        "{path} cannot be written. Remove its write protection, or copy it to a folder of your own and open"
        " the copy."
    ),
    "file_on_share": N_(
        "{path} is on a network drive, where two computers could damage it. Copy it to this computer and open"
        " the copy."
    ),
    "file_busy": N_("Another program is writing to the file just now. Wait a moment and try again."),
    "file_is_folder": N_("{path} is a folder. Choose a file in it, or type a name for a new file."),
    "file_not_open": N_("No file is open. Open or create a file first."),
    "file_name_unusable": N_("{path} is not a name a file can have here. Choose another name."),
    "unknown_word": N_("“{value}” is not a word the field {field} can hold. Choose one of the list."),
    "no_display": N_(
        "There is no screen here to open the window on. Use the commands: “attendance --help” lists them."
    ),
    "disk_full": N_("The disk that holds {path} is full. Nothing was saved. Make room and try again."),
    "upgrade_failed": N_(
        "{path} could not be brought to this version ({reason}). It is unchanged, and a copy is in {copy}."
    ),
    "sqlite_too_old": N_(
        "The SQLite on this computer is {version}; version 3.40 or newer is needed. Install the"
        " packaged program, which brings its own."
    ),
    "file_unreachable": N_(
        "{path} cannot be reached. Check that its disk or stick is plugged in, then try again."
    ),
    **FILES,
    # backups
    "backup_place_missing": N_(
        "The folder for backups, {folder}, is not there. Plug the stick in, or choose another folder."
    ),
    "backup_place_full": N_(
        "There is no room for a backup in {folder}. Make room there, or choose another folder."
    ),
    "backup_place_read_only": N_(
        "Nothing can be written in {folder}. Remove its write protection, or choose another folder."
    ),
    "backup_damaged": N_("The backup {path} is damaged and was not used. Choose another one."),
    "backup_newer": N_(
        "The backup {path} was written by a newer version of this program. Install the newer version to"
        " restore it; nothing was changed."
    ),
    # what a check of the file finds
    "found_page_damaged": N_("A part of the file is damaged: {said}. Restore the last good backup."),
    "found_unreadable": N_("A part of the file cannot be read: {where}. Restore the last good backup."),
    "found_schema_differs": N_("{where} was changed by another program."),
    "found_reference_broken": N_("A record in {where} refers to one in {parent} that is not there."),
    "found_line_missing": N_("The history of desk {where} lacks the lines {first} to {last}."),
    "found_line_changed": N_("Line {seq} of the history of desk {where} was changed by another program."),
    "found_values_changed": N_(
        "The values in line {seq} of the history of desk {where} were changed by another program."
    ),
    "found_values_gone": N_("A record in {where} lost values from its history: {row}."),
    "found_clock_backwards": N_("The times in the history of desk {where} run backwards at line {seq}."),
    "found_table_unknown": N_("The history names {where}, which this program does not know."),
    "found_row_without_history": N_("A record in {where} is not in the history: {row}."),
    "found_row_missing": N_("A record of the history is missing in {where}: {row}."),
    "found_row_not_removed": N_("A record in {where} was removed in the history but is there: {row}."),
    "found_row_differs": N_("A record in {where} does not agree with its history: {row}."),
    "found_head_differs": N_("The file does not know who changed a record last: {row}."),
    "found_presence_differs": N_("The presence of {delegate} does not agree with the check-ins."),
    "found_tally_differs": N_("A total of delegation {delegation} does not agree with the check-ins."),
    "found_search_differs": N_("The search index does not agree with the list of participants."),
    "found_and_more": N_("{count} more of the same kind in {where}."),
    "row_gone": N_("This record ({what}) is no longer in the file. Open the list again."),
    # long work
    "stopped": N_("Stopped. Nothing was changed."),
    "worker_died": N_(
        "The work ({what}) ended unexpectedly. Nothing was changed. Try again with another file."
    ),
    "worker_out_of_memory": N_(
        "The work ({what}) needed more memory than it may use. Nothing was changed. Try a smaller file."
    ),
    # events, delegations, people
    "no_such_event": N_("This event is not in the file. Choose an event from the list."),
    "no_such_session": N_("This event session is not in the file. Choose one from the programme."),
    "no_such_delegation": N_("This delegation is not in the file. Choose one from the list."),
    "no_such_delegate": N_("This participant is not in the file. Choose one from the list."),
    "title_missing": N_("The title is empty. Type a title in English or in Lao."),
    "name_missing": N_("The name is empty. Type a name in Latin letters or in the official script."),
    "number_taken": N_("Number {number} belongs to somebody else at this event. Choose another number."),
    "code_missing": N_("The delegation has no code. Type a short one, for example LA."),
    "delegation_exists": N_(
        "This event already has a delegation with the code {delegation}. Choose another code."
    ),
    "delegation_in_use": N_(
        "{delegation} has people or papers, so it stays. Set its state to “declined” instead."
    ),
    "quota_unusable": N_("{quota} places cannot be. Type a number from 0 to {most}, or leave it empty."),
    "area_missing": N_("The area is empty. Type what the priority is about, in English or in Lao."),
    "action_missing": N_("The action is empty. Type what is to be done, in English or in Lao."),
    "field_missing": N_("“{field}” is empty. Fill it in to go on."),
    "bad_email": N_("“{value}” is no e-mail address. It needs one @, and no blanks: name@place.org."),
    "bad_number": N_("“{value}” is not a whole number. Write it in digits, for example 12."),
    "bad_day": N_(
        "“{value}” is not a day of the calendar. Write it as day.month.year, for example 29.05.2024."
    ),
    "buddhist_year": N_(
        "“{value}” seems to count years in the Buddhist era. Write the year {year}, if you mean it."
    ),
    "bad_time": N_("“{value}” is not a time of day. Write it as hours:minutes, for example 13:30."),
    "bad_date": N_("“{value}” is not a date. Write it as year-month-day, for example 2024-05-29."),
    "ends_before_start": N_("The event ends ({ends}) before it starts ({starts}). Correct one of the dates."),
    "event_too_long": N_(
        "The event lasts {days} days; at most {most} are possible. Correct one of the dates."
    ),
    "unknown_zone": N_("“{zone}” is not a time zone. Choose one from the list, for example Asia/Vientiane."),
    "session_ends_before_start": N_(
        "This item ends ({ends}) before it starts ({starts}). Correct one of the times; what goes on past"
        " midnight ends at 23:59."
    ),
    "session_was_used": N_(
        "“{title}” stays in the programme, because somebody was checked in there. Switch “Takes attendance”"
        " off to leave it out of the lists."
    ),
    "no_session_chosen": N_("Choose an event session first."),
    "session_takes_no_attendance": N_(
        "This event session takes no attendance. Switch it on in the programme, or choose another session."
    ),
    # tags, photos, companions, fields of an event's own
    "accreditation_backwards": N_(
        "The accreditation would end ({ends}) before it starts ({starts}). Correct one of the two dates."
    ),
    "no_such_country": N_(
        "“{value}” is no country known here. Type its name in English or Lao, or its code."
    ),
    "no_such_tag": N_("This tag is not in the file any more. Choose another one."),
    "tag_at_a_door": N_(
        "This tag decides who may enter “{title}”, so it stays. Change the rules of that item first."
    ),
    "tag_exists": N_("This event already has a tag called “{name}”. Choose another name."),
    "no_such_person": N_("This person is not in the file. Choose one from the list."),
    "photo_unreadable": N_("This picture cannot be read. Choose a JPEG or PNG file."),
    "photo_too_large": N_("This picture is too large. Choose a smaller one."),
    "companion_of_companion": N_(
        "Somebody who accompanies another person cannot be accompanied. Choose the person at the head."
    ),
    "companion_of_self": N_("Nobody accompanies themselves. Choose another person."),
    "companion_elsewhere": N_("This person is at another event. Choose somebody on this list."),
    "no_such_field": N_("This field is not in the file any more. Open the list of fields again."),
    "field_in_use": N_("People already have values in this field. Keep its kind, or make a new field."),
    "choices_missing": N_("The field has no choices. Type at least one, each on a line of its own."),
    "bad_decimal": N_("“{value}” is not a number. Write it in digits, for example 12 or 12.5."),
    "not_a_double": N_("These two cannot be merged: choose two different people of one event."),
    # certificates
    "certificate_share": N_("{value} % cannot be. Type a share from 0 to 100."),
    "certificate_prefix": N_(
        "What stands before the number is too long, or more than one line. {most} characters are possible."
    ),
    "form_for_one": N_("A registration form is for one delegation. Choose one, or a folder for all of them."),
    "nobody_certified": N_(
        "Nobody has earned a certificate by the rule so far. Change the rule, or grant one with a reason."
    ),
    "certificate_not_issued": N_("There is no certificate to hand over yet. Issue it first."),
    # this desk
    "quorum_without_number": N_("Type how many it takes: a number from 1."),
    "quorum_without_capacities": N_("Nobody would count. Choose at least one capacity."),
    "operator_exists": N_("There is already somebody called {name} here. Type another name."),
    "no_such_operator": N_("{name} does not work at this desk any more. Choose somebody else."),
    "bad_pin": N_("A PIN is {least} to {most} digits. Type another one."),
    "wrong_pin": N_("This is not the PIN of {name}. Type it again."),
    "no_practice": N_("{path} is no folder to practise in. Start practice from the settings."),
    "pin_pause": N_("The PIN was wrong too often. Try again in {seconds} seconds."),
    "role_desk": N_("This is for a coordinator. Whoever works at the desk checks people in and adds them."),
    "role_usher": N_("This is not for ushers, who check people in. Ask somebody of the desk."),
    "role_reader": N_("Whoever reads only looks. Choose another name at the foot of the window."),
    "two_sessions_now": N_(
        "{first} and {second} are both on now. Choose the room of this desk, or one of the two."
    ),
    "supervisor_needed": N_("This needs a coordinator. Ask one to type their PIN."),
    "last_coordinator": N_(
        "Others have a PIN, so one coordinator must keep theirs. Give another coordinator a PIN first."
    ),
    "reason_missing": N_("The reason is empty. Type a few words: they are kept with the entry."),
    "rule_needs_times": N_("This rule counts from the start or the end. Set the times of the item first."),
    "rule_needs_times_of": N_(
        "“{title}” lacks a start or an end, and the rule counts from it. Set its times, or leave that item"
        " out."
    ),
    "rule_out_of_range": N_("“{value}” cannot be kept to. Type another number."),
    "rule_contradicts": N_(
        "Several entries are allowed, and everybody comes in only once. Change one of the two."
    ),
    # by hand, at the desk
    "not_expected": N_("{name} is not expected any more. Change the status first."),
    "already_replaced": N_("{name} was replaced already. Replace the person who came instead."),
    "spares_unusable": N_("{count} spare badges cannot be made. Type a number from 1 to {most}."),
    "not_a_spare": N_("{badge} is no spare badge of this event. Scan one of the spare badges."),
    "spare_taken": N_("This spare badge belongs to {name} already. Take another one."),
    "represents_self": N_("Nobody stands in for themselves. Choose another participant."),
    "was_not_here": N_("There is no entry before that time. Enter when the person came first."),
    "session_without_times": N_(
        "This event session has no times to count from. Set its start and end in the programme."
    ),
    "minutes_unusable": N_("{minutes} minutes cannot be. Type a number from 1 to {most}."),
    "time_ahead": N_("This time is still to come. Type when it happened."),
    "no_such_fact": N_("This entry was taken back or put right already. Look at the person again."),
    "no_closing_time": N_(
        "No time is set at which everybody counts as gone. Set one under Programme, or type a time."
    ),
    "closing_to_come": N_("The closing time has not come yet. Wait for it, or set an earlier one."),
    "desk_name_missing": N_("The name of this desk is empty. Type a short one, for example Desk 1."),
    "desk_name_too_long": N_("The name of this desk is longer than {most} characters. Type a shorter one."),
    "letterhead_without_name": N_("A letterhead needs the name of an organisation, in one script at least."),
    "logo_unreadable": N_("{name} is no picture that can be read. Choose a PNG, JPEG or SVG file."),
    "logo_too_large": N_("{name} has more than {most} kB even when shrunk. Choose a simpler picture."),
    "too_many_logos": N_("{most} logos fit beside each other. Take one away first."),
    "letter_empty": N_("The letter says nothing yet. Fill in its number, date or sender, or add a scan."),
    "scan_too_large": N_(
        "{name} is larger than {most} MB and was not added. Scan it in grey or at a lower resolution."
    ),
    # sheets of paper
    "nobody_to_print": N_("Nobody is on the list to be printed. Add people, or choose other delegations."),
    "mark_needs_minutes": N_("Late or left early by how much? Type the minutes in digits."),
    "mark_needs_end": N_("This item has no end in the programme. Set its end first, or type P."),
    "mark_needs_day": N_("This item has no day in the programme. Set its day first."),
    "minutes_out_of_range": N_("{minutes} minutes cannot be. Type a number from 1 to {most}."),
    "fallback_place_missing": N_(
        "The folder for the fallback list, {folder}, is not there. Plug the stick in: the list is written"
        " again by itself."
    ),
    # undo
    "nothing_to_undo": N_("There is nothing to undo on this desk."),
    "nothing_to_redo": N_("There is nothing to do again on this desk."),
    "no_such_action": N_("This action is not in the history. Choose one from the list."),
    "cannot_be_undone": N_("This action cannot be undone."),
    "already_undone": N_("This action has been undone already."),
    "still_in_use": N_("It cannot be taken back, because other records depend on it. Undo those first."),
    "owner_gone": N_(
        "It cannot be brought back, because the record it belongs to is not there. Bring that one back first."
    ),
    "place_taken": N_(
        "It cannot be set back, because another record has its number or code now. Change that one first."
    ),
    "changed_since": N_(
        "It cannot be undone, because {who} has changed the same record since. Undo that change first."
    ),
    # the shell
    "text_unreadable": N_(
        "“{text}” holds characters that are no text on this computer. Rename the file or type it again."
    ),
    "answer_not_written": N_("It is done, but the answer could not be written: {reason}."),
    # lists that come in
    "nothing_to_paste": N_("Nothing is copied that could be a list. Copy the table first, then paste it."),
    "list_not_found": N_("The file {name} was not found. Check the folder and try again."),
    "list_empty": N_("{name} holds no rows. Check that the right file was chosen."),
    "list_damaged": N_(
        "{name} is damaged and cannot be read. Open it in a spreadsheet program and save it again."
    ),
    "list_has_password": N_("{name} is protected by a password. Save it without one and try again."),
    "list_other_format": N_("{name} is no list this program reads. Save it as XLSX or CSV and try again."),
    "list_not_table": N_(
        "{name} is no table: no separator divides its lines. Save it as CSV or XLSX and try again."
    ),
    "list_open_quote": N_(
        "{name} has a quotation mark that is never closed. Save it again as XLSX and try again."
    ),
    "list_cell_too_long": N_("{name} has a cell in row {row} that is too long. Shorten it and try again."),
    "list_too_large": N_("{name} is too large. Split it into several files and import them one by one."),
    "list_too_wide": N_("{name} has more than {most} columns. Delete the empty ones and try again."),
    "list_unsafe": N_(
        "{name} holds parts that could do harm and was not opened. Save it again as XLSX or CSV."
    ),
    "list_old_excel": N_("{name} is in one of Excel's rarer formats. Save it as XLSX and try again."),
    "list_is_pdf": N_(
        "{name} is a PDF, which holds no table. Open it, copy the table and paste it here, or ask the sender"
        " for the workbook."
    ),
    "list_is_picture": N_(
        "{name} is a picture. Ask the sender for the list as a workbook, or type it into one."
    ),
    "list_is_archive": N_("{name} is a packed folder. Unpack it and choose the list inside."),
    "list_is_rtf": N_("{name} is in the format RTF. Open it in Word, save it as DOCX and try again."),
    "list_is_old_word": N_("{name} is in Word's older format. Save it as DOCX and try again."),
    "list_is_open_text": N_(
        "{name} is an OpenDocument text. Save it as DOCX, or copy the table and paste it here."
    ),
    "list_is_mail": N_(
        "{name} is a mail. Open it, save the list attached to it, or copy the table and paste it here."
    ),
    "list_is_apple": N_("{name} was made by Numbers or Pages. Export it as XLSX or DOCX and try again."),
    "list_is_calendar": N_("{name} is a calendar. Bring it in as a programme."),
    "list_only_headings": N_(
        "{name} has headings, but nobody below them. Fill in the list, or check that it is the right file."
    ),
    "list_no_table": N_(
        "{name} holds no table. Put one person on each row of a table, or save it as a workbook."
    ),
    "row_repeats_headings": N_("This row repeats the headings and was left out."),
    "list_without_names": N_(
        "{name} has no column of names that could be found. Say which column holds the names and try again."
    ),
    "list_mapping_wrong": N_(
        "The columns chosen for {name} do not fit: each meaning may be chosen once. Correct the choice."
    ),
    "import_stale": N_(
        "People were changed in the file since the preview was made. Nothing was imported; look at the"
        " preview again."
    ),
    "row_without_name": N_("This row has no name and was left out. Add the name and import the list again."),
    "row_name_too_long": N_(
        "The name in this row is longer than {most} characters. Check that the right column was chosen."
    ),
    "row_name_without_letters": N_(
        "“{name}” is no name: it has no letters. Correct the row and import again."
    ),
    "row_old_lao": N_(
        "“{text}” is Lao of a font from before Unicode and cannot be read. Type the row in a Unicode font"
        " such as Phetsarath OT and import the list again."
    ),
    "row_is_total": N_("“{name}” is a total, not a person; this row was left out."),
    "row_without_delegation": N_(
        "This row names no delegation and no country. Add one, or choose a delegation for the whole list."
    ),
    # reports that go out
    "no_such_report": N_("There is no report called “{name}”. Choose one of these: {known}."),
    "no_delegation_to_write": N_(
        "The event has no delegation yet, and this is written for each. Add one first."
    ),
    "no_scans": N_("No scan of a signed sheet is kept yet. Keep one on the page of the sheets first."),
    "scans_not_public": N_("Phones and signatures stand on signed sheets: the public does not get them."),
    "report_has_no_such_form": N_("{name} is not written as {form}. Choose one of these: {known}."),
    "no_such_choice": N_("“{value}” is no answer to “{key}”. Choose one of these: {known}."),
    "report_file_in_use": N_(
        "{path} is open in another program. Close it there and try again, or save as {suggestion}."
    ),
    "list_issue_partial": N_("Only the whole list can be issued. Choose all delegations."),
    "list_issued_meanwhile": N_(
        "Another list was issued meanwhile, so the edition on this one is no longer right. Write it again."
    ),
    "report_disk_full": N_(
        "{name} was not written: the disk that holds {path} is full. Make room there, or choose another"
        " folder."
    ),
    "report_folder_gone": N_(
        "{name} was not written: the folder {path} cannot be reached any more. Put the stick in again, or"
        " choose another folder."
    ),
    "report_name_unusable": N_(
        "No file in {path} can be called “{name}”: it is too long, or has a character or word that is not"
        " allowed there. Choose a short, plain name."
    ),
    "report_folder_closed": N_("Nothing can be written in the folder {path}. Choose another folder."),
    "report_not_written": N_(
        "{path} was not written: {reason}. Choose another folder or name and try again."
    ),
    "nothing_to_print": N_("There is no badge to print. Choose somebody, or wait for the list."),
    "printer_missing": N_("The printer {printer} is not here any more. Choose another one."),
    "not_printed": N_("The printer did not take it. See that it is on and has paper, and print again."),
}


def sentence(texts: Texts, refused: Refused) -> str:
    """Return the refusal in words; an unknown code is named, a missing detail stays visible."""
    words = SENTENCES.get(refused.code)
    if words is None:
        return texts("This was refused ({code}). Nothing was changed.", code=refused.code)
    return texts(words, **refused.details)
