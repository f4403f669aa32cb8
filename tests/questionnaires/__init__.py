"""Tests of questionnaires and market studies."""
