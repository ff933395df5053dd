"""The one command, `mentormesh`: a file a verb."""
