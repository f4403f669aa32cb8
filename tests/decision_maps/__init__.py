"""Tests of the decision-maker maps."""
