"""Tests of what each form asks."""
