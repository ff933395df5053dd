"""Images that stand in for those of a registry, where none can be reached.

They are made of Debian's packages and of the servers that this project has as wheels or from Maven Central, and do what
docker-compose.yml and the Dockerfile ask of the real ones, no more.
"""
