"""A simulator over real server processes: visitors up to mischief, faults at random, one seed.

The seed decides what every visitor does and which fault strikes after how long. At which moment of
a commit it strikes is the machine's affair: the same seed tries the same plan again.
"""
