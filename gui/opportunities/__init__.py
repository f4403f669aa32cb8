"""Opportunities: the board and the list, one whole, funnel and forecast, stages and their limits."""
