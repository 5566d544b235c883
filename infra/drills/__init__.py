"""Fault drills: what stays up, and what is made good, when a server of the running demo is killed or hangs."""
