"""The wall between organisations: a table of all routes, and what stands behind each."""
