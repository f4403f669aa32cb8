"""Meetings and calls with customers."""
