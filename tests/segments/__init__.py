"""Tests of segments and the white-space matrix."""
