"""Customers and the people and places that belong to them."""
