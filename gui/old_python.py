"""Keeps PySide6 6.12 from wearing out None on Python 3.11.

That release's wheels are built as for Python 3.12, where None, True, False and NotImplemented are immortal: every Qt
call that returns one of them gives back a reference it never took. On 3.11 the count sinks with each call, and after some
tens of thousands the interpreter ends with "deallocating None". Giving these objects a count that cannot be used up makes
them what they are from 3.12 on. To be dropped with Python 3.11.
"""

import ctypes
import sys
from typing import Final

_PLENTY: Final = 1 << 60


def make_singletons_immortal() -> None:
    """Raise the reference counts of the singletons beyond what any run can use up; does nothing from Python 3.12 on."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for singleton in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(singleton))
        count.value = max(count.value, _PLENTY)
