"""Documents in and out: the only user of openpyxl, calamine and reportlab."""
