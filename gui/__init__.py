"""The window: the only place that knows Qt."""

from gui.old_python import make_singletons_immortal

# Before the first Qt call of any module of this room.
make_singletons_immortal()
