"""What every benchmark says of the machine, and where it writes its table."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import peewee

from showroom.models.store import sqlite_version

README = Path(__file__).parent / "README.md"


def machine() -> str:
    """Processor, system and versions, for ratios are of one run on one machine."""
    versions = f"Python {platform.python_version()}, SQLite {'.'.join(map(str, sqlite_version()))}"
    cores = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores"
    return f"{cores}; {versions}, peewee {peewee.__version__}"


def put(name: str, table: str) -> None:
    """Write a table between its marks in benchmarks/README.md."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    README.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")
