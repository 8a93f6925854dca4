"""Passwords: how they are kept and compared, and how long a typed name or a desk waits (R1–R3, R5–R7)."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import text

LEAST: Final = 8
MOST: Final = 256
# Of 4: from a million guesses on.
_SCORE_AT_LEAST: Final = 2
_FAVOURITES: Final = ("woaini", "aini", "1314", "520", "5201314", "mima", "admin", "zhanting")
TRIES: Final = 5
FIRST_LOCK: Final = timedelta(minutes=15)
LONGEST_LOCK: Final = timedelta(hours=4)

# One desk trying many names (R3): counted over this time, then the desk waits.
DESK_TRIES: Final = 20
DESK_COUNTED_FOR: Final = timedelta(minutes=15)
DESK_WAITS: Final = timedelta(minutes=5)

# How long a password that was given at a desk is good for there (R12), and for what is sensitive (R16).
SESSION: Final = timedelta(hours=12)
FRESH: Final = timedelta(minutes=10)

# 64 MiB, three passes: above OWASP's floor; tests put a cheap one in its place.
hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, salt_len=16)


def _bytes(password: str) -> bytes:
    """The same password whether an accent came as one code point or two (R6); never trimmed."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def accepted(password: str, *context: str) -> None:
    """Refuse what is too short or long, soon guessed, or made of names around it. Raises Unreadable (R5)."""
    if "\0" in password:
        raise Unreadable(mark("The password holds a character that cannot be used. Type it anew."))
    if not LEAST <= len(password) <= MOST:
        raise Unreadable(
            mark("A password has {least} to {most} characters; 15 or more are best."), least=LEAST, most=MOST
        )
    folded = text.key(password)
    if any(word and text.key(word) in folded for word in context if len(word) > 2):
        raise Unreadable(mark("The password must not hold the user name or the showroom's name."))
    if _is_guessed_first(password, context):
        raise Unreadable(
            mark("This is among the first passwords that are guessed. Choose another; a few words are best.")
        )


def _is_guessed_first(password: str, context: tuple[str, ...]) -> bool:
    """Whether the zxcvbn project expects fewer than a million guesses: common words, keys in a row, dates."""
    from zxcvbn import zxcvbn

    # It reads 72 characters and knows English; what is added is what people here choose first.
    estimate = zxcvbn(text.half_width(password)[:72], user_inputs=[*context, *_FAVOURITES])
    return bool(estimate["score"] < _SCORE_AT_LEAST)


def hashed(password: str) -> str:
    """The argon2id hash to be stored."""
    return hasher.hash(_bytes(password))


def matches(stored: str, password: str) -> bool:
    """Whether the password is the one hashed.

    What is no hash of ours matches nothing (R8), and takes as long to do so (R1).
    """
    sound = is_sound(stored)
    try:
        return hasher.verify(stored if sound else nobodys_hash(hasher), _bytes(password)) and sound
    except (VerificationError, InvalidHashError):
        return False


def is_sound(stored: str) -> bool:
    """Whether what is stored is an argon2id hash at all: neither emptied nor a text put there by hand."""
    try:
        return extract_parameters(stored).type is Type.ID
    except (InvalidHashError, UnicodeEncodeError):
        return False


def needs_rehash(stored: str) -> bool:
    """Whether the stored hash was made with weaker parameters than today's."""
    return hasher.check_needs_rehash(stored)


@cache
def nobodys_hash(_hasher: PasswordHasher) -> str:
    """A hash that nobody's password gives: compared for unknown names, so that answers take the same time."""
    return _hasher.hash(hashlib.sha256(b"nobody").digest())


@lru_cache(maxsize=8)
def name_digest(typed: str) -> str:
    """What is kept of a typed user name: people sometimes type their password there.

    Slow on purpose, as it cannot be salted: a fast digest of a password is found out in seconds.
    """
    key = text.key(typed).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(key, salt=b"showroom sign-in", n=1 << 13, r=8, p=1, dklen=32).hex()


def session_digest(session: str) -> str:
    """What the store keeps of a session: whoever reads a copy of the file cannot go on with it."""
    return hashlib.sha256(b"showroom session:" + session.encode("ascii", "replace")).hexdigest()


def desk_digest(desk: str) -> str:
    """What the failures of one desk are counted under; no user name gives the same."""
    return hashlib.sha256(b"showroom desk:" + desk.encode("utf-8", "surrogatepass")).hexdigest()


def lock_length(times_locked: int) -> timedelta:
    """How long the n-th lock lasts (n from 1): 15 minutes, doubling, four hours at most (R2)."""
    length: timedelta = FIRST_LOCK * 2 ** (times_locked - 1)
    return min(length, LONGEST_LOCK)


def effective_now(now: datetime, last_seen: datetime | None) -> datetime:
    """The clock, never earlier than what was seen before: turning it back shortens no lock (G2)."""
    return now if last_seen is None else max(now, last_seen)
