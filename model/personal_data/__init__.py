"""What is kept of a person: a copy of it for them, and how long it is kept (`domain.md` rule 17)."""
