"""What the window remembers between runs, in QSettings: geometry, columns, theme, language. Never customer data."""

import json
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from gui.theme import BODY, TEXT_SIZES, THEMES
from resources.i18n import DEFAULT_LANGUAGE, LANGUAGES


class Preferences:
    """Typed access to QSettings; a value that makes no sense any more counts as absent."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._choice("theme", THEMES, "system")

    @theme.setter
    def theme(self, value: str) -> None:
        self._settings.setValue("theme", value)

    @property
    def language(self) -> str:
        """A code of `resources.i18n.LANGUAGES`."""
        return self._choice("language", LANGUAGES, DEFAULT_LANGUAGE)

    @language.setter
    def language(self, value: str) -> None:
        self._settings.setValue("language", value)

    @property
    def text_size(self) -> int:
        """Body text in pixels."""
        return self._number("text_size", BODY, TEXT_SIZES[0], TEXT_SIZES[-1])

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._settings.setValue("text_size", value)

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or a click after which the store locks; 0 is never."""
        return self._number("lock_minutes", 15, 0, 240)

    @lock_minutes.setter
    def lock_minutes(self, value: int) -> None:
        self._settings.setValue("lock_minutes", value)

    @property
    def backup_folder(self) -> str:
        """Where daily backups go; empty is beside the store."""
        return str(self._settings.value("backup_folder", ""))

    @backup_folder.setter
    def backup_folder(self, value: str) -> None:
        self._settings.setValue("backup_folder", value)

    def layout(self, name: str) -> dict[str, Any]:
        """The remembered layout (columns, saved filters, splitters) under this name; empty when there is none."""
        try:
            value = json.loads(str(self._settings.value(f"layout/{name}", "{}")))
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def keep_layout(self, name: str, value: dict[str, Any]) -> None:
        """Remember a layout made of plain JSON values."""
        self._settings.setValue(f"layout/{name}", json.dumps(value, ensure_ascii=False))

    def geometry(self, name: str) -> QByteArray:
        """The remembered window geometry or state; empty when there is none."""
        value = self._settings.value(f"geometry/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, name: str, value: QByteArray) -> None:
        """Remember a window geometry or state."""
        self._settings.setValue(f"geometry/{name}", value)

    def _choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = str(self._settings.value(key, default))
        return value if value in allowed else default

    def _number(self, key: str, default: int, least: int, most: int) -> int:
        try:
            value = int(str(self._settings.value(key, default)))
        except ValueError:
            return default
        return value if least <= value <= most else default
