"""What can be set, by the office for all and by a person for himself."""
