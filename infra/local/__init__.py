"""The local servers: PostgreSQL, Valkey and Elasticsearch from packages, for the demo and for tests. Linux only."""
