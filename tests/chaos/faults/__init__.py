"""What goes wrong, when, and whether it hit something."""
