"""Which figures of the book stand together on the figures page, under which heads (forms 2.7, req 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from showroom.forms.figures import FIGURES, FUNNEL
from showroom.language import mark


@dataclass(frozen=True)
class Block:
    """Figures under one head, by their keys."""

    head: str
    keys: tuple[str, ...]


TRAFFIC: Final = "traffic"
FUNNEL_OF_CARDS: Final = "cards"
CONTACTS: Final = "contacts"
SALES: Final = "sales"
LOST: Final = "lost"
LEVELS: Final = "levels"
ORIGINS: Final = "origins"
CONSULTANTS: Final = "consultants"
PLOTS: Final = "plots"
TARGETS: Final = "targets"

WORDS: Final[Mapping[str, str]] = {
    TRAFFIC: mark("Traffic"),
    FUNNEL_OF_CARDS: mark("Cards and funnel"),
    CONTACTS: mark("Contacts and plans"),
    SALES: mark("Sales"),
    LOST: mark("Lost"),
    LEVELS: mark("Cards by level"),
    ORIGINS: mark("Where from"),
    CONSULTANTS: mark("Consultants"),
    PLOTS: mark("Plots"),
    TARGETS: mark("Targets"),
}


def _all_of(*beginnings: str) -> tuple[str, ...]:
    """The figures whose keys begin so, in the order of the book."""
    return tuple(
        figure.key for wanted in beginnings for figure in FIGURES if figure.key.startswith(f"{wanted}.")
    )


def _lost_by_stage() -> tuple[str, ...]:
    others = ("lost_late", "lost_asleep", "lost_requests", "lost_clear", "lost_rejected")
    return tuple(
        figure.key
        for figure in FIGURES
        if figure.key.startswith("lost_") and "rate" not in figure.key and figure.key not in others
    )


BLOCKS: Final[Mapping[str, tuple[Block, ...]]] = {
    TRAFFIC: (
        Block(
            mark("Who came, who called"),
            (
                "parties",
                "first",
                "repeat",
                "calls",
                "effective_calls",
                "visits_and_calls",
                "without_card",
                "other_visits",
                "entered",
                "mixed",
                "known_guests",
                "walked_in",
                "greeted",
                "greeted_rate",
                "handled",
                "handled_rate",
            ),
        ),
        Block(
            mark("Who left a number"),
            (
                "filed",
                "first_filed",
                "entered_filed",
                "first_filed_or_looked",
                "walked_in_filed",
                "new_leads",
                "gathered",
                "target_gathered",
                "target_rate.gathered",
                *_all_of("filed_rate"),
            ),
        ),
        Block(mark("Who came again"), ("returned_here", *_all_of("repeat_rate"))),
        Block(
            mark("How long they stayed"),
            (
                "timed",
                "stay_minutes",
                "stay_mean",
                "first_timed",
                "stayed_to_15",
                "stayed_to_30",
                "stayed_longer",
                "carded_to_15",
                "carded_to_30",
                "carded_longer",
                *_all_of("stay_rate", "stay_card_rate"),
            ),
        ),
    ),
    FUNNEL_OF_CARDS: (
        Block(mark("From the card to the next car"), FUNNEL),
        Block(mark("Lost, by how far they had come"), _lost_by_stage()),
        Block(
            mark("Of the cards opened"),
            (
                "card_rate",
                "in_time_rate",
                "order_rate",
                "delivery_rate",
                "conversion_rate",
                "carried",
                "carried_90",
                "carried_or_opened",
                *_all_of("signed_rate"),
            ),
        ),
        Block(
            mark("On hand at the end"),
            (
                "on_hand",
                "on_hand_new",
                "on_hand_carried",
                "age_new_days",
                "age_carried_days",
                *_all_of("card_age"),
                "returned",
                "withdrawn",
                "withdrawn_asleep",
            ),
        ),
        Block(
            mark("Everybody on file"),
            ("customers", "customers_carded", "carded_rate", "base"),
        ),
    ),
    CONTACTS: (
        Block(mark("Who was reached"), ("contacts", "reached", "visited", "base_contacted")),
        Block(
            mark("For how long nobody heard of them"),
            (
                "contact_days",
                "contact_mean",
                "care_days",
                "care_mean",
                "base_waiting",
                "base_waiting_rate",
            ),
        ),
        Block(mark("What was planned"), ("planned", "planned_done", "plan_rate")),
        Block(
            mark("Who was expected"),
            ("expected", "no_show", "no_show_told", "no_show_rate", "no_show_told_rate"),
        ),
    ),
    SALES: (
        Block(mark("Drives"), ("drives", *_all_of("drive_rate"))),
        Block(
            mark("Orders placed"),
            (
                "orders",
                "orders_cancelled",
                "orders_opened",
                "orders_carried",
                "orders_carried_90",
                "orders_showroom",
                "orders_waiting",
                "target_deliveries_next",
                "reserve_rate",
                *_all_of("closing_rate"),
            ),
        ),
        Block(
            mark("Cars handed over"),
            (
                "deliveries",
                "target_deliveries",
                "target_rate.deliveries",
                "deliveries_ordered",
                "told_why",
                "told_why_rate",
                "deliveries_referred",
                "referred_rate",
            ),
        ),
        Block(
            mark("Through owners"),
            ("orders_related", "related_rate", "base_returned", "rebought", "referred"),
        ),
    ),
    LOST: (
        Block(
            mark("Cards that ended without a car"), ("lost", "lost_late", "lost_asleep", "dormant", "held")
        ),
        Block(mark("Of how many"), _all_of("lost_rate")),
        Block(
            mark("Requests and reasons"),
            ("lost_requests", "lost_clear", "lost_clear_rate", "lost_rejected", "lost_rejected_rate"),
        ),
    ),
}

# Consultants side by side: the load of new and of base customers first (req 136), then what came of it.
SIDE_BY_SIDE: Final = (
    "on_hand",
    "cards_opened",
    "base",
    "base_contacted",
    "parties",
    "filed",
    "drives",
    "orders",
    "deliveries",
    "lost",
)

# What a target is set for: the lines of the daily report's panel, but those nobody wishes for.
WISHED_FOR: Final = ("parties", "calls", "first", "repeat", "filed", "drives", "orders", "deliveries")
