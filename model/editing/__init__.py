"""Any row of any entity, changed by name as text: what the command line and pasting do."""
