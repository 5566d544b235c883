"""How fast the platform is, always against something else measured in the same run."""
