"""Proposals in the window: the list, the editor with the paper beside it, versions and approval."""
