"""The reports page: every internal paper, previewed before it is saved."""
