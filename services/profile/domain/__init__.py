"""The rules about people. Pure: no I/O."""
