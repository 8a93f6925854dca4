"""Tryton's server at three jobs of the front desk, in its own environment; prints one line of JSON.

Run by `benchmarks/peers/__main__.py` with the Python into which `trytond_sale_opportunity` was installed.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NAME = "peer"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "丽娜敏静伟强磊军洋勇艳杰娟涛明超秀霞平刚"
AT_ONCE = 1000
OPEN = 200


def person(dice: random.Random) -> str:
    """A name of two or three characters."""
    return dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2))))


def mobile(number: int) -> str:
    """A number of its own for everybody."""
    return f"+86138{number:08d}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def cell(times: list[float]) -> dict[str, float]:
    """Median and 99th percentile (of few times the longest)."""
    longest = statistics.quantiles(times, n=100)[98] if len(times) >= 100 else max(times)
    return {"median": statistics.median(times), "p99": longest}


def prepare(folder: Path) -> None:
    """An empty database with the module, and where the server finds it."""
    settings = folder / "trytond.conf"
    settings.write_text(f"[database]\nuri = sqlite://\npath = {folder}\n", encoding="ascii")
    os.environ["TRYTOND_CONFIG"] = str(settings)
    if (folder / f"{NAME}.sqlite").exists():
        return
    (folder / "password").write_text("not-for-people\n", encoding="ascii")
    (folder / f"{NAME}.sqlite").touch()
    admin = Path(sys.executable).with_name("trytond-admin")
    command = [str(admin), "-c", str(settings), "-d", NAME, "-u", "sale_opportunity"]
    command += ["--activate-dependencies", "--email", "nobody@example.org"]
    around = os.environ | {"TRYTONPASSFILE": str(folder / "password")}
    subprocess.run(command, env=around, check=True, stdout=sys.stderr)


class Desk:
    """What the jobs need of the server."""

    def __init__(self, folder: Path) -> None:
        from trytond import config

        config.update_etc(str(folder / "trytond.conf"))
        from trytond.pool import Pool
        from trytond.transaction import Transaction

        Pool.start()
        self.pool = Pool(NAME)
        self.pool.init()
        self.transaction = Transaction
        self.dice = random.Random(1)

    def begin(self, company: int | None = None):
        """A transaction of its own; committed, and so durable, when it is left."""
        return self.transaction().start(NAME, 1, context={"company": company})

    def get(self, model: str):
        """A model of the server."""
        return self.pool.get(model)

    def company(self) -> int:
        """The company everything belongs to, founded when there is none."""
        with self.begin():
            found = self.get("company.company").search([], limit=1)
            if found:
                return found[0].id
            (currency,) = self.get("currency.currency").create(
                [{"name": "Yuan", "code": "CNY", "symbol": "¥"}]
            )
            (party,) = self.get("party.party").create([{"name": "恒远汽车滨江店"}])
            (made,) = self.get("company.company").create([{"party": party.id, "currency": currency.id}])
            self.transaction().commit()
            return made.id

    def fill(self, company: int, count: int) -> None:
        """So many parties with a telephone number, and some open opportunities."""
        with self.begin():
            there = self.get("party.party").search([], count=True) - 1
        for begun in range(max(0, there), count, AT_ONCE):
            with self.begin(company):
                self.get("party.party").create(
                    [self.party(number) for number in range(begun, min(begun + AT_ONCE, count))]
                )
                self.transaction().commit()
            print(f"\r{begun + AT_ONCE} parties", end="", file=sys.stderr, flush=True)
        with self.begin(company):
            missing = OPEN - self.get("sale.opportunity").search([], count=True)
            parties = self.get("party.party").search([], limit=max(0, missing))
            self.get("sale.opportunity").create([{"party": party.id} for party in parties])
            self.transaction().commit()

    def party(self, number: int) -> dict[str, object]:
        """What is typed of a guest."""
        phone = [("create", [{"type": "mobile", "value": mobile(number)}])]
        return {"name": person(self.dice), "contact_mechanisms": phone}


def measure(desk: Desk, company: int, count: int, rounds: int) -> dict[str, dict[str, float]]:
    """Median and p99 of each job, in milliseconds."""
    serial = count + random.Random().randrange(10_000_000)

    def register() -> None:
        nonlocal serial
        serial += 1
        with desk.begin(company):
            same = [("contact_mechanisms.value", "=", mobile(serial))]
            desk.get("party.party").search(same, limit=1)
            (party,) = desk.get("party.party").create([desk.party(serial)])
            desk.get("sale.opportunity").create([{"party": party.id}])
            desk.transaction().commit()

    def search(clause: tuple[str, str, str]) -> Callable[[], None]:
        def run() -> None:
            with desk.begin(company):
                found = desk.get("party.party").search([clause], limit=6)
                [party.rec_name for party in found]

        return run

    def open_ones() -> None:
        with desk.begin(company):
            found = desk.get("sale.opportunity").search([("state", "=", "lead")], limit=OPEN)
            [(one.number, one.party.rec_name, one.start_date, one.state) for one in found]

    tail = f"%{mobile(count // 2)[-4:]}"
    jobs = {
        "register": register,
        "two characters": search(("name", "ilike", "%王丽%")),
        "four digits": search(("contact_mechanisms.value", "ilike", tail)),
        "open ones": open_ones,
    }
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 2):
        for name, job in jobs.items():
            one = timed(job)
            if turn >= 2:
                found[name].append(one)
    return {name: cell(times) for name, times in found.items()}


def main() -> None:
    """`tryton_jobs.py FOLDER PARTIES ROUNDS`."""
    folder, count, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    prepare(folder)
    desk = Desk(folder)
    company = desk.company()
    desk.fill(company, count)
    import trytond

    print(json.dumps({"version": trytond.__version__, "jobs": measure(desk, company, count, rounds)}))


if __name__ == "__main__":
    main()
