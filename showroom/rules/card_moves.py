"""The steps of a card: what each is, so that the cards of a day and of a month follow from them."""

from __future__ import annotations

from enum import StrEnum


class Move(StrEnum):
    """What a step was. Opening is no step: the card itself says its day and its first level."""

    LEVEL = "level"
    ORDERED = "ordered"
    ORDER_CANCELLED = "order_cancelled"
    DELIVERED = "delivered"
    LOST = "lost"
    DORMANT = "dormant"
    RETURNED = "returned"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"
