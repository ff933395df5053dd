"""What operators look at and are woken by: dashboards and alerts as code, from which the committed files are made."""
