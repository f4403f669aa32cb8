"""Opportunities (商机; TMF699): what may be sold, to whom, and how far it is."""
