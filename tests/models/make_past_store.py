"""Makes the small store of the present schema that later programs must still open.

Run once for each migration, when it is final: python -m tests.models.make_past_store
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from argon2 import PasswordHasher

from showroom.models.schema import newest_version
from showroom.rules import passwords
from showroom.services import demo

STORES = Path(__file__).parent / "stores"


def past_store(path: Path) -> Path:
    """Two days of fictional people, with passwords that cost nothing to check."""
    really_hashes = passwords.hasher
    passwords.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    try:
        demo.make(path, date(2026, 3, 5), days=2)
    finally:
        passwords.hasher = really_hashes
    return path


if __name__ == "__main__":
    kept = STORES / f"{newest_version():04d}.db"
    kept.unlink(missing_ok=True)
    past_store(kept)
