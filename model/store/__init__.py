"""The encrypted store: keys, sessions, stamps, marks, undo, backup and migrations."""
