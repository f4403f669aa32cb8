"""Benefits (权益): who is owed what by grade, what was planned, sent and received, and the compliance hold."""
