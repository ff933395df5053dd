"""The rules of feedback: states, commands, deciders and refusals. No I/O."""
