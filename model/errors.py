"""The one error the user reads."""


class UserError(Exception):
    """Something went wrong that the user can understand and act on.

    Carries the translated sentence: what happened, what was kept, what to do. Everything else that is raised is a bug.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnconfirmedError(UserError):
    """A paper for a customer leans on the table of authority while that is the program's default (`domain.md` § 4)."""
