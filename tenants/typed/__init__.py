"""What people typed and sent when their sign-in had ended: kept for them alone, and given back in the same form."""
