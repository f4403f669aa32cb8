"""What is handed in at the month's end."""
