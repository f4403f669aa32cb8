"""Finds the texts that people read in the code, and compares them with their Chinese."""

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.architecture.sources import Source

MARKS: Final = frozenset({"_", "N_"})
COUNTED: Final = "_n"
"""The mark of a text in two numbers: the second is the one that is translated."""


@dataclass(frozen=True)
class Text:
    """One text marked for translation, and where it stands."""

    place: str
    english: str


def marked_texts(source: Source) -> Iterator[Text]:
    """Every text given to `_()` or `N_()` as it stands, and of a counted one that of many."""
    for call in _calls(source.tree):
        argument = _looked_up(call)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield Text(f"{source.path}:{call.lineno}", argument.value)


def put_together(source: Source) -> Iterator[str]:
    """Texts that are put together before they are looked up, so that no translation can be found."""
    for call in _calls(source.tree):
        argument = _looked_up(call)
        formatted = isinstance(argument, ast.Call) and ast.unparse(argument.func).endswith(".format")
        if formatted or isinstance(argument, ast.JoinedStr | ast.BinOp):
            yield f"{source.path}:{call.lineno} is put together before it is translated"


def unlike_in_number(source: Source) -> Iterator[str]:
    """Counted texts of which the one of a single thing has other placeholders than that of many."""
    for call in _calls(source.tree):
        if _is_counted(call):
            texts = [one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(texts) != 2 or placeholders(texts[0]) != placeholders(texts[1]) or "{count}" not in texts[1]:
                yield f"{source.path}:{call.lineno} has not the same placeholders for one and for many"


def too_early(source: Source) -> Iterator[str]:
    """Texts looked up while the module loads, before the language is chosen: constants take `N_()`."""
    waiting: list[ast.AST] = list(source.tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", COUNTED):
            yield f"{source.path}:{node.lineno} is translated while the module loads"
        waiting += ast.iter_child_nodes(node)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {*MARKS, COUNTED}:
            yield node


def _is_counted(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == COUNTED


def _looked_up(call: ast.Call) -> ast.expr | None:
    """The argument that is translated."""
    place = 1 if _is_counted(call) else 0
    return call.args[place] if len(call.args) > place else None


def placeholders(text: str) -> set[str]:
    """The names in braces of a text; an empty one is positional; raises `ValueError` where braces do not match."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def translation_faults(text: Text, chinese: Catalog) -> Iterator[str]:
    """What is wrong with the Chinese of one text: missing, left in English, or other placeholders."""
    message = chinese.get(text.english)
    if message is None or not message.string:
        yield f"{text.place} is not translated: {text.english!r}"
        return
    translated = str(message.string)
    if translated == text.english and any(len(word) > 2 and not word.isupper() for word in _words(translated)):
        yield f"{text.place} is English in the Chinese: {text.english!r}"
    if placeholders(translated) != placeholders(text.english):
        yield f"{text.place} has other placeholders: {text.english!r} / {translated!r}"
    if any(not name.isidentifier() for name in placeholders(text.english)):
        yield f"{text.place} has a placeholder without a name: {text.english!r}"


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isascii() and sign.isalpha() else " " for sign in text).split()


def compiled(catalogue: Catalog) -> bytes:
    """The bytes that the .mo of a catalogue has."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()
