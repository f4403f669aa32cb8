"""Taking data out and letting it go, in the window."""
