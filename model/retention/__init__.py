"""Keeping customers: due dates, reminders, early warnings, tasks and whom to see first."""
