"""Filling other people's lists (填表): what we know about the customers and members they name."""
