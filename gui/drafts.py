"""What was being typed, kept in the encrypted store so that a crash loses nothing."""

from model.store.database import Database


class Drafts:
    """The unsaved values of open forms, by the form's name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, form: str, values: dict[str, object]) -> None:
        """Remember the values (plain JSON values) typed into the form of this name."""
        from model.settings.drafts import keep_draft  # the window shows before any record is declared

        with self._database.write() as session:
            keep_draft(session, form, values)

    def find(self, form: str) -> dict[str, object]:
        """The values left behind by the form of this name; empty when it was saved or left."""
        from model.settings.drafts import find_draft

        with self._database.read() as session:
            return find_draft(session, form)

    def drop(self, form: str) -> None:
        """Forget them: saved, or left on purpose."""
        from model.settings.drafts import drop_draft

        with self._database.write() as session:
            drop_draft(session, form)
