"""Tests of the grading rules, store and pages."""
