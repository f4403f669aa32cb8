"""Tests of taking everything out."""
