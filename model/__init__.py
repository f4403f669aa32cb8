"""The business: what is kept, how it is decided, what is asked and what is done. Knows no Qt and no document format."""
