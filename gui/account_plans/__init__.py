"""The account plan of one customer."""
