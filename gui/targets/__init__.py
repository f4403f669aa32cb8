"""Targets, how they stand, and the plan the office publishes."""
