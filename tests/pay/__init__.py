"""Tests of pay and targets."""
