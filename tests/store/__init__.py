"""Tests of the store: keys, opening, stamps, undo, backup, faults."""
