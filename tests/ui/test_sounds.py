"""The sounds of the door: told apart by ear, silent when muted, and nobody waits for them."""

import io
import os
import time
import wave
from array import array
from itertools import combinations, pairwise

import pytest

from attendance.ui import sounds
from attendance.ui.settings import Settings
from attendance.ui.sounds import RATE, Sound, Sounds, speaker, wave_of

PLAYER = """#!/bin/sh
for last; do :; done
basename "$last" >> "{heard}"
"""


def heard_in(content: bytes) -> array:
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


def pitch_of(samples: array) -> float:
    """Hertz by the rises through zero while something sounds."""
    loud = [place for place, value in enumerate(samples) if abs(value) > 500]
    rises = sum(1 for before, after in pairwise(samples) if before <= 0 < after)
    return rises / (len(loud) / RATE)


def pauses_of(samples: array) -> int:
    """How many silences of ten milliseconds and more are between the tones."""
    quiet, found = 0, 0
    for value in samples:
        quiet = quiet + 1 if value == 0 else 0
        found += quiet == RATE // 100
    return found


@pytest.mark.parametrize(("one", "other"), list(combinations(Sound, 2)))
def test_two_sounds_differ_by_length_and_by_pitch(one, other):
    first, second = heard_in(wave_of(one)), heard_in(wave_of(other))
    assert abs(len(first) - len(second)) > 0.08 * RATE
    assert abs(pitch_of(first) - pitch_of(second)) > 60


def test_the_rhythm_of_attention_and_of_an_error_is_their_own():
    assert [pauses_of(heard_in(wave_of(sound))) for sound in Sound] == [1, 1, 2, 1]
    assert len(heard_in(wave_of(Sound.ERROR))) > 2 * len(heard_in(wave_of(Sound.IN)))


def test_half_the_volume_is_quieter_and_none_is_silence():
    loud = max(heard_in(wave_of(Sound.IN, 100)))
    assert 0 < max(heard_in(wave_of(Sound.IN, 50))) < loud / 2
    assert set(heard_in(wave_of(Sound.IN, 0))) == {0}


@pytest.fixture
def loudspeaker(tmp_path, monkeypatch):
    """A player that writes down what it was given, first on the path."""
    heard = tmp_path / "heard"
    heard.touch()
    for name in sounds.PLAYERS:
        program = tmp_path / name
        program.write_text(PLAYER.format(heard=heard))
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return heard


def wait_for(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_a_sound_reaches_the_player_of_the_system_and_muted_nothing_does(loudspeaker, application):
    made = Sounds(Settings(None))
    made.turn(False)
    made.play(Sound.ERROR)
    made.turn(True)
    made.play(Sound.IN)
    wait_for(lambda: loudspeaker.read_text() == "in-80.wav\n")
    assert speaker().asked.empty()


def test_without_a_player_nothing_is_heard_and_nothing_goes_wrong(monkeypatch, tmp_path, application):
    monkeypatch.setenv("PATH", str(tmp_path))
    made = Sounds(Settings(None))
    made.play(Sound.IN)
    wait_for(speaker().asked.empty)
    assert speaker().thread.is_alive()


def test_nobody_waits_for_a_sound(loudspeaker, application):
    made = Sounds(Settings(None))
    began = time.monotonic()
    for _ in range(200):
        made.play(Sound.ERROR)
    assert time.monotonic() - began < 0.1
