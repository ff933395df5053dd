"""A cycle at work: a snapshot is stored and computed from in a child process, the plan is published and carried out."""
