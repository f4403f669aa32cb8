"""Named rules over customers (细分客户群), their members, and what could be sold to whom."""
