"""The words for roles, as staff call each other."""

from __future__ import annotations

from showroom.language import _
from showroom.rules.duties import Role


def role_word(role: Role) -> str:
    """前台, 销售顾问, …"""
    return {
        Role.RECEPTIONIST: _("Reception"),
        Role.SALES_CONSULTANT: _("Sales consultant"),
        Role.SHOWROOM_MANAGER: _("Showroom manager"),
        Role.CUSTOMER_SERVICE_CLERK: _("Customer service"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[role]
