"""What a service keeps of another one's facts equals its source."""
