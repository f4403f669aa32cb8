"""Measurements against bare libraries, run on demand with `-m benchmark`."""
