"""The first start: four short screens from an empty store to the first page (issue 3)."""
