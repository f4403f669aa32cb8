"""Frozen baselines of customers and members (拍照), and how much of them is kept."""
