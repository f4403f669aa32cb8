"""What was being typed, kept so that a crash loses nothing."""

from typing import Protocol


class Drafts(Protocol):
    """Keeps the unsaved values of open forms; an implementation may only keep them encrypted."""

    def keep(self, form: str, values: dict[str, object]) -> None:
        """Remember the values (plain JSON values) typed into the form of this name."""
        ...

    def find(self, form: str) -> dict[str, object]:
        """The values left behind by the form of this name; empty when it was saved or left."""
        ...

    def drop(self, form: str) -> None:
        """Forget them: saved, or left on purpose."""
        ...


class MemoryDrafts:
    """Drafts for as long as the program runs; used while no store is open."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, object]] = {}

    def keep(self, form: str, values: dict[str, object]) -> None:
        """Remember the values."""
        self._kept[form] = dict(values)

    def find(self, form: str) -> dict[str, object]:
        """The values, or an empty mapping."""
        return dict(self._kept.get(form, {}))

    def drop(self, form: str) -> None:
        """Forget them."""
        self._kept.pop(form, None)
