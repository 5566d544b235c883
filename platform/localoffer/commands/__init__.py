"""The commands of `localoffer`, by subject. Each module is imported only when one of its commands runs."""
