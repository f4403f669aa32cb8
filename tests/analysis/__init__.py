"""Tests of the customer analysis."""
