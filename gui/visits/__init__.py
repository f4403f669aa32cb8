"""Visits: noted, planned, found again."""
