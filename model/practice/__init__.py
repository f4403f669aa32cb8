"""The practice store (练习库): the sample month, with a month of a manager's own work on it."""
