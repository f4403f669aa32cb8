"""Proposals (方案; TMF648): what we offer a customer, at which price, and who allowed it."""
