"""The rules of the house that a machine can check: files, code, texts and words."""
