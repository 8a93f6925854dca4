"""The settings page: one module for each thing a showroom keeps, over one list and one form."""
