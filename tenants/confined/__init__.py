"""Untrusted bytes are read in a process of their own, which may use so much memory and time and no more."""
