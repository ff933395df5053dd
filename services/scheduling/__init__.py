"""Calendars, sessions and attendance: when the people of a mentorship meet."""
