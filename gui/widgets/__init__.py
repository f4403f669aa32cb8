"""The window's parts that know no feature."""
