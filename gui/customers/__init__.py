"""The pages of customers: the table of all, and one customer's own page."""
