"""Self-test, success cases and experts."""
