"""The benefits page: what was planned, sent and received, and the reward table."""
