"""What runs the platform: local servers, images, backups, benchmarks and fault drills."""
