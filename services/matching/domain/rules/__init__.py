"""What forbids a pair, whatever its score. The engine applies the same rules to many at once."""
