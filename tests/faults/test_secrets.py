"""No password, PIN or code is in any file, message or list of processes (R18)."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom import cli, paths
from showroom.errors import ShowroomError
from showroom.exchange.exporting import export_traffic_log, write_workbook
from showroom.models.store import Store
from showroom.rules import passwords
from showroom.rules.duties import Role
from showroom.services import (
    drafts,
    own_secrets,
    recovery,
    staff,
)
from showroom.services.sign_in import switch_by_pin
from showroom.services.staff import NewStaff
from tests.people import (
    FRONT_DESK,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    clock_of_the_morning,
    make_showroom,
    register_walk_in,
)

from .at_the_door import WRONG, code_of, tries

# --- secrets in files (R18) ------------------------------------------------------------------------------

TYPED_AS_USER = "my password by mistake 88"
NEW = "violet-kettle-1937"
LONG_PIN, WRONG_PIN = "407193", "918264"


def spells(content: bytes, secret: str) -> bool:
    """Whether a file holds the secret in any encoding; six digits inside a hash or a number are none."""
    before, after = (rb"(?<![0-9A-Za-z+/])", rb"(?![0-9A-Za-z+/])") if secret.isdigit() else (b"", b"")
    return any(
        re.search(before + re.escape(secret.encode(encoding)) + after, content)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )


def found_in(folders: tuple[Path, ...], secrets: tuple[str, ...]) -> list[str]:
    """Every file below these folders that holds one of the secrets."""
    return [
        f"{path.name}: {secret}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for secret in secrets
        if spells(path.read_bytes(), secret)
    ]


def a_day_with_secrets(home: Path, folder: Path) -> tuple[str, ...]:
    """The program as it runs: commands, sign-ins, secrets changed; all that was secret."""
    path = make_showroom(folder / "showroom.db")
    clock = clock_of_the_morning()
    with Store(path) as store:
        showroom = Showroom(store, clock)
        desk = showroom.signs_in(RECEPTIONIST)
        for user, password in ((RECEPTIONIST, WRONG), (TYPED_AS_USER, WRONG), (TYPED_AS_USER, "")):
            tries(showroom, user, password)
        own_secrets.set_pin(desk, LONG_PIN, PASSWORD)
        code_of(lambda: switch_by_pin(store, clock, RECEPTIONIST, WRONG_PIN, FRONT_DESK))
        own_secrets.change_own_password(desk, PASSWORD, NEW)
        staff.add(showroom.administrator, NewStaff("xinren", "新人", NEW, (Role.RECEPTIONIST,)))
        register_walk_in(desk, "王丽", "13812345678")
        drafts.keep(desk, "traffic_log", {"guest_name": "张伟"})
        write_workbook(folder / "copy.xlsx", export_traffic_log(desk, THURSDAY))
        code = recovery.renew(showroom.administrator)
        store.tidy()
    command = [sys.executable, "-m", "main", "register", "--store", str(path), "--as", RECEPTIONIST]
    for password in (NEW, WRONG):
        subprocess.run(
            [*command, "李强 13912345678 朗逸"],
            env={
                **os.environ,
                "SHOWROOM_PASSWORD": password,
                "PYTHONPATH": str(Path(cli.__file__).parent.parent),
            },
            cwd=Path(cli.__file__).parent.parent,
            capture_output=True,
            check=False,
            timeout=60,
        )
    return (PASSWORD, WRONG, NEW, TYPED_AS_USER, code, code.replace("-", ""), LONG_PIN, WRONG_PIN)


def test_no_secret_of_a_day_is_in_any_file_it_wrote(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = a_day_with_secrets(home, tmp_path / "shop")
    a_bug_at_the_sign_in(tmp_path / "shop" / "showroom.db", monkeypatch)
    folders = (home, tmp_path / "shop")
    log_file = paths.log_folder() / "showroom.log"
    assert "E-BUG" in log_file.read_text(encoding="utf-8"), "no bug was logged: the test proved nothing"
    assert found_in(folders, ("zhoumin",)), "the scan saw nothing: the test proved nothing"
    assert found_in(folders, secrets) == []
    told = capfd.readouterr()
    assert not any(secret in told.out + told.err for secret in secrets)


def a_bug_at_the_sign_in(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program breaks with the password in its hands; its last words go to the log."""
    monkeypatch.setenv("SHOWROOM_PASSWORD", NEW)

    def breaks(*_all: object) -> bool:
        raise RuntimeError("broken on purpose")

    handlers, level = logging.root.handlers[:], logging.root.level
    hook = sys.excepthook
    with monkeypatch.context() as sabotage:
        sabotage.setattr(passwords, "matches", breaks)
        try:
            cli.run(["register", "--store", str(store), "--as", RECEPTIONIST, "李强"])
        except RuntimeError as error:
            sys.excepthook(RuntimeError, error, error.__traceback__)
        finally:
            for handler in logging.root.handlers:
                if handler not in handlers:
                    handler.close()
            logging.root.handlers[:] = handlers
            logging.root.setLevel(level)
            sys.excepthook = hook


