"""What a customer is worth: value models, scores, grades and classes by month."""
