"""A key's partition is the one that every other client of Kafka would choose."""

from aiokafka.partitioner import DefaultPartitioner, murmur2
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.relay import partitions


@given(st.binary(max_size=80))
def test_the_hash_is_the_one_of_the_clients(data: bytes) -> None:
    assert partitions.murmur2(data) == murmur2(data)


@given(st.text(max_size=40), st.integers(1, 64))
def test_the_partition_is_the_one_of_the_clients(key: str, count: int) -> None:
    every = list(range(count))
    assert partitions.place_of(key, count) == DefaultPartitioner()(key.encode(), every, every)
