"""Filling other people's lists."""
