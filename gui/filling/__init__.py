"""填表: other people's lists filled in."""
