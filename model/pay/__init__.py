"""Targets, piecework and pay."""
