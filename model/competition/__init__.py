"""What competitors do at our customers."""
