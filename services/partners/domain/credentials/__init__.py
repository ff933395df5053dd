"""Keys: issued, replaced in time, revoked at once."""
