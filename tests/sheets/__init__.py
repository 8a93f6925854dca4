"""Tests of the paper, module by module."""
