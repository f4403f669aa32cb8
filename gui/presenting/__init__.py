"""Presenting mode: the window a customer may look at, on the store as a customer may see it."""
