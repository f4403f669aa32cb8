"""Tests of the practice store."""
