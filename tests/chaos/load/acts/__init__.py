"""What organisations do, act by act. Each is `async act(world)` and does one thing, or nothing if there is nothing."""
