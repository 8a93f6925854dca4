"""What is stored: peewee tables, the store that holds them, its migrations."""
