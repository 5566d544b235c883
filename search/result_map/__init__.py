"""The map beside the results: the places of what a search finds, and the council's outline."""
