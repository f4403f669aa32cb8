"""The value pages: pyramid, migration, lists with their explanation, and the model editor."""
