"""What joins two organisations: the agreement in force, what it shares, and how many of its places are taken."""
