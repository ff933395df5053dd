"""One organisation offers to share, another accepts or declines; either may end it."""
