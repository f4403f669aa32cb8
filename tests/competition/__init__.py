"""Tests of the competition desk."""
