"""Excel: copies of what is shown, one value to a cell. Knows services, no Qt, no paper."""
