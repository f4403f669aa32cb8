"""Tests of the retention rules, store and pages."""
