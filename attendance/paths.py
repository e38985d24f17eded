"""Where things lie: the program's own resources, and this person's data, settings and logs."""

from pathlib import Path

import platformdirs

_PLACES = platformdirs.PlatformDirs("attendance", appauthor=False, roaming=False)
_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Icons, catalogues, styles, countries, sample: inside an installed package, or in the checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def data_folder() -> Path:
    """The folder of this person's event files; created when it is not there."""
    return _made(_PLACES.user_data_path)


def config_folder() -> Path:
    """The folder of this computer's settings; created when it is not there."""
    return _made(_PLACES.user_config_path)


def log_folder() -> Path:
    """The folder of what the program writes about itself; created when it is not there."""
    return _made(_PLACES.user_log_path)


def default_database() -> Path:
    """The file that opens when no other is named."""
    return data_folder() / "attendance.db"


def backup_folder() -> Path:
    """Where backups go when no other folder is chosen; created when it is not there."""
    return _made(_PLACES.user_data_path / "backups")


def lists_folder() -> Path:
    """Where lists go when no other folder is chosen: among this person's documents; perhaps not there."""
    return platformdirs.user_documents_path() / "Attendance"


def practice_folder() -> Path:
    """Where copies to practise on lie for as long as that takes; perhaps not there."""
    return _PLACES.user_cache_path / "practice"


def log_file() -> Path:
    """What the program writes about itself, newest last."""
    return log_folder() / "attendance.log"


def settings_file() -> Path:
    """What this computer remembers."""
    return config_folder() / "settings.json"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
