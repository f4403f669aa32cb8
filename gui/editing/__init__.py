"""Rows of any table edited many at a time."""
