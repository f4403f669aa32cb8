"""What was wrong with how a command was written, in the language in force: the parser speaks English only."""

import re
from pathlib import Path
from typing import Final

from typer.exceptions import TyperException

from resources.i18n import N_, _

_OWN: Final = re.compile("Invalid value: (?P<sentence>.*)", re.DOTALL)
"""A sentence of ours, with what the parser puts before it."""

_SAID: Final = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"Missing command\.", N_("Which command? “meiban --help” lists them.")),
        (r"No such command '(?P<word>.*)'\.", N_("There is no command “{word}”; “meiban --help” lists them.")),
        (r"Missing (?:argument|option|parameter) '(?P<word>[^']*)'.*", N_("{word} is missing.")),
        (r"No such option: (?P<word>\S+)(?: .*)?", N_("There is no option {word}.")),
        (r"Option '(?P<word>[^']*)' requires (?:an argument|\d+ arguments)\.", N_("{word} wants a value.")),
        (r"Option '(?P<word>[^']*)' does not take a value\.", N_("{word} takes no value.")),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<word>.*)\)", N_("Nothing is known to do with: {word}.")),
        (
            r"Invalid value for '(?P<option>[^']*)': Value error, .* is not one of (?P<words>'.*')\.",
            N_("{option} wants one of: {words}."),
        ),
        (r"Invalid value for '(?P<word>[^']*)': .*valid integer.*", N_("{word} wants a whole number.")),
        (r"Invalid value for '(?P<word>[^']*)': .*", N_("{word}: that is no value for it.")),
    )
)

_CLOSED: Final = re.compile(r"Invalid value for '[^']*': \w+ '(?P<path>.*)' is not readable\.", re.DOTALL)


def usage_fault(error: TyperException) -> tuple[str, int]:
    """The parser's complaint as a sentence of ours, and the exit code: a closed file is no wrong usage."""
    said = error.format_message()
    closed = _CLOSED.fullmatch(said)
    if closed is not None:
        sentence = _("{file} cannot be opened: you have no permission, or another program holds it.")
        return sentence.format(file=Path(closed["path"]).name), 1
    return _("Wrong usage: {message}").format(message=_usage_sentence(said)), 2


def _usage_sentence(said: str) -> str:
    """What the parser has not said before stands in its own words."""
    own = _OWN.fullmatch(said)
    if own is not None:
        return own["sentence"]
    for pattern, sentence in _SAID:
        found = pattern.fullmatch(said)
        if found is not None:
            return _(sentence).format(**found.groupdict())
    return said
