"""Intake: finds headings, reads cells as people write them, plans and applies an import, and takes it back."""
