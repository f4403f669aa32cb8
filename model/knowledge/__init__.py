"""What the field has learned: self-test, success cases, experts, account plans, the product quiz."""
