"""Whole stories through the main window."""
