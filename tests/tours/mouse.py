"""The founding seminar prepared from nothing with the mouse; keys only where words are written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from tests.tours import founding
from tests.tours.hands import Hands, tour


def first_start(hands: Hands) -> None:
    hands.click("English", QAbstractButton)
    hands.click("New event", QAbstractButton)


def event(hands: Hands, window: Any) -> None:
    for name, text in (
        ("Event title · Latin letters", founding.TITLE),
        ("Event title · Official script", founding.TITLE_LAO),
        ("First day", founding.DAYS[0]),
        ("Last day", founding.DAYS[1]),
        ("Place · Latin letters", founding.PLACE),
        ("Time zone", "almat"),
    ):
        hands.replace(name, text)
    hands.pick(founding.ZONE)
    hands.click("Create event", QAbstractButton)
    hands.until(lambda: window.desk.event is not None, "the event")


def delegations(hands: Hands) -> None:
    hands.click("Delegations", QAbstractButton)
    hands.click("Add delegations", QAbstractButton)
    for number, country in enumerate(founding.COUNTRIES, start=1):
        hands.click("Country or organisation")
        hands.type(country[:5])
        hands.pick(country)
        words = f"Add {number} delegation" + ("s" if number > 1 else "")
        hands.find(words)
    hands.click(words, QAbstractButton)
    hands.wait_for_words("14 delegations added.")


def programme(hands: Hands) -> None:
    title, starts, ends = founding.ITEM
    hands.click("Programme", QAbstractButton)
    hands.click("Add item", QAbstractButton)
    hands.until(lambda: hands.focus() == "Title of the item", "the name of the new item")
    hands.type(title)
    hands.click("Programme", QAbstractItemView)  # leaving the field keeps what is in it
    item = hands.until(lambda: hands.cell("Programme", title), f"“{title}” in the programme")
    hands.click_on(*item)
    hands.until(lambda: hands.text("Title of the item · Latin letters") == title, "the item beside")
    hands.replace("Begins", starts)
    hands.replace("Ends", ends)
    hands.click("Room · Latin letters")
    hands.wait_for_words("09:00–09:30")


def delegates(hands: Hands) -> None:
    hands.click("Delegates", QAbstractButton)
    hands.click("Add delegate", QAbstractButton)
    for name, code in founding.PEOPLE:
        hands.replace("Name", name)
        hands.replace("Delegation", code)
        hands.pick(code)
        hands.click("Add", QAbstractButton)
        hands.wait_for_words(f"{name} is on the list.")


def what_is_put_forward(hands: Hands) -> None:
    hands.click("Delegations", QAbstractButton)
    tile = hands.until(lambda: hands.cell("Delegations", "LAO"), "the tile of LAO")
    hands.click_on(*tile, twice=True)
    hands.wait_for_words("Lao People's Democratic Republic")
    hands.click("Priorities", QAbstractButton)
    hands.click("Add priority", QAbstractButton)
    area, achievements = founding.PRIORITY
    hands.replace("Area · Latin letters", area)
    hands.replace("Achievements so far · Latin letters", achievements)
    hands.click("Plan · Latin letters")
    hands.wait_for_words("Changed.")
    hands.click("Follow-ups", QAbstractButton)
    hands.click("Add follow-up", QAbstractButton)
    hands.replace("Action · Latin letters", founding.FOLLOW_UP)
    hands.click("Action · Official script")
    hands.wait_for_words("Added.")


def steps(hands: Hands, window: Any) -> None:
    first_start(hands)
    event(hands, window)
    delegations(hands)
    programme(hands)
    delegates(hands)
    what_is_put_forward(hands)


if __name__ == "__main__":
    sys.exit(tour(steps, Path(sys.argv[1])))
