"""The settings of this window and of this person's store."""
