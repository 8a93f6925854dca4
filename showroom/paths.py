"""Where this program keeps its files on this computer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import platformdirs

STORE_NAME = "showroom.db"


def data_folder() -> Path:
    """The user's own data folder of this program; it may not exist yet."""
    return Path(platformdirs.user_data_dir("Showroom", appauthor=False))


def config_file() -> Path:
    """What this computer remembers: the last store, language, window, print choices."""
    return Path(platformdirs.user_config_dir("Showroom", appauthor=False)) / "settings.json"


def state_folder() -> Path:
    """Where things are kept that the store's disk or the settings file may lose; it may not exist yet."""
    return Path(platformdirs.user_state_dir("Showroom", appauthor=False))


def second_config_file() -> Path:
    """The same as `config_file`, elsewhere: which file holds the data is not forgotten with one of them."""
    return state_folder() / "settings-again.json"


def second_draft_folder() -> Path:
    """Where drafts go when the store's disk takes none."""
    return state_folder() / "drafts"


def log_folder() -> Path:
    """Where the log is written: codes and record ids only, never personal data."""
    return Path(platformdirs.user_log_dir("Showroom", appauthor=False))


def default_store() -> Path:
    """The store that is opened when none is named."""
    return data_folder() / STORE_NAME


def demo_store(day: date) -> Path:
    """The demonstration showroom of `--demo` that ends on `day`."""
    return data_folder() / "demo" / f"showroom-{day.isoformat()}.db"
