"""The sample month: who is in it, what they use and pay, and how it is written as an office workbook."""
