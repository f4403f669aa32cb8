"""Papers on the screen: preview before saving, and tables as workbooks."""
