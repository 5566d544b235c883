"""Pages of the desk on which officers change listings."""
