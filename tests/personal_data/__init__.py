"""Tests of personal data: copies and periods of keeping."""
