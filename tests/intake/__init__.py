"""Tests of the intake of office files."""
