"""People are registered, change, leave and return."""
