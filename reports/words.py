"""Text cut to the room it has on a page or a paper."""


def cut(text: str, length: int) -> str:
    """A text of at most so many characters; one that was longer ends in an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"
