"""The partners service: organisations, the agreements that join them, and the keys that speak for them."""
