"""Monthly revenue of a customer."""
