"""Tests of credit reviews, events and arrears."""
