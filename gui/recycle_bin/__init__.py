"""Deleted rows, and bringing them back."""
