"""The only way to Kafka: topics made from the contracts' table, and the intake of records through FastStream."""
