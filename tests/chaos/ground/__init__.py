"""What chaos stands on: servers behind wires, and the services, each a process of its own, that are brought back."""
