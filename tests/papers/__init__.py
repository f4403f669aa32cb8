"""Documents in and out: workbooks, pages, charts, forms."""
