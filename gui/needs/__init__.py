"""Needs of customers, in order, and promises made to them."""
