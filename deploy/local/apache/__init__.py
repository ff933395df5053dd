"""Apache Kafka itself, without Docker: its jars from Maven Central, one node of KRaft, everything kept on disk."""
