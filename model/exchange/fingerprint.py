"""The fingerprint two people compare over the telephone: eight common words, 64 bits."""

from functools import cache

from model.exchange.suite import SUITE, PublicKeys
from resources import RESOURCES


@cache
def words() -> tuple[str, ...]:
    """The 256 words; each is two characters, and no two sound the same."""
    return tuple((RESOURCES / "words" / "fingerprint.txt").read_text(encoding="utf-8").split())


def spoken(keys: PublicKeys) -> str:
    """The fingerprint of a device's keys as eight words with spaces."""
    digest = bytes.fromhex(SUITE.digest(b"meiban-fingerprint-v1\0" + f"{keys.signing}\n{keys.sealing}".encode()))
    table = words()
    return " ".join(table[byte] for byte in digest[:8])


def same_words(one: str, other: str) -> bool:
    """Whether two people mean the same fingerprint, however they put spaces or signs between the words."""
    return _plain(one) == _plain(other) != ""


def _plain(text: str) -> str:
    return "".join(sign for sign in text if "一" <= sign <= "鿿")
