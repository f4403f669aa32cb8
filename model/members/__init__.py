"""Subscribers inside a group customer and their months."""
