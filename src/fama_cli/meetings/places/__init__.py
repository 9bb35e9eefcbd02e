"""Places, without asking anyone: where a postcode or a town is, and how far it is to a meeting."""
