"""What was recorded of recovery support, and whether it is a true reflection of what was done."""
