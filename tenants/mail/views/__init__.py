"""Addresses of mail: for those who get it, and for the council's officers and managers."""
