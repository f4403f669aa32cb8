"""The snapshot page: what is kept of a frozen list, by customer and by member."""
