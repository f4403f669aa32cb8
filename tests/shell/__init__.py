"""The window's frame and its widgets."""
