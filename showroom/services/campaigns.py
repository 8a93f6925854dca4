"""Keeping the campaigns that explain where guests came from (req 8, 9, 12, 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem
from showroom.language import either, mark
from showroom.models.campaign import Campaign
from showroom.models.reference import ReferenceItem
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.services.list_words import gone
from showroom.services.work import Work

_ASKED = ("kind", "chinese", "english", "place", "starts_on", "ends_on", "cost", "note")


@dataclass(frozen=True)
class Held:
    """One campaign; `cost` in 分, `sources` are the codes of the sources that point at it."""

    campaign: int
    revision: int
    kind: str
    chinese: str
    english: str
    place: str
    starts_on: date
    ends_on: date | None
    cost: int | None
    note: str
    active: bool
    sources: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in the language of the screen."""
        return either(self.chinese, self.english)


def campaigns(desk: Desk) -> tuple[Held, ...]:
    """Every campaign, the latest first, those out of use too. Raises Denied."""
    desk.require(Duty.KEEP_CAMPAIGNS)
    sources: dict[int, list[str]] = {}
    pointing = ReferenceItem.select(ReferenceItem.campaign, ReferenceItem.code).where(
        ReferenceItem.campaign.is_null(False), ReferenceItem.active, ReferenceItem.removed_at.is_null()
    )
    for row in pointing.order_by(ReferenceItem.position):
        sources.setdefault(row.campaign_id, []).append(row.code)
    rows = Campaign.select().where(Campaign.removed_at.is_null())
    ordered = rows.order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    return tuple(_held(row, tuple(sources.get(row.id, ()))) for row in ordered)


def _held(row: Any, sources: tuple[str, ...]) -> Held:
    return Held(
        row.id,
        row.revision,
        row.kind,
        row.chinese,
        row.english,
        row.place,
        row.starts_on,
        row.ends_on,
        row.cost,
        row.note,
        row.active,
        sources,
    )


def add_campaign(desk: Desk, values: Mapping[str, Any], token: str | None = None) -> int:
    """Add a campaign; its id. `values` are those of forms.reference.CAMPAIGN_FIELDS.

    Raises Denied, Invalid.
    """
    with desk.work(Duty.KEEP_CAMPAIGNS, token) as work:
        if work.repeated is None:
            work.result["campaign"] = put(work, values)
    return int((work.repeated or work.result)["campaign"])


def put(work: Work, values: Mapping[str, Any]) -> int:
    """Add a campaign within an open work; its id. Raises Invalid."""
    _refuse_backwards(values)
    return work.add(Campaign, **{name: values[name] for name in _ASKED if name in values})


def change_campaign(desk: Desk, campaign: int, revision: int, values: Mapping[str, Any]) -> None:
    """Change what is written about a campaign. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_CAMPAIGNS) as work:
        _refuse_backwards(values)
        known = {name: values[name] for name in _ASKED if name in values}
        work.edit(Campaign, _row(campaign).id, revision, **known)


def retire_campaign(desk: Desk, campaign: int, revision: int) -> None:
    """No longer offer a campaign; what names it keeps its word. Raises Denied, Refused, Clash."""
    with desk.work(Duty.KEEP_CAMPAIGNS) as work:
        work.edit(Campaign, _row(campaign).id, revision, active=False)


def use_campaign(desk: Desk, campaign: int, revision: int) -> None:
    """Offer a campaign again. Raises Denied, Refused, Clash."""
    with desk.work(Duty.KEEP_CAMPAIGNS) as work:
        work.edit(Campaign, _row(campaign).id, revision, active=True)


def _refuse_backwards(values: Mapping[str, Any]) -> None:
    ends = values.get("ends_on")
    if ends is not None and ends < values["starts_on"]:
        raise Invalid(Problem("ends_on", mark("The last day is before the first day. Mend one of them."), {}))


def _row(campaign: int) -> Any:
    found = Campaign.get_or_none(Campaign.id == campaign, Campaign.removed_at.is_null())
    if found is None:
        raise gone()
    return found
