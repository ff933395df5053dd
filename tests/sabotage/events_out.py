"""What goes wrong with events that go out."""

from tests.sabotage.sabotage import Sabotage

EVENTS_OUT = (
    Sabotage(
        "lease-ignored",
        "one process of a service publishes",
        "relay/lease.py",
        "return held is not None",
        "return True",
        "test_replicas.py::test_at_peace_one_of_two_replicas_publishes_and_tells_nothing_twice",
    ),
    Sabotage(
        "marked-before-sent",
        "an event is marked when the broker has acknowledged it",
        "relay/relay.py",
        "        published, error = await self._publisher.publish(rows)\n",
        "        await self._mark([row['_id'] for row in rows], rows)\n"
        "        published, error = await self._publisher.publish(rows)\n",
        "test_relay.py test_servers_away.py::test_a_broker_that_hangs_for_a_while",
    ),
    Sabotage(
        "failed-sends-marked",
        "what the broker did not take is sent again",
        "relay/publisher.py",
        "        except KafkaError as error:\n            return [], error",
        "        except KafkaError:\n            return sent, None",
        "tests/unit/chassis/relay test_servers_away.py",
    ),
    Sabotage(
        "against-the-stamps",
        "the first occurrences of a key are in order",
        "relay/relay.py",
        'pending.sort("stamp", 1)',
        'pending.sort("stamp", -1)',
        "test_death.py::test_whenever_a_process_is_killed_everything_is_counted_once_and_told_in_order",
    ),
    Sabotage(
        "page-of-many-moments",
        "a page of the outbox is as of one moment",
        "relay/relay.py",
        "snapshot=True",
        "snapshot=False",
        "test_relay.py",
    ),
    Sabotage(
        "loss-not-noticed",
        "topics that the broker has forgotten are filled again",
        "relay/memory.py",
        "refilled = await self._look()",
        "refilled = False",
        "test_broker_lost.py::test_a_broker_that_was_lost_while_nobody_was_there",
    ),
    Sabotage(
        "trace-torn",
        "what a reaction publishes goes on with the trace of what it heard",
        "writer/traced.py",
        "self._tracing.begin(_before(work))",
        "self._tracing.begin(None)",
        "tests/unit/chassis/writer/test_traced.py",
    ),
)
