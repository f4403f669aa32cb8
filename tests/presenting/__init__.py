"""Presenting mode: what a customer who looks on may see, and what nobody shows them."""
