"""The five services, and the chassis that they run on."""
