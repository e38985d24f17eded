"""Where packages come from: pip's settings of this person, told to uv as well, and the other way round."""

from __future__ import annotations

import ast
import os
import subprocess
from pathlib import Path

UV_INDEXES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL")


def for_pip(pip: list[str], certificates: Path | None) -> dict[str, str]:
    """The surroundings for pip: uv's index where only uv was told one, and the system's certificates."""
    surroundings = dict(os.environ)
    for name in UV_INDEXES:
        if name in surroundings:
            surroundings.setdefault("PIP_INDEX_URL", surroundings[name])
    # Older pips trust only the certificates they brought, not those a company added to the system.
    if certificates and "cert" not in pip_settings(pip):
        surroundings["PIP_CERT"] = str(certificates)
    return surroundings


def for_uv(pip: list[str]) -> dict[str, str]:
    """Pip's settings as uv's variables; what uv was told by its own variables stays."""
    pips = pip_settings(pip)
    found = {"UV_SYSTEM_CERTS": "1"}
    if not any(name in os.environ for name in UV_INDEXES):
        found["UV_DEFAULT_INDEX"] = pips.get("index-url", "")
    found["UV_INDEX"] = " ".join(pips.get("extra-index-url", "").split())
    found["UV_FIND_LINKS"] = ",".join(
        place for place in pips.get("find-links", "").split() if reachable(place)
    )
    found["UV_INSECURE_HOST"] = " ".join(pips.get("trusted-host", "").split())
    found["UV_HTTP_TIMEOUT"] = pips.get("timeout", pips.get("default-timeout", ""))
    found["SSL_CERT_FILE"] = pips.get("cert", "")
    found["ALL_PROXY"] = pips.get("proxy", "")
    found["UV_NO_INDEX"] = "1" if pips.get("no-index", "").lower() in ("1", "true", "yes", "on") else ""
    return {name: value for name, value in found.items() if value and name not in os.environ}


def pip_settings(pip: list[str]) -> dict[str, str]:
    """What pip's files and variables say, by the name of the setting; the nearest one wins."""
    listing = subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=False).stdout
    found: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        for line in listing.splitlines():
            place, _, value = line.partition("=")
            head, _, name = place.rpartition(".")
            if head == section:
                found[name.lower().replace("_", "-")] = str(ast.literal_eval(value))
    return found


def reachable(place: str) -> bool:
    """Whether a find-links place is worth telling uv, which stops at a folder that does not exist."""
    return "://" in place or Path(place).exists()


def replaces_default(surroundings: dict[str, str]) -> bool:
    """Whether packages come from another place than the one written in the lock."""
    told = any(surroundings.get(name) for name in (*UV_INDEXES, "UV_NO_INDEX"))
    return told or any(names_index(settings) for settings in uv_settings())


def uv_settings() -> list[Path]:
    """The files in which a person or an administrator may have told uv its indexes."""
    home = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    places = [home, Path("/etc")]
    if os.name == "nt":
        places = [Path(os.environ[name]) for name in ("APPDATA", "PROGRAMDATA") if name in os.environ]
    named = os.environ.get("UV_CONFIG_FILE")
    return [Path(named)] if named else [place / "uv" / "uv.toml" for place in places]


def names_index(settings: Path) -> bool:
    """Whether a uv settings file names a package index."""
    return settings.is_file() and "index" in settings.read_text(encoding="utf-8", errors="replace")
