"""The exchange page: what waits to go, what came, each file's fate, conflicts, and the people of the office."""
