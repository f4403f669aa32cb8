"""File exchange: rules, files, and whole stores that meet through real files."""
