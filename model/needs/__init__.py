"""What customers need and what we promised them."""
