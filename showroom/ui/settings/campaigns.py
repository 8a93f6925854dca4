"""The campaigns that explain where guests came from: what, where, when, what they cost (req 8, 9, 12, 13)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from showroom.forms import reference as form
from showroom.forms.choices import CAMPAIGN_KINDS
from showroom.forms.field import Lists
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.rules.money import show_money
from showroom.services import campaigns
from showroom.services import lists as lists_service
from showroom.services.campaigns import Held
from showroom.services.desk import Desk
from showroom.ui.settings.kept import Deed, Kept, Line, in_use, word_of
from showroom.ui.settings.worded import in_or_out


class Campaigns(Kept[Held]):
    """The latest first."""

    duty = Duty.KEEP_CAMPAIGNS
    shows = frozenset({"campaign", "reference_item"})

    @property
    def word(self) -> str:
        return _("Campaigns")

    @property
    def new_word(self) -> str:
        return _("New campaign")

    @property
    def heads(self) -> tuple[str, ...]:
        return (
            _("Campaign"),
            _("Kind"),
            _("First day"),
            _("Last day"),
            _("Cost (yuan)"),
            _("Sources"),
            _("State"),
        )

    def read(self, desk: Desk) -> tuple[tuple[Held, ...], Lists]:
        return campaigns.campaigns(desk), lists_service.with_campaigns()

    def line(self, record: Held, lists: Lists) -> Line:
        kind = word_of(CAMPAIGN_KINDS, record.kind)
        sources = "、".join(word_of(lists["source"], code) for code in record.sources)
        return Line(
            str(record.campaign),
            (
                record.label,
                kind,
                record.starts_on.isoformat(),
                record.ends_on.isoformat() if record.ends_on else "",
                show_money(record.cost),
                sources,
                in_use(record.active),
            ),
            (record.chinese, record.english, kind, record.place, sources),
            record.active,
        )

    def new(self, _records: tuple[Held, ...], today: date) -> Deed:
        def add(desk: Desk, values: dict[str, Any], token: str) -> str:
            return str(campaigns.add_campaign(desk, values, token))

        return Deed(self.new_word, add, fields=form.CAMPAIGN_FIELDS, values={"starts_on": today})

    def change(self, record: Held) -> Deed:
        values = {one.key: getattr(record, one.key) for one in form.CAMPAIGN_FIELDS}
        return Deed(
            record.label, partial(_change, record), fields=form.CAMPAIGN_FIELDS, values=values, plain=True
        )

    def others(self, record: Held, _today: date) -> tuple[Deed, ...]:
        return (in_or_out(record.label, record.active, partial(_retire, record), partial(_use, record)),)


def _change(campaign: Held, desk: Desk, values: dict[str, Any], _token: str) -> None:
    campaigns.change_campaign(desk, campaign.campaign, campaign.revision, values)


def _retire(campaign: Held, desk: Desk, _values: dict[str, Any], _token: str) -> None:
    campaigns.retire_campaign(desk, campaign.campaign, campaign.revision)


def _use(campaign: Held, desk: Desk, _values: dict[str, Any], _token: str) -> None:
    campaigns.use_campaign(desk, campaign.campaign, campaign.revision)