def test_the_control_a_planted_secret_is_found(home: Path, tmp_path: Path) -> None:
    (home / "state").mkdir(exist_ok=True)
    (home / "state" / "showroom.log").write_text(f"sign-in failed for zhoumin {WRONG}", encoding="utf-8")
    (tmp_path / "draft.json").write_bytes(NEW.encode("utf-16-le"))
    assert len(found_in((home, tmp_path), (WRONG, NEW))) == 2


def test_no_secret_is_in_the_list_of_processes(tmp_path: Path) -> None:
    """While the command waits for its lines somebody else reads its command line; Linux shows it in /proc."""
    if not Path("/proc/self/cmdline").exists():
        pytest.skip(
            "no /proc on this system: the command takes no password as an argument, see the next test"
        )
    path = make_showroom(tmp_path / "shop" / "showroom.db")
    root = Path(cli.__file__).parent.parent
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "main",
            "register",
            "--store",
            str(path),
            "--as",
            RECEPTIONIST,
            "--lines",
            "-",
        ],
        env={**os.environ, "SHOWROOM_PASSWORD": PASSWORD, "PYTHONPATH": str(root)},
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("t1\t李强 13912345678 朗逸\n".encode())
        running.stdin.flush()
        assert running.stdout.readline().startswith(b"ACK ")
        seen = Path(f"/proc/{running.pid}/cmdline").read_bytes()
        running.stdin.close()
    assert RECEPTIONIST.encode() in seen, "nothing was seen: the test proved nothing"
    assert PASSWORD.encode() not in seen


def test_no_command_takes_a_password_as_an_argument() -> None:
    def options(parser: object) -> Iterator[str]:
        for action in getattr(parser, "_actions", ()):
            yield from action.option_strings
            choices = action.choices if isinstance(action.choices, dict) else {}
            for one in choices.values():
                yield from options(one)

    known = set(options(cli._parser()))
    assert "--as" in known
    assert not {one for one in known if "pass" in one or "pin" in one or "secret" in one}


def test_no_exception_and_no_desk_spells_a_secret(showroom: Showroom) -> None:
    desk = showroom.signs_in(RECEPTIONIST)
    assert desk.session
    assert desk.session not in repr(desk)
    for do in (
        lambda: showroom.signs_in(RECEPTIONIST, WRONG),
        lambda: own_secrets.change_own_password(desk, WRONG, NEW),
        lambda: staff.set_password(showroom.administrator, 2, "zhoumin-zhoumin"),
        lambda: own_secrets.set_pin(desk, "8642", PASSWORD),
    ):
        with pytest.raises(ShowroomError) as error:
            do()
        told = f"{error.value!r} {error.value} {error.value.sentence()} {error.value.values}"
        assert not any(secret in told for secret in (WRONG, NEW, "zhoumin-zhoumin", "8642", PASSWORD))
