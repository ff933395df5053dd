"""Who sees what of a person."""
