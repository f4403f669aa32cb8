"""How Chinese names sound, without tones: every plausible reading for searching, the likeliest one for sorting."""

from functools import cache
from typing import Final

from model.search.readings import CHARACTERS, IN_WORDS, SURNAMES

_PLAIN: Final = str.maketrans("āáǎàēéěèêếềōóǒòīíǐìūúǔùüǖǘǚǜńňǹḿ", "aaaaeeeeeeeooooiiiiuuuuvvvvvnnnm")

_IN_WORDS: Final = frozenset(character for character, _word in IN_WORDS)


@cache
def is_han(character: str) -> bool:
    """Whether the character is written Chinese."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" or character == "\u3007"


@cache
def readings(character: str) -> tuple[str, ...]:
    """The toneless readings people use in names, likeliest first; what is not Chinese reads as itself."""
    if character in CHARACTERS:
        return CHARACTERS[character]
    listed = _dictionary().get(ord(character))
    if listed is None:
        return (character,)
    return (_plain(listed.split(",")[0]) or character,)


def spoken(name: str, person: bool = False) -> list[tuple[str, ...]]:
    """The plausible readings of each character of a folded name; a person's surname adds its own reading, first."""
    heard = [readings(character) for character in name]
    if person:
        for place, reading in enumerate(_surname(name)):
            heard[place] = (reading, *(other for other in heard[place] if other != reading))
    return heard


def likeliest(name: str, person: bool = False) -> list[str]:
    """One reading for each character: a surname's, a known word's, or the commonest."""
    heard = [readings(character)[0] for character in name]
    if not _IN_WORDS.isdisjoint(name):
        heard = [
            _in_words(name[place - 1 : place], name[place], name[place + 1 : place + 2], heard[place])
            for place in range(len(name))
        ]
    if person:
        surname = _surname(name)
        heard[: len(surname)] = surname
    return heard


def initials(name: str) -> str:
    """The first letters of the likeliest reading: 中国移动 → zgyd."""
    return "".join(reading[0] for reading in likeliest(name))


def sort_key(name: str, person: bool = False) -> str:
    """Text by which names sort as in a Chinese phone book: by syllable, equal syllables by character."""
    return " ".join(likeliest(name, person)) + "\t" + name


def _in_words(before: str, character: str, after: str, alone: str) -> str:
    return IN_WORDS.get((character, before + character)) or IN_WORDS.get((character, character + after)) or alone


@cache
def _dictionary() -> dict[int, str]:
    """Every character's readings; loaded when first asked for, which takes a fifth of a second."""
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict


def _surname(name: str) -> tuple[str, ...]:
    return SURNAMES.get(name[:2]) or SURNAMES.get(name[:1], ())


def _plain(reading: str) -> str:
    return "".join(letter for letter in reading.translate(_PLAIN) if "a" <= letter <= "z")
