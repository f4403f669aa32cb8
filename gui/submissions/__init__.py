"""The month's hand-in in the window."""
