"""Work that one owner a service does beside the writer: due reminders, parked records, the relay's lease."""
