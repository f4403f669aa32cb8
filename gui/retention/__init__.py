"""The retention pages: tasks with their reasons, whom to see first, and the rules behind them."""
