"""The officers' pages about providers' people."""
