"""The segments page: named rules over customers, their profile, and the white space to sell into."""
