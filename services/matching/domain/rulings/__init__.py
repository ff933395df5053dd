"""Pins and vetoes: coordinators say that a pair must, or must not, be matched in a programme.

No event tells of them. A veto is as confidential as a never-with, and of a pin nothing comes but a proposal, which is
told anyway: no other service, and no subscriber, has anything to do with either.
"""
