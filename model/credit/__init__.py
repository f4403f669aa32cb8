"""Credit (信用): reviews with rating and limit, what was kept or broken, and who owes."""
