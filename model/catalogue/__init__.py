"""Products: what we offer, what customers use, and the agreements they stand on."""
