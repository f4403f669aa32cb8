"""What is checked of one Python file; each check gives its findings as `path:line what`, none where all is well."""

import ast
from collections.abc import Iterator
from typing import Final

from tests.architecture.sources import Source

LONGEST: Final = 400
CATCH_ALL: Final = frozenset({"gui/errors.py", "gui/tasks.py", "cli/app.py"})
APPLICATIONS: Final = frozenset({"QApplication", "QGuiApplication", "QCoreApplication"})
VAGUE: Final = frozenset({"utils", "util", "misc", "helpers", "helper", "manager", "managers", "common", "stuff"})


def too_long(source: Source) -> Iterator[str]:
    """A file of more than 400 lines."""
    count = len(source.text.splitlines())
    if count > LONGEST:
        yield f"{source.path}: {count} lines"


def vague_name(source: Source) -> Iterator[str]:
    """A file or folder whose name says nothing."""
    for part in source.path.removesuffix(".py").split("/"):
        if part in VAGUE:
            yield f"{source.path}: {part} is no name"


def undescribed(source: Source) -> Iterator[str]:
    """A module without a sentence, or a public class of the rooms without one."""
    if not ast.get_docstring(source.tree):
        yield f"{source.path}: no sentence says what this module is for"
    if source.room == "tests":
        return
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            yield f"{source.path}:{node.lineno} class {node.name} has no sentence"


def catches_all(source: Source) -> Iterator[str]:
    """An `except` that takes every error, outside the three places where that is the job; cleaning up may re-raise."""
    if source.path in CATCH_ALL:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler) or not _names_of(node.type) & {"", "Exception", "BaseException"}:
            continue
        last = node.body[-1]
        if not (isinstance(last, ast.Raise) and last.exc is None):
            yield f"{source.path}:{node.lineno} catches every error"


def _names_of(caught: ast.expr | None) -> set[str]:
    if caught is None:
        return {""}
    each = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return {node.id for node in each if isinstance(node, ast.Name)}


def pumps_events(source: Source) -> Iterator[str]:
    """A call of `processEvents`, or a look for the application outside the wiring."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr == "processEvents":
            yield f"{source.path}:{node.lineno} processEvents"
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr == "instance" and owner in APPLICATIONS and source.path != "gui/app.py":
            yield f"{source.path}:{node.lineno} the application is looked up outside gui/app.py"


def unfinished(source: Source) -> Iterator[str]:
    """A mark of work left, or a function that only says it is not there (a method may: its subclass has it)."""
    for number, line in enumerate(source.text.splitlines(), 1):
        _code, sign, comment = line.partition("#")
        if sign and comment.lstrip().upper().startswith(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")):
            yield f"{source.path}:{number} {comment.strip()}"
    functions = [node for node in source.tree.body if isinstance(node, ast.FunctionDef)]
    raised = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.Raise)]
    for node in raised:
        if node.exc is not None and "NotImplementedError" in ast.unparse(node.exc):
            yield f"{source.path}:{node.lineno} is not implemented"


def mocks(source: Source) -> Iterator[str]:
    """A test that puts a mock in the place of code."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if any("mock" in f"{module}.{name.name}".split(".") for name in node.names):
                yield f"{source.path}:{node.lineno} imports a mock"
