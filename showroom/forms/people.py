"""What is asked about the people of the showroom: taking on, changing, a new password, leaving (R5, S6)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

NAME: Final = Field("name", mark("Name"), kinds.NAME, required=True)
NAME_ENGLISH: Final = Field("name_english", mark("In English"), kinds.NAME)
# 组: the group on the head of the daily report (forms 2.3).
TEAM: Final = Field("team", mark("Sales team"), kinds.NAME)
USER: Final = Field("user", mark("User name"), kinds.NAME, required=True)
ROLES: Final = Field("roles", mark("Roles"), kinds.SEVERAL, required=True, options="role")
PASSWORD: Final = Field("password", mark("Password"), kinds.PASSWORD, required=True)
LAST_DAY: Final = Field("left_on", mark("Last day"), kinds.DATE, required=True)
CARDS_LATER: Final = Field("cards_later", mark("Hand the customers over later"), kinds.TICK)

NEW_PERSON: Final = (NAME, NAME_ENGLISH, USER, ROLES, TEAM, PASSWORD)
PERSON: Final = (NAME, NAME_ENGLISH, ROLES, TEAM)
