"""What happens in the network, a file a phase, in the order of `cli.demo.scenario`."""
