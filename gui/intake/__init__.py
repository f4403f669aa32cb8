"""The import wizard: the office's file in, step by step, with everything said before anything is changed."""
