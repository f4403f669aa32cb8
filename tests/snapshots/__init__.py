"""Tests of the snapshots rules, store and pages."""
