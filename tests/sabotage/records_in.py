"""What goes wrong with records that come in."""

from tests.sabotage.sabotage import Sabotage

RECORDS_IN = (
    Sabotage(
        "no-dedupe",
        "a repeated record has no second effect",
        "writer/seen.py",
        "return Turn.DUPLICATE",
        "return Turn.NEXT",
        "test_records.py::test_a_repeated_event_has_no_second_effect",
    ),
    Sabotage(
        "seen-not-kept",
        "what was applied is known after the batch",
        "writer/commit.py",
        'guarded["seen"] = batch.seen.operations()',
        'guarded["seen"] = []',
        "test_records.py",
    ),
    Sabotage(
        "gap-not-seen",
        "what comes too early waits for the one before",
        "writer/seen.py",
        "return Turn.BEHIND if seen.parked else Turn.GAP",
        "return Turn.BEHIND if seen.parked else Turn.NEXT",
        "test_records.py::test_an_event_that_comes_too_early_waits_for_the_one_before",
    ),
    Sabotage(
        "parked-overtaken",
        "those behind a parked record of their key wait",
        "writer/seen.py",
        "return Turn.BEHIND if seen.parked else Turn.GAP",
        "return Turn.NEXT if seen.parked else Turn.GAP",
        "test_records.py::test_a_record_whose_decider_fails_is_parked_with_those_behind_it",
    ),
    Sabotage(
        "offsets-first",
        "an offset is committed when its record is durable, not before",
        "kafka/intake.py",
        "            await self._writer.submit_records(works)\n",
        "            await self._commit(_behind(records))\n            await self._writer.submit_records(works)\n",
        "test_death.py::test_whenever_a_process_is_killed_everything_is_counted_once_and_told_in_order",
    ),
    Sabotage(
        "latest-offset",
        "whoever is new begins with the first record",
        "kafka/intake.py",
        'auto_offset_reset="earliest"',
        'auto_offset_reset="latest"',
        "test_death.py::test_whenever_a_process_is_killed_everything_is_counted_once_and_told_in_order",
    ),
    Sabotage(
        "malformed-forgotten",
        "what nobody can read is laid aside, not lost",
        "writer/held.py",
        "        self._insert(work, DEAD, HeldBack.MALFORMED, why, due=None)\n",
        "",
        "test_records.py::test_a_malformed_record_becomes_a_dead_letter_and_its_neighbours_go_on",
    ),
    Sabotage(
        "waiting-passed-over",
        "a record that needs a fact waits for it",
        "writer/batch.py",
        "if attempt is not None and (unknown := attempt.waits_for) is not None:",
        "if attempt is not None and (unknown := attempt.waits_for) is not None and not self._advance(work, ''):",
        "test_records.py::test_a_record_that_waits_for_another_fact_goes_on_when_it_has_come",
    ),
    Sabotage(
        "held-told-again",
        "a record that is laid aside is told of once",
        "writer/held.py",
        "            self._announced.pop(id, None)\n",
        "",
        "test_records.py::"
        "test_a_record_that_is_read_again_before_its_offset_was_committed_is_laid_aside_and_told_of_once",
    ),
)
