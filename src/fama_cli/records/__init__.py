"""What is read out of a client's record: what is due, a plan, a calendar, and everything that is held."""
