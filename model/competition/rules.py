"""What a tactic usually means: the war it belongs to, how it is answered, and whether it asks for a whole move."""

from collections.abc import Mapping
from typing import Final

from model.enumerations import ENUMERATIONS
from resources.i18n import N_

RIVALS: Final[Mapping[str, str]] = {code: words for code, words in ENUMERATIONS["operator"].items() if code != "mobile"}
"""Every operator but us, with its label."""

WAR_OF: Final[Mapping[str, str]] = {
    "gift_phones": "device",
    "welfare_issue": "relation",
    "prepaid_gift": "device",
    "building_wiring": "product",
    "barter": "relation",
    "discount_bundle": "tariff",
    "erosion": "tariff",
}
"""Ours: the war a sighting is put down under when nobody says another."""

WHOLE_MOVE_TACTICS: Final = ("building_wiring",)
"""Tactics that aim at every line of the customer at once: each sighting warns by itself."""

SHIPPED_SCRIPTS: Final[Mapping[str, str]] = {
    "gift_phones": N_(
        "Ask who was given what, and until when the number must stay. See the key person first: our contract, our "
        "service and the number itself weigh more than a phone. Bring a benefit from the reward table, no counter-gift."
    ),
    "welfare_issue": N_(
        "Ask which department was served. Offer our club, lecture or alliance benefits openly, through the "
        "company and with its approval; point to the service that stays after the holiday."
    ),
    "prepaid_gift": N_(
        "Set the prepaid sum, the binding months and the least spend against today's bill. Offer those whose binding "
        "ends within two months a renewal before they are called."
    ),
    "building_wiring": N_(
        "See the decider this week. Ask what the wiring costs in binding: years, minimum spend, exit. Bring our own "
        "survey of the building, a cut-over plan without standstill and the one-bill proposal."
    ),
    "barter": N_(
        "Find out which resource is exchanged and who signs for it. Show the value of both sides in yuan, and where "
        "the customer would depend on a single partner. Offer a joint event of our own."
    ),
    "discount_bundle": N_(
        "Ask for the written offer with its date. Compare the whole term: one-off, monthly, binding, speed and repair "
        "time. Put service, second route and one bill first; a discount only within the authority."
    ),
    "erosion": N_(
        "Count who has left and where they buy. Bring short numbers and group plans to the site on pay day, and ask "
        "the department heads to keep one group."
    ),
}
"""Tactic → the answer we ship, ours: screen and brief call it a default until somebody writes another."""
