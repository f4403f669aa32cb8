"""The practice store (练习库): a separate file with the sample month, to try everything without harm."""
