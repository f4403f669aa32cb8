"""Pay: pieces counted, the estimate of a month, the official sheet beside it."""
