"""Edge tracking: a visitor's camera pictures come here, landmarks go back, pictures are forgotten.

Only where the operator turns it on, and each visitor agrees. A picture lives in memory between its
arrival and its answer: nothing here writes one to a file, a log, or anywhere else.
"""
