"""Who looked at what, and what must not be shown."""
