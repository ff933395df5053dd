"""The rules about partners. Pure: no I/O."""
