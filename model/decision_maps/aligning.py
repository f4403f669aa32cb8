"""Lining up chosen cards."""

from collections.abc import Mapping
from typing import Final

from model.decision_maps.places import PITCH_X, PITCH_Y, Place

WAYS: Final = ("left", "top", "row", "column")


def aligned(places: Mapping[str, Place], how: str) -> dict[str, Place]:
    """Where cards stand once lined up.

    `left`, `top`: their left or upper edges on one line, spread along it where they would overlap; `row`, `column`:
    side by side or below each other at the map's pitch, in their present order.
    """
    x, y = min(place.x for place in places.values()), min(place.y for place in places.values())
    upright = how in ("left", "column")
    order = sorted(places, key=lambda person: (places[person].y, places[person].x) if upright else places[person])
    found: dict[str, Place] = {}
    free = y if upright else x
    for number, person in enumerate(order):
        if how == "left":
            free = max(free, places[person].y)
            found[person], free = Place(x, free), free + PITCH_Y
        elif how == "top":
            free = max(free, places[person].x)
            found[person], free = Place(free, y), free + PITCH_X
        elif how == "row":
            found[person] = Place(x + number * PITCH_X, y)
        else:
            found[person] = Place(x, y + number * PITCH_Y)
    return found
