"""Tests of marketing campaigns."""
