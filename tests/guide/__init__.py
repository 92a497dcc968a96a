"""Tests of what the real guide says. They compute what they expect from the data."""
