"""Questionnaires (问卷), their answers, what they say of customers, and plans of market studies."""
