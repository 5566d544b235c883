"""What the law asks of a Local Offer, point by point, and what this council has to show for each."""
