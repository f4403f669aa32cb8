"""What the day holds."""
