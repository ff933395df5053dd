"""Whether the tests would notice: the chassis, broken on purpose in one place after another."""
