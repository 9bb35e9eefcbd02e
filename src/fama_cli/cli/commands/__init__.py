"""One module for each command. Each is imported only when it is asked for."""
