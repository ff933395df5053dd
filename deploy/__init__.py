"""What it takes to run the platform: images, dashboards, charts, and servers for a developer's own machine."""
