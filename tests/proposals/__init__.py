"""Tests of proposals: the money law, versions, states, papers, the editor."""
