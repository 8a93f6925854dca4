"""Whole days through the real window, one file for each path, in the users' verbs."""

import pytest

pytest.register_assert_rewrite("tests.journeys.at_the_window")
