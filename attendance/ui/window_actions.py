"""What can be done from every page of the window, for its shortcuts and its command palette."""

from functools import partial
from typing import TYPE_CHECKING

from attendance.domain.roles import Act
from attendance.language import LANGUAGES
from attendance.ui.page import PageAction
from attendance.ui.pages.checkin.views import view_actions
from attendance.ui.places import places
from attendance.ui.status_bar import OWN_NAMES
from attendance.ui.theme import Scheme

if TYPE_CHECKING:
    from attendance.ui.main_window import MainWindow


def page_actions(window: "MainWindow") -> list[PageAction]:
    """Going to each place of the rail."""
    return [
        PageAction(place.words, partial(window.show_page, place.key), place.icon, f"Ctrl+{number}")
        for number, place in enumerate(places(window.desk.texts), start=1)
    ]


def window_actions(window: "MainWindow") -> list[PageAction]:
    """Everything else, the palette itself first, then the most used."""
    texts = window.desk.texts
    return [
        PageAction(texts("Find anything"), window.openings.show_palette, "search", "Ctrl+K"),
        PageAction(texts("Search on this page"), window.search_here, "search", "Ctrl+F"),
        PageAction(texts("Undo"), window.undo, "undo", "Ctrl+Z", Act.CHECK_IN),
        PageAction(texts("Redo"), window.redo, "redo", "Ctrl+Shift+Z", Act.CHECK_IN),
        PageAction(texts("New event"), window.new_event, "add", "Ctrl+N", Act.EDIT),
        PageAction(texts("Import a list"), window.import_list, "import", "Ctrl+I", Act.EDIT),
        PageAction(texts("Paste a list"), window.openings.paste_list, "import", "Ctrl+Shift+V", Act.EDIT),
        PageAction(texts("Import attendance"), window.openings.import_attendance, "import", act=Act.EDIT),
        PageAction(texts("Import a programme"), window.openings.import_programme, "import", act=Act.EDIT),
        PageAction(texts("Reports"), window.write_report, "reports", "Ctrl+P"),
        PageAction(texts("Sheets to sign"), partial(window.show_page, "sheets"), "edit", "Ctrl+Shift+S"),
        PageAction(texts("Certificates"), window.openings.certificates, "certificate"),
        PageAction(texts("Is everything saved?"), window.tell_saved, "tick", "Ctrl+S"),
        PageAction(texts("Who works here"), window.openings.sign_in, "person", "Ctrl+U"),
        PageAction(texts("Next page"), partial(window.step, 1), "right", "Ctrl+Tab"),
        PageAction(texts("Previous page"), partial(window.step, -1), "left", "Ctrl+Shift+Tab"),
        PageAction(texts("From the rail to the page and back"), window.next_region, "pane", "F6"),
        PageAction(texts("Keyboard shortcuts"), window.openings.show_shortcuts, "keyboard", "F1"),
        *(
            PageAction(texts("Language: {name}", name=OWN_NAMES[language]), partial(window.speak, language))
            for language in LANGUAGES
            if language != texts.language
        ),
        *view_actions(window.desk),
        *_practice(window),
        *_looks(window),
        PageAction(texts("Close the window"), window.close, "leave", "Ctrl+Q"),
    ]


def _practice(window: "MainWindow") -> list[PageAction]:
    texts, practice = window.desk.texts, window.desk.practice
    if window.desk.practising:
        return [PageAction(texts("End practice"), window.close, "close")]
    if practice is None:
        return []
    return [
        PageAction(texts("Practise on a copy of this file"), practice.on_this_file, "copy"),
        PageAction(texts("Practise on the sample event"), practice.on_the_sample, "copy"),
    ]


def _looks(window: "MainWindow") -> list[PageAction]:
    texts, theme = window.desk.texts, window.desk.theme
    named = (
        (Scheme.LIGHT, texts("Light")),
        (Scheme.DARK, texts("Dark")),
        (Scheme.SYSTEM, texts("As the system")),
    )
    return [
        PageAction(texts("Look: {name}", name=name), partial(window.look, scheme))
        for scheme, name in named
        if scheme is not theme.scheme
    ]
