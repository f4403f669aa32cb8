"""Tests of changing any row by its entity's name."""
