"""The words for roles, as staff call each other."""

from __future__ import annotations

from showroom.forms.choices import ROLES
from showroom.rules.duties import Role

_OF_ROLE = {option.code: option for option in ROLES}


def role_word(role: Role) -> str:
    """前台, 销售顾问, …"""
    return _OF_ROLE[role].label
