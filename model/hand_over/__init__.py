"""Handing a customer over (交接): what the successor must know, and what to do in the first 30 days."""
