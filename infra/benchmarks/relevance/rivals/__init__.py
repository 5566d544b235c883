"""What Wagtail's own search indexes in the benchmark. No migrations: the benchmark makes the table itself."""
