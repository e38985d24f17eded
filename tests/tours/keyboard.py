"""The founding seminar prepared from nothing with the keyboard alone; run as a program on a display."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.tours import founding
from tests.tours.hands import Hands, tour


def first_start(hands: Hands) -> None:
    hands.find("English")
    hands.tab_to("English")
    hands.press("Return")
    hands.find("New event")
    hands.tab_to("New event")
    hands.press("Return")


def event(hands: Hands) -> None:
    hands.find("Event title · Latin letters")
    hands.fill(founding.TITLE, founding.TITLE_LAO)
    hands.tab_to("First day")
    hands.press("Ctrl+A")
    hands.fill(founding.DAYS[0])
    hands.press("Tab", "Ctrl+A")
    hands.type(founding.DAYS[1])
    hands.press("Tab")
    hands.type(founding.PLACE)
    hands.tab_to("Time zone")
    hands.press("Ctrl+A")
    hands.type(founding.ZONE)
    hands.tab_to("Create event")
    hands.press("Return")


def delegations(hands: Hands, window: Any) -> None:
    hands.until(lambda: window.desk.event is not None, "the event")
    hands.press("Ctrl+4", "Ctrl+D")
    hands.find("Country or organisation")
    for number, country in enumerate(founding.COUNTRIES, start=1):
        hands.type(country)
        hands.press("Escape", "Return")
        words = f"Add {number} delegation" + ("s" if number > 1 else "")
        hands.find(words)
    hands.tab_to(words)
    hands.press("Return")
    hands.wait_for_words("14 delegations added.")


def programme(hands: Hands) -> None:
    title, starts, ends = founding.ITEM
    hands.press("Ctrl+3", "Ctrl+D")
    hands.until(lambda: hands.focus() == "Title of the item", "the name of the new item")
    hands.type(title)
    hands.press("Return")
    hands.until(lambda: hands.focus() == "Programme", "the programme")
    hands.until(lambda: hands.text("Title of the item · Latin letters") == title, "the new item beside")
    hands.press("Return")
    for name, time in (("Begins", starts), ("Ends", ends)):
        hands.tab_to(name)
        hands.press("Ctrl+A")
        hands.type(time)
        hands.press("Return")


def delegates(hands: Hands) -> None:
    hands.press("Ctrl+5", "Ctrl+D")
    hands.until(lambda: hands.focus() == "Name", "the line for a name")
    for name, code in founding.PEOPLE:
        hands.type(name)
        hands.press("Tab", "Ctrl+A")
        hands.type(code)
        hands.press("Escape", "Return")
        hands.wait_for_words(f"{name} is on the list.")
    hands.press("Escape")


def priorities(hands: Hands) -> None:
    hands.press("Ctrl+4")
    hands.type("LAO")
    hands.press("Return")
    hands.wait_for_words("Lao People's Democratic Republic")
    hands.press("Alt+4", "Ctrl+D")
    hands.until(lambda: hands.focus() == "Area · Latin letters", "the form of a priority")
    area, achievements = founding.PRIORITY
    hands.type(area)
    hands.tab_to("Achievements so far · Latin letters")
    hands.type(achievements)
    hands.press("Tab")
    hands.wait_for_words("Changed.")


def follow_ups(hands: Hands) -> None:
    hands.press("Alt+5", "Ctrl+D")
    hands.until(lambda: hands.focus() == "Action · Latin letters", "the form of a follow-up")
    hands.type(founding.FOLLOW_UP)
    hands.press("Tab")
    hands.wait_for_words("Added.")


def steps(hands: Hands, window: Any) -> None:
    first_start(hands)
    event(hands)
    delegations(hands, window)
    programme(hands)
    delegates(hands)
    priorities(hands)
    follow_ups(hands)


if __name__ == "__main__":
    sys.exit(tour(steps, Path(sys.argv[1])))
