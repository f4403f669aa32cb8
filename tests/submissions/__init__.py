"""Tests of the month's hand-in."""
