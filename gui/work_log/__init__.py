"""The work log by day and month."""
