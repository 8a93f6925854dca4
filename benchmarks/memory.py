"""How much memory a process has for itself."""

from __future__ import annotations

import sys
from pathlib import Path

_KB = 1024


def private_megabytes(pid: int | str = "self") -> float:
    """Private clean and dirty pages; 0.0 where the system does not tell (only Linux does)."""
    if not sys.platform.startswith("linux"):
        return 0.0
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Private_")}
    return (int(found["Private_Clean"]) + int(found["Private_Dirty"])) / _KB
