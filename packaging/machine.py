"""What the computer itself must have: Qt's libraries, certificates, a Lao font, the helpers of the tests."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from trouble import SetupError

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
HELPERS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "setxkbmap": "x11-xkb-utils",
    "strace": "strace",
    "soffice": "libreoffice-calc-nogui",
}
WRITER = Path("/usr/lib/libreoffice/program/libswlo.so")
"""What reads documents in LibreOffice; spreadsheets alone do without."""
LAO_FONTS = ("lao", "phetsarath", "saysettha", "dokchampa")


@dataclass(frozen=True)
class Missing:
    """One thing that is not here, in words, and the Debian package that holds it."""

    what: str
    package: str


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare(*, for_tests: bool, agreed: bool) -> None:
    """Install what is missing where that is allowed, or stop with the exact command."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing_to_run()
    helpers = missing_to_test() if for_tests else []
    if not needed and not helpers:
        return
    report(needed, helpers)
    if shutil.which("apt-get") is None:
        print("Install them with this system's own package tool; going on without them.", flush=True)
        return
    if install([thing.package for thing in needed + helpers], agreed=agreed):
        return
    command = apt_command([thing.package for thing in needed + helpers])
    if needed:
        raise SetupError(f"Please have this run first, then start again:\n    {command}")
    print(f"Tests that need them are skipped. To have them all:\n    {command}", flush=True)


def report(needed: list[Missing], helpers: list[Missing]) -> None:
    """Say what is missing before anything is done about it."""
    if needed:
        print("Missing on this computer: " + ", ".join(thing.what for thing in needed) + ".", flush=True)
    if helpers:
        print("Missing for some tests: " + ", ".join(thing.what for thing in helpers) + ".", flush=True)


def missing_to_run() -> list[Missing]:
    """What the program and its set-up need and this Linux does not have."""
    missing: list[Missing] = []
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists() and shutil.which("apt-get"):
        missing.append(Missing("certificates", "ca-certificates"))
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(Missing("Python's venv", f"python3.{sys.version_info.minor}-venv"))
    known = loadable_libraries()
    missing += [Missing(name, package) for name, package in LIBRARIES.items() if name not in known]
    if not has_lao_font():
        missing.append(Missing("a Lao font", "fonts-noto-core"))
    return missing


def missing_to_test() -> list[Missing]:
    """The helpers of some tests that are not here."""
    missing = [Missing(name, package) for name, package in HELPERS.items() if shutil.which(name) is None]
    if not WRITER.exists():
        missing.append(Missing("LibreOffice's reader of documents", "libreoffice-writer-nogui"))
    if not Path("/usr/share/X11/xkb/symbols/la").exists():
        missing.append(Missing("keyboard layouts", "xkb-data"))
    return missing


def loadable_libraries() -> set[str]:
    """The shared libraries the loader knows by name."""
    ldconfig = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if ldconfig is None:
        return set(LIBRARIES)
    listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in listing.splitlines() if line.startswith("\t")}


def has_lao_font() -> bool:
    """Whether a font that draws Lao lies in one of the usual folders."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    folders += [Path.home() / ".fonts", Path.home() / ".local/share/fonts"]
    for folder in folders:
        for _, _, names in os.walk(folder):
            for name in names:
                if name.lower().endswith((".ttf", ".otf")) and any(
                    font in name.lower() for font in LAO_FONTS
                ):
                    return True
    return False


def install(packages: list[str], *, agreed: bool) -> bool:
    """Install Debian packages as root, or through sudo once the person agreed; False where neither may be."""
    if os.geteuid() == 0:
        prefix: list[str] = []
    elif shutil.which("sudo") and (agreed or asked(packages)):
        prefix = ["sudo"]
    else:
        return False
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    quietly = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*quietly, "update"], check=False)
    done = subprocess.run([*quietly, "install", "-y", "--no-install-recommends", *packages], check=False)
    if done.returncode:
        print("apt-get could not install them; its own words are above.", flush=True)
    return done.returncode == 0


def asked(packages: list[str]) -> bool:
    """Ask the person at the terminal; nobody there means no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    answer = input(f"Install them with sudo now?\n    {apt_command(packages)}\n[Y/n] ")
    return answer.strip().lower() in ("", "y", "yes")


def apt_command(packages: list[str]) -> str:
    """The command a person can type to install them."""
    install = "sudo apt-get install -y --no-install-recommends " + shlex.join(packages)
    return f"sudo apt-get update && {install}"
