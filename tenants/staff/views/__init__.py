"""The pages about people who work at the council."""
