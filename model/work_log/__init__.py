"""What the manager did, by the hour."""
