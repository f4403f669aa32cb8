"""The customer analysis in the window."""
