"""Speed beside the raw limit of the same run: `python -m benchmarks`."""
