"""A service at work on real servers, those who ask it, and those whom it hears."""
