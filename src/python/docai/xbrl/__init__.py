"""The figures of a 10-K submission: bytes in, facts, statements and schedules out."""
