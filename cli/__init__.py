"""The command line: thin, no Qt."""
