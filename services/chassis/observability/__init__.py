"""What a process says of itself: metrics, logs, health, and the thread that runs through them."""
