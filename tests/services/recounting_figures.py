"""The figures counted once more, in plain Python over the raw rows: no service, no rule, no query.

Rows are dicts as SQLite has them: days are texts, which compare as days do.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from showroom.models.base import database

Row = dict[str, Any]
Found = Counter[tuple[str, int | None]]

TABLES = (
    "traffic_entry", "prospect", "card_move", "customer", "follow_up", "lost_request", "sales_order", "drive",
    "vehicle", "appointment", "daily_report", "report_row", "target",
)  # fmt: skip
TO_BUY = ("look_at_cars", "enquiry", "other")
HERE = ("walk_in", "invited_visit")


def rows_of(table: str) -> list[Row]:
    """Every row of a table that was not removed, in the order in which they were written."""
    cursor = database.execute_sql(f'SELECT * FROM "{table}" ORDER BY id')
    heads = [column[0] for column in cursor.description]
    rows = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    return [row for row in rows if row["removed_at"] is None]


class Recount:
    """One store as its raw rows, counted for one period; whose each number is stands beside its key."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = str(first), str(last)
        self.day_before_90 = str(first - timedelta(90))
        self.rows = {table: rows_of(table) for table in TABLES}
        self.cards = {row["id"]: row for row in self.rows["prospect"]}
        self.customers = {row["id"]: row for row in self.rows["customer"]}
        self.log = [row for row in self.rows["traffic_entry"] if row["void"] == ""]
        self.moves: dict[int, list[Row]] = {}
        for move in self.rows["card_move"]:
            self.moves.setdefault(move["prospect_id"], []).append(move)
        self.found: Found = Counter()

    def all(self) -> Found:
        """Everything of the period."""
        self._log()
        self._cards()
        self._on_hand()
        self._sales()
        self._contacts()
        self._customers()
        self._targets()
        return Counter({key: count for key, count in self.found.items() if count})

    def _within(self, day: str | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def _add(self, whose: int | None, *keys: str, count: int = 1) -> None:
        for key in keys:
            self.found[key, whose] += count

    def _owner_on(self, card: int, day: str) -> int | None:
        for move in self.moves.get(card, ()):
            if move["owner_after_id"] is not None and move["day"] > day:
                return move["owner_before_id"]
        return self.cards[card]["owner_id"]

    @staticmethod
    def _is_party(row: Row) -> bool:
        return row["traffic_type"] in HERE and row["purpose"] in TO_BUY

    def _is_first(self, row: Row) -> bool:
        if row["visit_override"]:
            return row["visit_override"] == "first"
        if row["customer_id"] is None:
            return True
        delivered = [
            card["delivered_on"]
            for card in self.cards.values()
            if card["customer_id"] == row["customer_id"] and card["delivered_on"]
        ]
        for other in self.log:
            if other["customer_id"] != row["customer_id"] or not self._is_party(other):
                continue
            if other["day"] < row["day"] and not any(other["day"] <= d < row["day"] for d in delivered):
                return False
        return True

    def _log(self) -> None:
        seen: set[int] = set()
        self.visited: set[tuple[str, int, str, int | None]] = set()
        for row in sorted(self.log, key=lambda one: (one["day"], one["number"])):
            if self._within(row["day"]):
                self._log_row(row, seen)

    def _log_row(self, row: Row, seen: set[int]) -> None:
        whose = row["received_by_id"] or row["assigned_id"]
        cards = [c for c in self.cards.values() if c["customer_id"] == row["customer_id"] is not None]
        had = any(card["opened_on"] < row["day"] for card in cards)
        got = any(card["opened_on"] == row["day"] for card in cards)
        filed = row["phone"] != ""
        keys: list[str] = []
        if row["traffic_type"] in HERE and row["purpose"] not in TO_BUY:
            keys.append("other_visits")
        if row["traffic_type"] == "call_in" and row["purpose"] in TO_BUY:
            keys.append("calls")
            keys += ["filed"] if filed else []
            if not had:
                keys += ["effective_calls", "visits_and_calls"]
                keys += ["new_leads", "gathered"] if filed and row["guest_name"] else []
        if self._is_party(row):
            keys += self._party(row, filed=filed, had=had, got=got)
            if row["customer_id"] is None or row["customer_id"] not in seen:
                keys += ["entered", "entered_filed"] if filed else ["entered"]
                seen.add(row["customer_id"])
        if had or got:
            self.visited.add(("visited", row["customer_id"], row["day"], whose))
        self._add(whose, *keys)
        if self._is_party(row) and row["left"]:
            self._stay(row, whose, got=got)

    def _party(self, row: Row, *, filed: bool, had: bool, got: bool) -> list[str]:
        first, invited = self._is_first(row), row["traffic_type"] == "invited_visit"
        keys = ["parties", "visits_and_calls", "first" if first else "repeat"]
        keys += ["filed"] if filed else []
        keys += [] if had else ["without_card"]
        keys += ["came"] if had or got else []
        keys += ["greeted"] if row["greeted"] else []
        written = row["received_by_id"] is not None and (row["level"] or row["no_file_reason"])
        keys += ["handled"] if written and not self._came_late(row) else []
        keys += ["mixed"] if first or invited else []
        keys += ["known_guests"] if not first or filed or had else []
        if first:
            keys += ["first_filed"] if filed else []
            if not invited:
                keys += ["walked_in", "gathered"] + (["walked_in_filed"] if filed else [])
        looked = not filed and row["purpose"] != "other"
        keys += ["first_filed_or_looked"] if (first and filed) or looked else []
        return keys

    def _came_late(self, row: Row) -> bool:
        """Whether a row, or the one it stands for in the end, was not there when the sheet was closed."""
        while row["corrects_id"] is not None:
            (row,) = [one for one in self.rows["traffic_entry"] if one["id"] == row["corrects_id"]]
        return bool(row["adjustment"])

    def _stay(self, row: Row, whose: int | None, *, got: bool) -> None:
        (came, minute), (left, other) = ((int(row[at][:2]), int(row[at][3:5])) for at in ("arrived", "left"))
        # Seconds are never typed; the clock's are cut off when a row is written.
        seconds = (left * 60 + other) * 60 + int(row["left"][6:8] or 0)
        seconds -= (came * 60 + minute) * 60 + int(row["arrived"][6:8] or 0)
        if seconds < 0:
            return
        minutes = seconds // 60 + (seconds % 60 > 0)
        self._add(whose, "timed")
        self._add(whose, "stay_minutes", count=minutes)
        if self._is_first(row):
            place = "to_15" if minutes <= 15 else "to_30" if minutes <= 30 else "longer"
            self._add(whose, "first_timed", f"stayed_{place}", *([f"carded_{place}"] if got else []))

    def _cards(self) -> None:
        for card in self.cards.values():
            moves = self.moves.get(card["id"], [])
            if self._within(card["opened_on"]) and (card["state"] == "open" or moves):
                self._opened(card, moves)
            if card["delivered_on"] and card["delivered_on"] <= self.last:
                self._delivered(card)
            asleep, day = False, card["opened_on"]
            for place, move in enumerate(moves):
                day = max(day, move["day"])
                if self._within(day):
                    self._step(card, move, moves[place:], asleep=asleep)
                if move["move"] in ("dormant", "returned", "lost", "withdrawn", "delivered"):
                    asleep = move["move"] == "dormant"
        for request in self.rows["lost_request"]:
            if request["kind"] == "lost" and request["state"] != "withdrawn":
                self._request(request)

    def _days_since(self, start: str, heard: list[str]) -> int:
        """How long ago something was last heard by the end of the period, since a start at the latest."""
        newest = max([start, *(day for day in heard if day <= self.last)])
        return (date.fromisoformat(self.last) - date.fromisoformat(newest)).days

    def _talks(self, cards: set[int]) -> list[str]:
        return [
            talk["day"] for talk in self.rows["follow_up"] if talk["prospect_id"] in cards and talk["reached"]
        ]

    def _rows_of(self, customer: int) -> list[str]:
        return [row["day"] for row in self.log if row["customer_id"] == customer]

    def _delivered(self, card: Row) -> None:
        customer, whose = card["customer_id"], self._owner_on(card["id"], self.last)
        cards = {one["id"] for one in self.cards.values() if one["customer_id"] == customer}
        days = self._days_since(card["delivered_on"], self._talks(cards) + self._rows_of(customer))
        self._add(whose, "base", *(["base_waiting"] if days > 90 else []))
        self._add(whose, "care_days", count=days)

    def _opened(self, card: Row, moves: list[Row]) -> None:
        given = [move["owner_before_id"] for move in moves if move["owner_after_id"] is not None]
        keys = ["cards_opened", "carried_or_opened"]
        opened = card["opened_on"]
        next_day = str(date.fromisoformat(opened) + timedelta(1))
        came = [row for row in self.log if row["customer_id"] == card["customer_id"] and row["day"] > opened]
        heard = [
            talk["day"]
            for talk in self.rows["follow_up"]
            if talk["prospect_id"] == card["id"] and talk["reached"] and talk["day"] >= opened
        ]
        if any(day <= next_day for day in (*heard, *(row["day"] for row in came))):
            keys.append("in_time")
        ordered = [
            order["ordered_on"]
            for order in self.rows["sales_order"]
            if order["prospect_id"] == card["id"] and order["ordered_on"] > opened
        ]
        visits = [row["day"] for row in came if self._is_party(row)]
        if any(day <= self.last for day in (*visits, *ordered)):
            keys.append("returned_here")
        self._add(given[0] if given else card["owner_id"], *keys)

    def _step(self, card: Row, move: Row, since: list[Row], *, asleep: bool) -> None:
        given = [one["owner_before_id"] for one in since if one["owner_after_id"] is not None]
        whose = given[0] if given else card["owner_id"]
        if move["move"] == "returned":
            self._add(move["owner_after_id"] or whose, "returned")
        if move["move"] in ("dormant", "withdrawn"):
            self._add(whose, move["move"])
        if asleep and move["move"] in ("lost", "withdrawn"):
            self._add(whose, f"{move['move']}_asleep")
        if move["move"] == "delivered":
            sent = self.customers[card["customer_id"]]["referrer_id"] is not None
            self._add(whose, "deliveries", *(["deliveries_referred"] if sent else []))
        if move["move"] == "lost":
            asked = [one for one in self.rows["lost_request"] if one["move_id"] == move["id"]]
            stage = asked[0]["stage"] if asked and asked[0]["stage"] else "unknown"
            late = bool(asked and asked[0]["late_days"])
            self._add(whose, "lost", f"lost_{stage}", *(["lost_late"] if late else []))

    def _request(self, request: Row) -> None:
        if not self._within(request["asked_on"]) or request["prospect_id"] not in self.cards:
            return
        keys = ["lost_requests"]
        # All reasons of these histories tell why, "competitor_price" among them.
        keys += ["lost_clear"] if request["state"] == "approved" else []
        keys += ["lost_rejected"] if request["state"] == "rejected" else []
        given = [
            move["owner_before_id"]
            for move in self.moves.get(request["prospect_id"], ())
            if move["owner_after_id"] is not None and move["at"] > request["asked_at"]
        ]
        self._add(given[0] if given else self.cards[request["prospect_id"]]["owner_id"], *keys)

    def _on_hand(self) -> None:
        for card in self.cards.values():
            self._stands(card, self.moves.get(card["id"], []))

    def _stands(self, card: Row, moves: list[Row]) -> None:
        """Walk a card through its days; a step for an earlier day counts with the one before it."""
        given = [move["owner_before_id"] for move in moves if move["owner_after_id"] is not None]
        owner = given[0] if given else card["owner_id"]
        is_open = card["state"] == "open" or bool(moves)
        life = [(card["opened_on"], is_open, owner)]
        for move in moves:
            day = max(life[-1][0], move["day"])
            if move["move"] in ("delivered", "lost", "dormant", "withdrawn"):
                is_open = False
            if move["move"] == "returned":
                is_open = True
            if move["owner_after_id"] is not None:
                owner = move["owner_after_id"]
            life.append((day, is_open, owner))
        before = [one for one in life if one[0] < self.first]
        until = [one for one in life if one[0] <= self.last]
        young = card["opened_on"] >= self.day_before_90
        carried = bool(before) and before[-1][1]
        if carried:
            keys = ("carried", "carried_or_opened", *(["carried_90"] if young else []))
            self._add(before[-1][2], *keys)
        if until and until[-1][1]:
            new = card["opened_on"] >= self.first
            age = (date.fromisoformat(self.last) - date.fromisoformat(card["opened_on"])).days
            self._add(until[-1][2], "on_hand", "on_hand_new" if new else "on_hand_carried")
            self._add(until[-1][2], "age_new_days" if new else "age_carried_days", count=age)
            heard = self._talks({card["id"]}) + self._rows_of(card["customer_id"])
            self._add(until[-1][2], "contact_days", count=self._days_since(card["opened_on"], heard))
        held = before[-1:] + [one for one in until if one[0] >= self.first]
        held = [one for one in held if one[1]]
        if held:
            self._add(held[-1][2], "held")

    def _had_a_car(self, customer: int, day: str) -> bool:
        return any(
            car["customer_id"] == customer
            and car["sold_here"]
            and (car["delivered_on"] or car["bought_on"] or "9") < day
            for car in self.rows["vehicle"]
        )

    def _sales(self) -> None:
        for drive in self.rows["drive"]:
            if self._within(drive["day"]) and drive["prospect_id"] in self.cards:
                self._add(self._owner_on(drive["prospect_id"], drive["day"]), "drives")
        for order in self.rows["sales_order"]:
            if order["prospect_id"] in self.cards:
                self._order(order, self.cards[order["prospect_id"]])

    def _order(self, order: Row, card: Row) -> None:
        whose = self._owner_on(card["id"], order["ordered_on"])
        if self._within(order["cancelled_on"]):
            self._add(whose, "orders_cancelled")
        if self._within(order["delivered_on"]):
            self._add(whose, "deliveries_ordered", *(["told_why"] if order["why_us"] else []))
        settled = min(order["cancelled_on"] or "9", order["delivered_on"] or "9")
        if order["ordered_on"] <= self.last < settled:
            self._add(whose, "orders_waiting")
        if not self._within(order["ordered_on"]):
            return
        new = card["opened_on"] >= self.first
        keys = ["orders", "orders_opened" if new else "orders_carried"]
        keys += ["orders_carried_90"] if not new and card["opened_on"] >= self.day_before_90 else []
        keys += ["orders_showroom"] if new and card["first_contact"] in HERE else []
        sent = self.customers[card["customer_id"]]["referrer_id"] is not None
        again = self._had_a_car(card["customer_id"], order["ordered_on"])
        more = card["purchase_kind"] in ("replacement", "additional")
        keys += ["orders_related"] if sent or again or more else []
        keys += ["base_returned"] if sent or again else []
        keys += ["rebought"] if again else []
        keys += ["referred"] if sent else []
        self._add(whose, *keys)

    def _contacts(self) -> None:
        base: set[tuple[int, str, int | None]] = set()
        for talk in self.rows["follow_up"]:
            if not self._within(talk["day"]) or talk["prospect_id"] not in self.cards:
                continue
            customer, by = self.cards[talk["prospect_id"]]["customer_id"], talk["by_id"]
            self._add(by, "contacts", *(["reached"] if talk["reached"] else []))
            if talk["reached"]:
                self.visited.add(("visited", customer, talk["day"], by))
                if self._had_a_car(customer, talk["day"]):
                    base.add((customer, talk["day"], by))
        for _key, _customer, _day, whose in self.visited:
            self._add(whose, "visited")
        for _customer, _day, whose in base:
            self._add(whose, "base_contacted")
        self._appointments()
        self._plans()

    def _appointments(self) -> None:
        for one in self.rows["appointment"]:
            if self._within(one["day"]) and one["state"] in ("arrived", "not_come"):
                missed = one["state"] == "not_come"
                keys = ["expected", *(["no_show"] if missed else [])]
                keys += ["no_show_told"] if missed and one["no_show_reason"] else []
                self._add(self._owner_on(one["prospect_id"], one["day"]), *keys)

    def _plans(self) -> None:
        reports = {one["id"]: one for one in self.rows["daily_report"]}
        for row in self.rows["report_row"]:
            report = reports.get(row["report_id"])
            if report is None or not row["planned"] or not self._within(report["day"]):
                continue
            day, card = report["day"], row["prospect_id"]
            customer = row["customer_id"] or self.cards[card]["customer_id"]
            heard = any(
                talk["prospect_id"] == card and talk["day"] == day and talk["reached"]
                for talk in self.rows["follow_up"]
            ) or any(one["customer_id"] == customer and one["day"] == day for one in self.log)
            self._add(report["consultant_id"], "planned", *(["planned_done"] if heard else []))

    def _customers(self) -> None:
        for customer in self.customers:
            cards = [card for card in self.cards.values() if card["customer_id"] == customer]
            days = self._rows_of(customer) + [card["opened_on"] for card in cards]
            if days and min(days) > self.last:
                continue
            had = [card["id"] for card in cards if card["opened_on"] <= self.last]
            whose = self._owner_on(max(had), self.last) if had else None
            self._add(whose, "customers", *(["customers_carded"] if had else []))

    def _targets(self) -> None:
        """Of the showroom (nobody's) and of each consultant his own."""
        month = date.fromisoformat(self.last).replace(day=1)
        after = str((month + timedelta(31)).replace(day=1))
        for one in self.rows["target"]:
            whose, key = one["consultant_id"], f"target_{one['figure']}"
            if (
                one["figure"] in ("gathered", "deliveries")
                and self.first[:7] <= one["month"][:7] <= self.last[:7]
            ):
                self._add(whose, key, count=one["value"])
            if one["figure"] == "deliveries" and one["month"] == after:
                self._add(whose, f"{key}_next", count=one["value"])
