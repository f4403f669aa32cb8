"""Questionnaires (问卷) and market studies in the window: written, tried, filled in, counted, planned."""
