"""The desk of the register, a duty, its dates and months, and the page for families."""
