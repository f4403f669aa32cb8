"""Tests of the search box: what it finds, in what order, and that the index follows the store."""
