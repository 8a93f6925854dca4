"""What happens to programs: kills, power cuts, full disks, damaged files, and what must not come of it.

Every protection has a control: the same test with the protection taken away must fail.
"""
