"""The rules about programmes, participants, agreements' places, cycles and mentorships. Pure: no I/O."""
