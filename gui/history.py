"""Where the person has been: back and forward."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Place:
    """A page, what it showed, and how it was left."""

    page: str
    target: str | None = None
    within: tuple[str, ...] = ()
    state: dict[str, Any] = field(default_factory=dict)


class History:
    """The places in order; going somewhere new forgets what lay ahead."""

    MOST = 100

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where the person is."""
        return self._places[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at + 1 < len(self._places)

    def go(self, place: Place) -> None:
        """Go somewhere new."""
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self.MOST]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """Go back one place; None at the first."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """Go forward one place; None at the last."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self._places[self._at]
