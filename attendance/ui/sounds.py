"""The four sounds of the door, made here from plain tones, played aside by whatever the system has."""

import contextlib
import io
import math
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from array import array
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from attendance.ui.settings import Settings

RATE = 22_050
ON, VOLUME, LOUDEST, USUAL = "sounds", "sound_volume", 100, 80
FADE = 0.006
"""Seconds at both ends of a tone, so that it does not click."""
PLAYERS: Mapping[str, tuple[str, ...]] = {
    "afplay": (),
    "pw-play": (),
    "paplay": (),
    "aplay": ("-q",),
}
"""Programs of macOS and Linux that play a file, and what keeps them quiet; the first one there is used."""


class Sound(StrEnum):
    """What a sound says."""

    IN = "in"
    OUT = "out"
    ATTENTION = "attention"
    ERROR = "error"


class Tone(NamedTuple):
    """Hertz (0 is a pause) and seconds; ``rough`` adds odd overtones, as a buzzer does."""

    hertz: float
    seconds: float
    rough: bool = False


TONES: Mapping[Sound, Sequence[Tone]] = {
    # In: two short ones going up; out: one long falling pair; attention: three alike; error: two low buzzes.
    Sound.IN: (Tone(880, 0.08), Tone(0, 0.02), Tone(1318.5, 0.13)),
    Sound.OUT: (Tone(784, 0.10), Tone(0, 0.02), Tone(523.3, 0.22)),
    Sound.ATTENTION: (
        *(Tone(1046.5, 0.09), Tone(0, 0.06), Tone(1046.5, 0.09), Tone(0, 0.06), Tone(1396.9, 0.24)),
    ),
    Sound.ERROR: (Tone(196, 0.20, True), Tone(0, 0.08), Tone(147, 0.36, True)),
}
"""Told apart in a noisy hall by pitch and by rhythm, each by one of them alone."""


@lru_cache(maxsize=16)
def wave_of(sound: Sound, volume: int = USUAL) -> bytes:
    """A WAV file: 16 bit, mono; ``volume`` is 0–100, heard evenly."""
    loudness = 0.9 * (max(0, min(LOUDEST, volume)) / LOUDEST) ** 2
    samples = array("h")
    for tone in TONES[sound]:
        samples.extend(_samples(tone, loudness))
    if sys.byteorder == "big":
        samples.byteswap()
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return made.getvalue()


def _samples(tone: Tone, loudness: float) -> "array[int]":
    count = round(tone.seconds * RATE)
    fade = max(1, round(FADE * RATE))
    overtones = ((1, 1.0), (3, 0.45), (5, 0.25)) if tone.rough else ((1, 1.0), (2, 0.12))
    whole = sum(share for _, share in overtones)
    step, made = 2 * math.pi * tone.hertz / RATE, array("h")
    for place in range(count):
        value = sum(share * math.sin(step * place * number) for number, share in overtones) / whole
        edge = min(1.0, (place + 1) / fade, (count - place) / fade)
        made.append(round(32_767 * loudness * edge * value) if tone.hertz else 0)
    return made


class Sounds:
    """What is heard on this computer, and how loud."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def on(self) -> bool:
        return bool(self._settings.get(ON, True))

    def turn(self, on: bool) -> None:
        """Sounds from now on, or none."""
        self._settings.put(ON, on)

    @property
    def volume(self) -> int:
        """0–100."""
        return int(self._settings.get(VOLUME, USUAL))

    def play(self, sound: Sound) -> None:
        """Ask for a sound and go on at once; without a player, or muted, nothing is heard."""
        if self.on and self.volume:
            speaker().asked.put((sound, self.volume))


class Speaker:
    """A thread that plays; a newer sound takes the place of one that still waits."""

    def __init__(self) -> None:
        self.asked: queue.SimpleQueue[tuple[Sound, int]] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._loop, name="sounds", daemon=True)
        self.thread.start()
        self._playing: subprocess.Popen[bytes] | None = None

    def _loop(self) -> None:
        while True:
            sound, volume = self.asked.get()
            while not self.asked.empty():
                sound, volume = self.asked.get()
            with contextlib.suppress(Exception):  # a broken loudspeaker stops no door
                self._sound(sound, volume)

    def _sound(self, sound: Sound, volume: int) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(wave_of(sound, volume), winsound.SND_MEMORY)
            return
        command = player()
        if command is None:
            return
        if self._playing is not None and self._playing.poll() is None:
            self._playing.terminate()
        path = _kept(sound, volume)
        quiet = subprocess.DEVNULL
        self._playing = subprocess.Popen([*command, str(path)], stdin=quiet, stdout=quiet, stderr=quiet)


@lru_cache(maxsize=1)
def speaker() -> Speaker:
    """The one loudspeaker of this computer, started with the first sound."""
    return Speaker()


def player() -> list[str] | None:
    """The program that plays a file here, with its arguments; None where there is none."""
    for name, arguments in PLAYERS.items():
        if found := shutil.which(name):
            return [found, *arguments]
    return None


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="attendance-sounds-")


def _kept(sound: Sound, volume: int) -> Path:
    """The sound as a file, written when it is first wanted."""
    path = Path(_folder().name) / f"{sound}-{volume}.wav"
    if not path.exists():
        path.write_bytes(wave_of(sound, volume))
    return path
