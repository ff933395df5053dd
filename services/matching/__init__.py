"""The matching service: programmes, who takes part, policies, cycles, and mentorships from proposal to closure.

It owns the places used: of a mentor, and of an agreement in each direction. A place counts from proposal to closure.
"""
