"""All tests; they mirror the folders of the program."""
