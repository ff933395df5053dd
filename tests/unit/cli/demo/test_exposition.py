from cli.demo.measures.exposition import Exposition

TEXT = """
# HELP mentormesh_queue_depth Commands and records that wait for the writer. Unit: items.
# TYPE mentormesh_queue_depth gauge
mentormesh_queue_depth{service="matching"} 3.0
mentormesh_queue_depth{service="profile"} 4.0
# HELP mentormesh_effect_seconds From the acceptance of an HTTP request. Unit: seconds.
# TYPE mentormesh_effect_seconds histogram
mentormesh_effect_seconds_bucket{le="0.1",service="matching"} 1.0
mentormesh_effect_seconds_bucket{le="+Inf",service="matching"} 2.0
mentormesh_effect_seconds_count{service="matching"} 2.0
mentormesh_effect_seconds_sum{service="matching"} 0.4
mentormesh_effect_seconds_bucket{le="0.1",service="feedback"} 5.0
mentormesh_effect_seconds_bucket{le="+Inf",service="feedback"} 5.0
mentormesh_effect_seconds_count{service="feedback"} 5.0
mentormesh_effect_seconds_sum{service="feedback"} 0.2
"""
MEASURED = Exposition.of(TEXT)


def test_samples_are_summed_and_picked_by_label() -> None:
    assert MEASURED.total("mentormesh_queue_depth") == 7
    assert MEASURED.total("mentormesh_queue_depth", service="matching") == 3
    assert MEASURED.by("service", "mentormesh_queue_depth") == {"matching": 3, "profile": 4}


def test_buckets_of_all_series_are_added_up_in_the_order_of_their_bounds() -> None:
    assert MEASURED.buckets("mentormesh_effect_seconds") == [(0.1, 6.0), (float("inf"), 7.0)]
    assert MEASURED.buckets("mentormesh_effect_seconds", service="matching") == [(0.1, 1.0), (float("inf"), 2.0)]


def test_what_is_not_measured_is_nothing() -> None:
    assert MEASURED.total("mentormesh_unheard_of") == 0
    assert MEASURED.buckets("mentormesh_unheard_of") == []
