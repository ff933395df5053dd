"""The images and docker-compose.yml, really run: `make compose-test`, `docs/containers.md`."""
