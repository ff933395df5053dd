"""The only way to Kafka: topics made from the contracts' table, and the intake of records through FastStream."""

from services.chassis.kafka.asking import ask_without_creating

ask_without_creating()
