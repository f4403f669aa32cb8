"""Tests of the hand-over pack."""
