"""What comes of a mentorship: goals and their progress, answers, quality scores, benefits, health and risk."""
