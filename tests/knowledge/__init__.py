"""Self-test, cases, experts, account plans."""
