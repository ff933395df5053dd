"""The rules of the network, a file an invariant."""
