"""Tests of work_log."""
