"""All services' databases as of one moment, in files, and back again."""
